"""One folder from which Bijak installs itself on a laptop that has only Python.

It is a project folder whose ``.alat/`` is filled already: uv, the proxy of a class, and
in ``roda/`` a wheel for everything in the trainer's lock. ``mulai.py`` takes what it
finds there and asks no network; each wheel is still compared with its hash.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from ..errors import BijakError, MissingData
from ..paths import SOURCE
from .bundle import FOLDERS, belongs, members, version

LOCK = "requirements-trainer.lock"
UV_LOCK = "requirements-uv.lock"
PYTHONS = ("3.11", "3.12", "3.13", "3.14")
_TOOLS = ".alat"
_WHEELS = "roda"
_RELEASES = (".0", ".99")  # the first and the last of a Python need not be served alike
_FROM_GLIBC = range(28, 4, -1)  # a wheel for an older glibc serves too


@dataclass(frozen=True)
class System:
    """A kind of laptop, always with a 64-bit Intel or AMD processor.

    Attributes:
        marks: how Python names it (PEP 508).
        tags: the platforms whose wheels it can use, for pip.
    """

    marks: dict[str, str]
    tags: tuple[str, ...]


SYSTEMS = {
    "linux": System(
        {
            "sys_platform": "linux",
            "platform_system": "Linux",
            "platform_machine": "x86_64",
            "os_name": "posix",
        },
        (
            *(f"manylinux_2_{minor}_x86_64" for minor in _FROM_GLIBC),
            "manylinux2014_x86_64",
            "manylinux2010_x86_64",
            "manylinux1_x86_64",
        ),
    ),
    "windows": System(
        {
            "sys_platform": "win32",
            "platform_system": "Windows",
            "platform_machine": "AMD64",
            "os_name": "nt",
        },
        ("win_amd64",),
    ),
}

_READ_ME = """Bijak tanpa internet

1. Salin folder ini seluruhnya ke laptop, misalnya ke folder Dokumen.
   Jangan menjalankannya langsung dari USB.
2. Laptop memerlukan Python 64-bit versi {pythons}.
   Sistem yang bisa: {systems}, dengan prosesor Intel atau AMD.
3. Buka terminal di dalam folder itu, lalu ketik:

   python3 mulai.py                (Windows: py mulai.py)
   python3 mulai.py class start    (pelatih, untuk membuka kelas)

Pemasangan pertama berjalan beberapa menit dan tidak memerlukan internet.
{warning}"""
_KEYS = """
PENTING: folder ini berisi kunci jawaban. Jangan berikan kepada peserta.
"""


class NotPacked(BijakError):
    """The folder could not be made; nothing is left of it."""


def write_folder(
    root: Path, systems: tuple[str, ...], whole: bool, say: Callable[[str], object]
) -> Path:
    """Make ``dist/bijak-luring-…`` anew and return its path.

    Args:
        root: the project, set up with the trainer's packages.
        systems: names out of `SYSTEMS`.
        whole: with solutions and trainers' documents; else what participants get.
        say: called with a sentence before each long step.

    Raises:
        MissingData: the project lacks a part.
        NotReleasable: an exercise still holds its key.
        NotPacked: a download failed.
    """
    target = root / "dist" / f"bijak-luring-{version(root)}{'-pelatih' * whole}"
    fresh = target.with_name(f"{target.name}.belum")
    shutil.rmtree(fresh, ignore_errors=True)
    try:
        _copy_project(root, fresh, whole, systems)
        _copy_proxy(root, fresh / _TOOLS)
        _download(root, systems, fresh / _TOOLS, say)
        shutil.rmtree(target, ignore_errors=True)
        fresh.rename(target)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
    return target


def _copy_project(root: Path, fresh: Path, whole: bool, systems) -> None:
    found = members(root)
    if whole:
        found |= {
            file.relative_to(root).as_posix(): file
            for folder in (*FOLDERS, SOURCE, "docs")
            for file in (root / folder).rglob("*")
            if belongs(file, root)
        }
    for name, file in found.items():
        copy = fresh / name
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(file, copy)
    about = _READ_ME.format(
        pythons=f"{PYTHONS[0]} sampai {PYTHONS[-1]}",
        systems=" dan ".join(name.capitalize() for name in systems),
        warning=_KEYS if whole else "",
    )
    (fresh / "BACA-DULU.txt").write_text(about, "utf-8")


def _copy_proxy(root: Path, tools: Path) -> None:
    made = sorted((root / _TOOLS).glob("proxy-*"))
    if not made:
        raise MissingData(
            "Proxy untuk kelas belum terpasang, jadi folder tanpa internet tidak"
            " dibuat. Jalankan dengan `python3 mulai.py usb`, yang memasangnya dahulu."
        )
    # Without links: a USB stick knows none, and the proxy needs none.
    ignored = shutil.ignore_patterns(".bin")
    shutil.copytree(made[-1], tools / made[-1].name, ignore=ignored)


def _download(root: Path, systems: tuple[str, ...], tools: Path, say) -> None:
    with tempfile.TemporaryDirectory() as folder:
        for system in systems:
            for python in PYTHONS:
                say(f"Mengunduh untuk {system.capitalize()}, Python {python} …")
                for release in (python + number for number in _RELEASES):
                    _fetch(root / LOCK, SYSTEMS[system], release, tools / _WHEELS)
            _fetch(root / UV_LOCK, SYSTEMS[system], release, Path(folder))
        for wheel in Path(folder).glob("uv-*.whl"):
            _take_uv(wheel, tools)


def for_one(lock: Path, system: System, python: str) -> str:
    """The requirements of a lock file that hold for one system and release of Python.

    pip itself would compare the lock's conditions with the computer it runs on.
    """
    marks = system.marks | {
        "python_version": python.rpartition(".")[0],
        "python_full_version": python,
        "implementation_name": "cpython",
        "platform_python_implementation": "CPython",
    }
    return "\n".join(_that_hold(lock.read_text("utf-8"), marks))


def _that_hold(text: str, marks: dict[str, str]) -> Iterator[str]:
    from packaging.requirements import Requirement

    for entry in re.split(r"\n(?=\S)", text.strip()):
        first, *hashes = entry.split("\\\n")
        wanted = Requirement(first)
        if wanted.marker is None or wanted.marker.evaluate(marks):
            pinned = f"{wanted.name}{wanted.specifier}"
            yield " ".join([pinned, *map(str.strip, hashes)])


def _fetch(lock: Path, system: System, python: str, folder: Path) -> None:
    """Let pip put the wheels of a lock file into a folder."""
    with tempfile.TemporaryDirectory() as private:
        listing = Path(private, "daftar.txt")
        listing.write_text(for_one(lock, system, python), "utf-8")
        done = subprocess.run(
            [
                *(sys.executable, "-m", "pip", "download", "--quiet", "--no-input"),
                *("--no-deps", "--require-hashes", "--only-binary=:all:"),
                *("--implementation", "cp", "--python-version", python),
                *(word for tag in system.tags for word in ("--platform", tag)),
                *("--dest", str(folder), "--requirement", str(listing)),
            ],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            errors="replace",
        )
    if done.returncode:
        last = "\n".join(done.stderr.strip().splitlines()[-3:])
        raise NotPacked(
            "Mengunduh tidak berhasil, jadi folder tanpa internet tidak dibuat."
            " Periksa sambungan internet dan ruang penyimpanan, lalu jalankan lagi"
            f" perintah yang sama.\n{last}"
        )


def _take_uv(wheel: Path, tools: Path) -> None:
    """Put the one program of uv's wheel where `mulai.py` looks for it."""
    home = tools / "-".join(wheel.name.split("-")[:2]) / "bin"
    home.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(wheel) as packed:
        for name in packed.namelist():
            if name.endswith(("/scripts/uv", "/scripts/uv.exe")):
                program = home / Path(name).name
                program.write_bytes(packed.read(name))
                program.chmod(0o755)
