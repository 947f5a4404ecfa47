"""After a class with sudo the trainer's files are the trainer's."""

import os
import shutil
from pathlib import Path

import pytest
from real_class import Browser, RealClass, until

from bijak.hub import homes, opening
from bijak.hub.ownership import caller, give_back
from ordinary_user import NOBODY

TRAINER, GROUP, PARTICIPANT = NOBODY, 61002, 30007
needs_root = pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root gives away"
)


@pytest.fixture
def called(monkeypatch):
    """As sudo calls: root, and who it was stands in the environment."""
    monkeypatch.setenv("SUDO_UID", str(TRAINER))
    monkeypatch.setenv("SUDO_GID", str(GROUP))


@pytest.fixture
def project(tmp_path):
    """A project of the trainer in which root has worked; one home, one link."""
    home = tmp_path / "kelas" / "utama" / "orang" / "duku-1111"
    room = tmp_path / "kelas" / "utama" / "ruang"
    for folder in (home, room, tmp_path / "helpers" / "__pycache__"):
        folder.mkdir(parents=True)
    (room / "hub.sqlite").touch()
    (tmp_path / "keluar").symlink_to("/etc/hostname")
    os.chown(tmp_path, TRAINER, GROUP)
    os.chown(home, PARTICIPANT, PARTICIPANT)
    (home / "jawaban.json").touch()  # root's, in a participant's home
    return tmp_path


def owners(root):
    """Path in the project → who owns it."""
    return {
        str(path.relative_to(root)): path.lstat().st_uid
        for path in sorted(root.rglob("*"))
    }


@needs_root
def test_what_root_made_is_given_to_whoever_called_sudo(project, called):
    """All but what lies in participants' homes; a link, not what it points at."""
    outside = Path("/etc/hostname").stat().st_uid
    give_back(project)
    found = owners(project)
    inside = "kelas/utama/orang/duku-1111"
    assert found.pop(inside) == PARTICIPANT
    assert found.pop(f"{inside}/jawaban.json") == 0
    assert set(found.values()) == {TRAINER}
    assert Path("/etc/hostname").stat().st_uid == outside


@needs_root
@pytest.mark.parametrize("owner", [0, 61009])
def test_a_project_of_somebody_else_is_left_alone(project, called, owner):
    """Whose project it is decides, not who typed sudo."""
    os.chown(project, owner, owner)
    assert give_back(project) == 0


@needs_root
def test_without_sudo_nothing_is_given(project, monkeypatch):
    """Root that is simply root keeps what it makes."""
    monkeypatch.delenv("SUDO_UID", raising=False)
    assert caller() is None
    assert homes.trainer() is None
    assert give_back(project) == 0


@needs_root
def test_a_class_with_sudo_leaves_everything_to_the_trainer(
    made_release, open_folder, called
):
    """Start, a participant, stop: all is the trainer's but the participant's home."""
    root = open_folder / "proyek é"
    shutil.copytree(made_release, root)
    for path in (root, *root.rglob("*")):
        os.chown(path, TRAINER, GROUP, follow_symlinks=False)
    made = RealClass(root, "--people", "2")
    made.start()
    try:
        code, pin = made.person()
        visitor = Browser(made.room.address)
        visitor.log_in(code, pin)
        assert "Hari ini" in visitor.home(code)
        counter = [p for p in made.processes() if "bijak.hub.counter" in p.cmdline()]
        assert [p.uids().real for p in counter] == [TRAINER]
        made.stop()
        until(lambda: made.process.poll() is not None)
    finally:
        made.clear()
    found = owners(root)
    homes_of = f"kelas/uji/orang/{code}"
    theirs = {uid for name, uid in found.items() if name.startswith(homes_of)}
    assert theirs == {homes.FIRST_NUMBER}
    others = {uid for name, uid in found.items() if not name.startswith(homes_of)}
    assert others == {TRAINER}
    assert opening.prepare_folders(root, "uji").is_dir()
