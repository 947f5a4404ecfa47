"""The participants' zip: an allow-list of files, packed to the same bytes each time."""

from __future__ import annotations

import re
import tomllib
import zipfile
import zlib
from pathlib import Path

from ..errors import MissingData, NotReleasable
from ..paths import ANSWERS_FILE, LESSONS, RELEASE, SYLLABUS

FOLDERS = (LESSONS, RELEASE, "helpers/bijak")
"""Packed with everything inside that has one of the suffixes below."""

SUFFIXES = frozenset(
    ".css .csv .html .ipynb .jpeg .jpg .js .json .md .mjs .otf .png .py .svg .toml "
    ".ttf .txt .webp .woff2".split()
)

FILES = {
    "README.md": "README.id.md",
    **{
        name: name
        for name in (
            "LICENSE",
            "LICENSE-texts",
            "Makefile",
            "mulai.py",
            "nbgrader_config.py",
            "pyproject.toml",
            "requirements-trainer.lock",
            "requirements-uv.lock",
            "requirements.lock",
        )
    },
}
"""Name in the zip → file of the project."""

SCRIPTS = "helpers/bijak/authoring/synthetic"
"""How data were made may tell a key, so it stays with the trainers."""

_SECRET = re.compile(r"HIDDEN TESTS|BEGIN SOLUTION|latihan\.nilai\(")


def version(root: Path) -> str:
    """The version of the project at `root`."""
    with (root / "pyproject.toml").open("rb") as file:
        return tomllib.load(file)["project"]["version"]


def members(root: Path) -> dict[str, Path]:
    """Name in the zip → file, sorted by name, without the top folder.

    Raises:
        MissingData: a part that participants need is not there.
    """
    if not (root / SYLLABUS).is_file():
        raise MissingData(
            "Berkas curriculum/silabus.toml tidak ada, jadi paket peserta tidak dibuat."
            " Jalankan perintah ini di folder Bijak yang lengkap."
        )
    if not any((root / RELEASE).glob("*/*.ipynb")):
        raise MissingData(
            "Folder exercises/ belum berisi latihan, jadi paket peserta tidak dibuat."
            " Jalankan dahulu: bijak release"
        )
    found = {name: root / source for name, source in FILES.items()}
    lacking = sorted(file.name for file in found.values() if not file.is_file())
    if lacking:
        raise MissingData(
            f"Berkas {', '.join(lacking)} tidak ada, jadi paket peserta tidak dibuat."
            " Ambil lagi berkas itu dari repositori Bijak."
        )
    for folder in FOLDERS:
        found.update(
            (file.relative_to(root).as_posix(), file)
            for file in (root / folder).rglob("*")
            if belongs(file, root) and not _kept_back(file, root)
        )
    return dict(sorted(found.items()))


def belongs(file: Path, root: Path) -> bool:
    """Whether a file under one of the folders is part of the product.

    No hidden files, nobody's answers, and no links, which may lead anywhere.
    """
    inside = file.relative_to(root)
    private = any(part.startswith((".", "__pycache__")) for part in inside.parts)
    linked = file.resolve() != root.resolve() / inside
    wanted = file.suffix in SUFFIXES and file.name != ANSWERS_FILE
    return wanted and file.is_file() and not (private or linked)


def _kept_back(file: Path, root: Path) -> bool:
    return file.relative_to(root).as_posix().startswith(f"{SCRIPTS}/")


def write_bundle(root: Path, folder: Path | None = None) -> Path:
    """Write ``bijak-peserta-<version>.zip`` and return its path.

    Args:
        root: the project.
        folder: where the zip goes; the project's ``dist/`` unless given.

    Raises:
        MissingData: a part that participants need is not there.
        NotReleasable: an exercise still holds its key.
    """
    packed = {name: file.read_bytes() for name, file in members(root).items()}
    _refuse_keys(packed)
    top = f"bijak-peserta-{version(root)}"
    target = (folder or root / "dist") / f"{top}.zip"
    target.parent.mkdir(exist_ok=True)
    unfinished = target.with_suffix(".zip.belum")
    with zipfile.ZipFile(unfinished, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as out:
        for name, content in packed.items():
            out.writestr(_entry(f"{top}/{name}", content), content)
    unfinished.replace(target)
    return target


def _refuse_keys(packed: dict[str, bytes]) -> None:
    for name, content in packed.items():
        if name.startswith(f"{RELEASE}/") and _SECRET.search(content.decode("utf-8")):
            raise NotReleasable(
                f"Berkas {name} masih memuat kunci, jadi paket peserta tidak dibuat."
                " Jalankan dahulu: bijak release"
            )


def _entry(name: str, content: bytes) -> zipfile.ZipInfo:
    """A zip entry that depends on nothing but name and content.

    The day is fixed; the time of day comes from the content, because Python tells
    a stale ``.pyc`` by time and size: a changed file must not keep its time.
    """
    seconds = zlib.crc32(content) % 43200 * 2
    moment = (seconds // 3600, seconds // 60 % 60, seconds % 60)
    entry = zipfile.ZipInfo(name, (2026, 1, 1, *moment))
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.create_system = 3  # the same bytes from Windows
    entry.external_attr = 0o100644 << 16
    return entry
