"""JupyterLab shows the active participant's folder and nothing else."""

import asyncio
from concurrent.futures import ThreadPoolExecutor

import pytest
from tornado.web import HTTPError

from bijak.jupyter.contents import ParticipantContents

FOREIGN = [
    "melati-1",
    "melati-1/t1/t1.ipynb",
    "kenanga-1/../melati-1/t1/t1.ipynb",
    "kenanga-1\\..\\melati-1",
    "/melati-1/",
    "Kenanga-1",
    "kenanga-10",
    ".lab/jalan.json",
    "..",
]


@pytest.fixture
def manager(tmp_path):
    """A manager of a folder with two participants, of whom one is here."""
    for code in ("kenanga-1", "kenanga-10", "melati-1"):
        (tmp_path / code / "t1").mkdir(parents=True)
        (tmp_path / code / "t1" / "t1.ipynb").write_text('{"cells": []}')
    (tmp_path / ".lab").mkdir()
    (tmp_path / ".lab" / "jalan.json").write_text("{}")
    made = ParticipantContents(root_dir=str(tmp_path))
    made.participant = "kenanga-1"
    return made


def run(coroutine):
    """The result of a coroutine; in a thread, as a browser test may hold the loop."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, coroutine).result()


def names(model):
    """The names in a listing."""
    return [entry["name"] for entry in model["content"]]


def test_the_top_shows_one_folder(manager):
    """Other people's folders are not even named."""
    assert ["kenanga-1"] == names(run(manager.get("")))
    assert ["t1"] == names(run(manager.get("kenanga-1")))
    manager.participant = ""
    assert [] == names(run(manager.get("")))


@pytest.mark.parametrize("path", FOREIGN)
def test_what_is_not_yours_is_not_there(manager, path):
    """Neither seen, read, written, copied, moved nor deleted."""
    model = {"type": "file", "format": "text", "content": "x"}
    assert run(manager.is_hidden(path))
    assert not run(manager.dir_exists(path))
    assert not run(manager.file_exists(path))
    own = "kenanga-1/t1/t1.ipynb"
    for attempt in (
        lambda: manager.get(path),
        lambda: manager.save(model, f"{path}/baru.txt"),
        lambda: manager.copy(path, "kenanga-1"),
        lambda: manager.copy(own, path),
        lambda: manager.rename(path, "kenanga-1/ambil"),
        lambda: manager.rename(own, f"{path}/ambil"),
        lambda: manager.delete(path),
        lambda: manager.create_checkpoint(path),
    ):
        with pytest.raises(HTTPError):
            run(attempt())


def test_your_own_is_there(manager):
    """Reading and writing in the own folder works as everywhere."""
    model = {"type": "file", "format": "text", "content": "catatan"}
    run(manager.save(model, "kenanga-1/catatan.txt"))
    assert "catatan" == run(manager.get("kenanga-1/catatan.txt"))["content"]
    assert not run(manager.is_hidden("kenanga-1/t1"))


def test_nobody_here_means_nothing_is_there(manager):
    """Before somebody comes in, every folder is closed."""
    manager.participant = ""
    for code in ("kenanga-1", "melati-1"):
        assert run(manager.is_hidden(code))


def test_no_hash_is_told(manager):
    """Two tabs of one notebook are never asked whose copy to throw away.

    Where a manager cannot be asked for a hash, Jupyter's handler asks without.
    """
    with pytest.raises(TypeError):
        run(manager.get("kenanga-1/t1/t1.ipynb", content=False, require_hash=True))
    assert not run(manager.get("kenanga-1/t1/t1.ipynb", content=False)).get("hash")
