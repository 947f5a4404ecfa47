"""The folder for laptops without internet: whole, without keys, enough by itself."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from bijak.authoring import offline
from bijak.authoring.bundle import members
from bijak.errors import MissingData
from bijak.hub import proxy

ROOT = Path(__file__).resolve().parents[2]
HERE = f"3.{sys.version_info.minor}"
CLOSED = "http://127.0.0.1:9/simple"


@pytest.fixture
def trainers(tmp_path, monkeypatch):
    """A trainer's project in a folder with a foreign name; nothing installed."""
    root = tmp_path / "Bijak é"
    for name, file in members(ROOT).items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(file, root / name)
    shutil.copy(ROOT / "README.id.md", root)
    shutil.copytree(ROOT / "solutions", root / "solutions")
    shutil.copytree(ROOT / "docs", root / "docs")
    monkeypatch.setenv("BIJAK_ROOT", str(root))
    return root


def names(folder):
    """What lies in a folder, without the tools."""
    files = (file for file in folder.rglob("*") if file.is_file())
    return {file.relative_to(folder).as_posix() for file in files}


def wanted(system, python, lock=offline.LOCK):
    """Package → version that a lock asks for there."""
    text = offline.for_one(ROOT / lock, offline.SYSTEMS[system], python)
    return dict(re.findall(r"^(\S+)==(\S+) --hash", text, re.M))


def test_conditions_are_those_of_the_laptop_to_come():
    """Windows gets its own packages, wherever the folder is made."""
    linux, windows = (wanted(name, "3.12.0") for name in ("linux", "windows"))
    assert "pamela" in linux.keys() - windows.keys()
    assert "colorama" in windows.keys() - linux.keys()
    assert linux["jupyterhub"] == windows["jupyterhub"]


def test_first_release_of_a_python_is_thought_of():
    """Debian 12 has 3.11.2, for which some packages have an older version only."""
    early, late = wanted("linux", "3.11.0"), wanted("linux", "3.11.99")
    assert early["soupsieve"] != late["soupsieve"]


def test_every_requirement_keeps_its_hashes():
    """What is downloaded is compared with the lock already on the way in."""
    system = offline.SYSTEMS["linux"]
    lines = offline.for_one(ROOT / offline.LOCK, system, "3.11.0").splitlines()
    assert [] == [line for line in lines if "--hash=sha256:" not in line]


def test_without_the_proxy_nothing_is_made(trainers):
    """A project that was not set up for a class says how to do that."""
    with pytest.raises(MissingData, match=r"mulai\.py usb"):
        offline.write_folder(trainers, ("linux",), whole=False, say=print)
    assert [] == list((trainers / "dist").iterdir())


@pytest.mark.parametrize("whole", [False, True])
def test_keys_travel_only_when_asked_for(trainers, monkeypatch, whole):
    """Participants' folders hold what their zip holds; nobody's work goes along."""
    monkeypatch.setattr(offline, "_download", lambda *_: None)
    (trainers / ".alat" / "proxy-0" / "node_modules").mkdir(parents=True)
    for private in ("kelas/utama/gradebook.db", "pekerjaan/kenanga-4821/jawaban.json"):
        (trainers / private).parent.mkdir(parents=True)
        (trainers / private).touch()
    made = names(offline.write_folder(trainers, ("linux",), whole, say=print))
    keys = {name for name in made if name.startswith("solutions/")}
    assert bool(keys) is whole
    assert set() == {name for name in made if re.search("kelas/|pekerjaan/", name)}
    if not whole:
        assert {*members(trainers), "BACA-DULU.txt"} == made


def without_network(*command):
    """The command in a world without network, as far as this machine can make one."""
    for prefix in (["unshare", "-n"], ["unshare", "-rn"]):
        if shutil.which("unshare") and not subprocess.run([*prefix, "true"]).returncode:
            return [*prefix, *command]
    return list(command)


@pytest.mark.slow
def test_second_laptop_installs_without_network(trainers, tmp_path, monkeypatch):
    """Only Python, no pip, no uv, no network: the class's programs are there."""
    monkeypatch.setattr(offline, "PYTHONS", (HERE,))
    proxy.command()
    system = "windows" if os.name == "nt" else "linux"
    made = offline.write_folder(trainers, (system,), whole=False, say=print)
    stick = shutil.copytree(made, tmp_path / "laptop kedua é")
    for program in stick.glob(".alat/uv-*/bin/*"):
        program.chmod(0o644)  # a USB stick forgets
    env = {
        "HOME": str(tmp_path / "rumah"),
        "PATH": "/usr/bin:/bin",
        "LANG": "C.UTF-8",
        "UV_DEFAULT_INDEX": CLOSED,
        "PIP_INDEX_URL": CLOSED,
        "npm_config_registry": CLOSED,
    }
    python = getattr(sys, "_base_executable", sys.executable)
    words = without_network(python, "mulai.py", "usb", "--help")
    first = subprocess.run(words, cwd=stick, env=env, capture_output=True, text=True)
    assert 0 == first.returncode, first.stderr
    assert "tanpa internet" in first.stderr
    check = (
        "import subprocess, bijak, jupyterhub, jupyterlab, pandas, scipy\n"
        "from bijak.hub import proxy\n"
        "print(bijak.__file__, flush=True)\n"
        "subprocess.run([*proxy.command(), '--version'], check=True)"
    )
    words = without_network(str(stick / ".venv/bin/python"), "-c", check)
    found = subprocess.check_output(words, cwd=stick, env=env, text=True)
    assert found.startswith(str(stick))
    assert found.splitlines()[-1].startswith("5.3.")
