"""A report's folder is replaced as a whole, and nobody's changes are lost."""

import os
from datetime import datetime

import pytest

from bijak.errors import BijakError
from bijak.reporting import folders
from bijak.reporting.folders import SUMS, is_changed, replace_folder

FIRST = {"laporan.html": b"satu", "data/a.csv": b"1"}
SECOND = {"laporan.html": b"dua"}


def inside(folder):
    """All files of a folder with what they hold, without the checksums."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.name != SUMS
    }


def test_an_untouched_report_is_replaced(tmp_path):
    """The new one stands alone; nothing is left of the old one."""
    folder = tmp_path / "laporan"
    assert replace_folder(folder, FIRST) is None
    assert FIRST == inside(folder)
    assert replace_folder(folder, SECOND) is None
    assert SECOND == inside(folder)
    assert ["laporan"] == [path.name for path in tmp_path.iterdir()]


@pytest.mark.parametrize(
    "touch",
    [
        lambda folder: (folder / "laporan.html").write_bytes(b"diisi"),
        lambda folder: (folder / "laporan.docx").write_bytes(b"baru"),
        lambda folder: (folder / "data" / "a.csv").unlink(),
        lambda folder: (folder / SUMS).unlink(),
        lambda folder: (folder / SUMS).write_bytes(b"\xff"),
    ],
    ids=["changed", "added", "removed", "no sums", "broken sums"],
)
def test_what_somebody_did_is_kept(tmp_path, touch):
    """The whole old folder moves aside, under a name with its day."""
    folder = tmp_path / "laporan"
    replace_folder(folder, FIRST)
    touch(folder)
    mine = inside(folder)
    late = datetime(2099, 11, 27, 12).timestamp()
    os.utime(folder / "laporan.html", (late, late))
    kept = replace_folder(folder, SECOND)
    assert "laporan-lama-2099-11-27" == kept.name
    assert (mine, SECOND) == (inside(kept), inside(folder))


def test_a_second_changed_report_gets_its_own_name(tmp_path):
    """Two on one day are two folders."""
    folder = tmp_path / "laporan"
    kept = []
    for text in (b"1", b"2", b"3"):
        kept.append(replace_folder(folder, FIRST))
        (folder / "laporan.html").write_bytes(text)
    assert kept[0] is None
    assert kept[2].name == f"{kept[1].name}-2"
    assert b"2" == (kept[2] / "laporan.html").read_bytes()


def test_files_of_the_system_are_no_change(tmp_path):
    """What a file manager puts into every folder does not count."""
    replace_folder(tmp_path / "laporan", FIRST)
    for name in (".DS_Store", "Thumbs.db"):
        (tmp_path / "laporan" / name).write_bytes(b"x")
    assert not is_changed(tmp_path / "laporan")


def test_a_full_disk_changes_nothing(tmp_path, monkeypatch):
    """The old report stands as it did, and a sentence says what to do."""
    folder = tmp_path / "laporan"
    replace_folder(folder, FIRST)

    def full(path, data):
        if path.name == SUMS:
            raise OSError(28, "No space left on device")
        path.write_bytes(data)

    monkeypatch.setattr(folders, "write_atomically", full)
    with pytest.raises(BijakError, match="sisa ruang"):
        replace_folder(folder, SECOND)
    assert FIRST == inside(folder)
    assert ["laporan"] == [path.name for path in tmp_path.iterdir()]


def test_what_a_killed_run_left_is_cleared(tmp_path):
    """A half-written folder never mixes with a new one."""
    left = tmp_path / ".laporan-baru"
    left.mkdir()
    (left / "lain.txt").write_bytes(b"x")
    replace_folder(tmp_path / "laporan", FIRST)
    assert FIRST == inside(tmp_path / "laporan")
