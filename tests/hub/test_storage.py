"""Room on the disk: told once, by whom it is taken, without following anything."""

import os

import pytest

from bijak.hub.storage import Storage, gigabytes, low_sentence

EVERYTHING = 1 << 62
"""More than any disk has: then there is always too little left."""


@pytest.fixture
def home(tmp_path):
    """A class of two; one has written a megabyte, in a folder."""
    for code in ("duku-1111", "duku-2222"):
        (tmp_path / "orang" / code / "pekerjaan").mkdir(parents=True)
    (tmp_path / "orang" / "duku-1111" / "pekerjaan" / "x").write_bytes(b"x" * 1_000_000)
    return tmp_path


def test_little_room_is_told(home):
    """With the number and what to do; silence while there is enough."""
    assert low_sentence(home, 0) == ""
    said = low_sentence(home, EVERYTHING)
    assert "Penyimpanan laptop tinggal" in said and "GB" in said


def test_whose_work_takes_much_is_told_once(home):
    """Once while it lasts, and again after it was better."""
    storage = Storage(home, low=0, much=500_000)
    (said,) = storage.news()
    assert "duku-1111 memakai 0,0 GB" in said
    assert storage.news() == []
    large = home / "orang" / "duku-1111" / "pekerjaan" / "x"
    large.unlink()
    assert storage.news() == []
    large.write_bytes(b"x" * 1_000_000)
    assert len(storage.news()) == 1


def test_what_a_link_points_at_is_not_counted(home):
    """A participant can link to anything; a hole in a file takes no room either."""
    folder = home / "orang" / "duku-2222"
    (folder / "semua").symlink_to("/usr")
    (folder / "besar").symlink_to(home / "orang/duku-1111/pekerjaan/x")
    with (folder / "lubang").open("wb") as file:
        file.truncate(5_000_000_000)
    told = Storage(home, low=0, much=500_000).news()
    assert [one for one in told if "duku-2222" in one] == []


def test_too_many_files_are_told(home, monkeypatch):
    """Files without any content fill a disk too."""
    monkeypatch.setattr("bijak.hub.storage._MOST_FILES", 5)
    for number in range(6):
        (home / "orang" / "duku-2222" / str(number)).touch()
    (said,) = Storage(home, low=0).news()
    assert "duku-2222 berisi lebih dari 5 berkas" in said


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root reads everything"
)
def test_a_closed_folder_stops_nothing(home):
    """A participant may close a folder to everybody."""
    (home / "orang" / "duku-2222" / "pekerjaan").chmod(0)
    assert Storage(home, low=0).news() == []
    (home / "orang" / "duku-2222" / "pekerjaan").chmod(0o700)


def test_gigabytes_are_written_as_in_indonesia():
    """A comma, one digit."""
    assert gigabytes(1_340_000_000) == "1,3 GB"
