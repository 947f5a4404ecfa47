"""Answers on disk: nothing that was shown as saved is ever lost."""

import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import pytest

from bijak import files
from bijak.answers import AnswerBook, clean, merge, read_values
from bijak.errors import AnswersNotSaved
from ordinary_user import as_ordinary_user

WRITER = """
import random, sys
from pathlib import Path
from bijak.answers import AnswerBook
book = AnswerBook(Path(sys.argv[1]), "t1")
for number in range(int(sys.argv[2]), 10**9):
    book.set(f"t1-{number % 7:02d}", {"n": number, "isi": "x" * (number % 900)})
    print(number, flush=True)
"""


def test_restored(tmp_path):
    """A second kernel sees what the first one saved."""
    AnswerBook(tmp_path, "t1").set("t1-01", "b")
    assert AnswerBook(tmp_path, "t1").get("t1-01") == "b"


def test_parts_make_one_answer(tmp_path):
    """Named parts come back as one mapping; taking one back removes it."""
    book = AnswerBook(tmp_path, "t1")
    book.set("t1-04", "hoaks", "k1")
    book.set("t1-04", "benar", "k2")
    book.set("t1-04", None, "k1")
    assert AnswerBook(tmp_path, "t1").get("t1-04") == {"k2": "benar"}


def test_two_tabs(tmp_path):
    """Two tabs that were opened at the same time keep each other's answers."""
    one, two = AnswerBook(tmp_path, "t1"), AnswerBook(tmp_path, "t1")
    one.set("t1-01", "a")
    two.set("t1-02", "b")
    one.set("t1-04", "hoaks", "k1")
    two.set("t1-04", "benar", "k2")
    expected = {"t1-01": "a", "t1-02": "b", "t1-04": {"k1": "hoaks", "k2": "benar"}}
    assert expected == read_values(tmp_path / "jawaban.json")


def test_the_last_change_wins_although_the_clock_was_set_back(tmp_path, monkeypatch):
    """An answer is newer than the one it replaces, whatever the clock says."""
    book = AnswerBook(tmp_path, "t1")
    future = "2999-01-01T00:00:00.000000+00:00"
    book.add({"t1-01": {"": {"isi": "lama", "pada": future}}})
    book.set("t1-01", "baru")
    assert AnswerBook(tmp_path, "t1").get("t1-01") == "baru"


def test_a_thousand_writes_and_kills(tmp_path):
    """Killed at random moments, no file is torn and no acknowledged answer is lost."""
    chance, number, kills = random.Random(20), 0, 0
    while number < 1000:
        command = [sys.executable, "-c", WRITER, str(tmp_path), str(number)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as writer:
            stop = threading.Timer(0.3 + chance.random() * 0.4, writer.kill)
            stop.start()
            acknowledged = [int(line) for line in writer.stdout if line.endswith("\n")]
        stop.cancel()
        kills += 1
        if not acknowledged:
            continue
        saved = read_values(tmp_path / "jawaban.json")
        newest = {}
        for done in acknowledged:
            newest[f"t1-{done % 7:02d}"] = done
        # The write under way at the kill may have landed too.
        assert all(saved[item]["n"] >= done for item, done in newest.items())
        number = acknowledged[-1] + 1
    assert kills > 1
    assert not list(tmp_path.glob("jawaban-rusak*"))


def test_two_processes_at_once(tmp_path):
    """Two kernels that write at the same time lose nothing."""
    code = WRITER.replace("10**9", "int(sys.argv[2]) + 60").replace("% 7", "")
    writers = [
        subprocess.Popen([sys.executable, "-c", code, str(tmp_path), start])
        for start in ("0", "1000")
    ]
    assert [writer.wait() for writer in writers] == [0, 0]
    assert len(read_values(tmp_path / "jawaban.json")) == 120


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"[]", b"null", b"\xff\xfe", b'{"format": "x"}', b"<p>", b"[" * 9000],
)
def test_unreadable_file_is_kept(tmp_path, content):
    """An unreadable file is set aside with a sentence, and answering goes on."""
    (tmp_path / "jawaban.json").write_bytes(content)
    book = AnswerBook(tmp_path, "t1")
    assert "tidak terbaca" in book.notices[0]
    assert (tmp_path / "jawaban.json").read_bytes() == content
    book.set("t1-01", "b")
    kept = list(tmp_path.glob("jawaban-rusak-*.json"))
    assert [path.read_bytes() for path in kept] == [content]
    assert AnswerBook(tmp_path, "t1").get("t1-01") == "b"


def test_a_byte_order_mark_is_no_harm(tmp_path):
    """A file saved by Notepad is read."""
    AnswerBook(tmp_path, "t1").set("t1-01", "b")
    path = tmp_path / "jawaban.json"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    assert AnswerBook(tmp_path, "t1").get("t1-01") == "b"


def test_a_newer_format_is_not_touched(tmp_path):
    """A file of a newer Bijak stays as it is, and the reason is said."""
    path = tmp_path / "jawaban.json"
    path.write_text('{"format": 99, "jawaban": {}}')
    book = AnswerBook(tmp_path, "t1")
    with pytest.raises(AnswersNotSaved, match="lebih baru"):
        book.set("t1-01", "b")
    assert path.read_text() == '{"format": 99, "jawaban": {}}'


@pytest.mark.parametrize("folder", ["solutions/t1", "exercises/t1", "curriculum"])
def test_refuses_to_write_among_the_originals(tmp_path, folder):
    """Nobody's answers get into a folder that is handed out to everybody."""
    (tmp_path / "curriculum").mkdir()
    (tmp_path / "curriculum" / "silabus.toml").write_text("")
    place = tmp_path / folder
    place.mkdir(parents=True, exist_ok=True)
    book = AnswerBook(place, "t1")
    with pytest.raises(AnswersNotSaved, match="berkas asli"):
        book.set("t1-01", "b")
    assert book.get("t1-01") == "b"
    assert not (place / "jawaban.json").exists()


def test_a_folder_that_cannot_be_written(tmp_path, monkeypatch):
    """The sentence says what to do, and the answer is written once it can be."""
    book = AnswerBook(tmp_path, "t1")
    with monkeypatch.context() as patch:
        patch.setattr(files.tempfile, "mkstemp", _refuse)
        with pytest.raises(AnswersNotSaved, match=r"Salin foldernya"):
            book.set("t1-01", "b")
    book.set("t1-02", "c")
    assert read_values(tmp_path / "jawaban.json") == {"t1-01": "b", "t1-02": "c"}


def _refuse(**_):
    raise PermissionError(13, "Permission denied")


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs an ordinary user's rights")
def test_a_folder_that_is_read_only():
    """The same with a folder that really is read-only, as an ordinary user."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o555)
        sentence = as_ordinary_user(lambda: _saving_problem(folder))
        folder.chmod(0o755)
    assert "Salin foldernya" in sentence


def _saving_problem(folder: Path) -> str:
    try:
        AnswerBook(folder, "t1").set("t1-01", "b")
    except AnswersNotSaved as error:
        return str(error)
    return "tersimpan"


def test_a_full_disk_keeps_the_old_file(tmp_path, monkeypatch):
    """When the write fails the old file stays whole and nothing is left over."""
    book = AnswerBook(tmp_path, "t1")
    book.set("t1-01", "b")
    monkeypatch.setattr(files.os, "fsync", lambda _: _full())
    with pytest.raises(AnswersNotSaved, match="penuh"):
        book.set("t1-01", "c")
    assert read_values(tmp_path / "jawaban.json") == {"t1-01": "b"}
    assert [path.name for path in tmp_path.iterdir()] == ["jawaban.json"]


def _full():
    raise OSError(28, "No space left on device")


def test_leftovers_of_a_killed_writer_are_cleared(tmp_path):
    """A temporary file of a writer killed long ago goes with the next write."""
    leftover = tmp_path / ".jawaban.json-abc"
    leftover.write_text("x")
    os.utime(leftover, (time.time() - 3600,) * 2)
    AnswerBook(tmp_path, "t1").set("t1-01", "b")
    assert [path.name for path in tmp_path.iterdir()] == ["jawaban.json"]


def test_merge_does_not_depend_on_the_order():
    """The newer answer of each part wins, from whichever side it comes."""
    old = {"isi": "a", "pada": "2027-01-01T00:00:00+00:00"}
    new = {"isi": "b", "pada": "2027-01-02T00:00:00+07:00"}
    one = {"x": {"": old, "p": new}}
    two = {"x": {"": new, "p": old}, "y": {"": old}}
    expected = {"x": {"": new, "p": new}, "y": {"": old}}
    assert merge(one, two) == merge(two, one) == expected


def test_clean_drops_what_is_no_answer():
    """Malformed entries never reach a reader."""
    good = {"isi": 1, "pada": "2027-01-01T00:00:00+00:00"}
    raw = {
        "a": {"": good, "b": {"isi": 1}, "c": {"isi": 1, "pada": "kemarin"}, "d": 7},
        "e": [],
        "f": {"": {"isi": 1, "pada": "2027-01-01T00:00:00"}},
    }
    assert clean(raw) == {"a": {"": good}}
    assert clean([1]) == clean(None) == {}


def test_works_without_posix_modules(tmp_path):
    """Answering needs no fcntl, resource or fork."""
    code = (
        "import os, sys; sys.modules['fcntl'] = sys.modules['resource'] = None\n"
        "del os.fork\n"
        "import bijak, bijak.answers\nfrom pathlib import Path\n"
        "bijak.answers.AnswerBook(Path(sys.argv[1]), 't1').set('t1-01', 'b')\n"
    )
    name = tmp_path / "berkas Ñandú 李"
    name.mkdir()
    subprocess.run([sys.executable, "-c", code, str(name)], check=True)
    assert json.loads((name / "jawaban.json").read_text("utf-8"))["latihan"] == "t1"


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no SIGKILL here")
def test_a_killed_holder_of_the_lock_does_not_block(tmp_path):
    """The lock of a dead process is free."""
    code = (
        "import os, sys\nfrom pathlib import Path\nfrom bijak.files import one_writer\n"
        "with one_writer(Path(sys.argv[1])): os.kill(os.getpid(), 9)\n"
    )
    path = Path(tmp_path, "jawaban.json")
    subprocess.run([sys.executable, "-c", code, str(path)], check=False)
    start = time.monotonic()
    AnswerBook(tmp_path, "t1").set("t1-01", "b")
    assert time.monotonic() - start < 3


def test_many_threads_of_one_kernel(tmp_path):
    """Forms that report from several threads lose nothing."""
    book = AnswerBook(tmp_path, "t1")

    def answer(number: int) -> None:
        for part in range(10):
            book.set(f"t1-{number:02d}", part, f"k{part}")

    threads = [threading.Thread(target=answer, args=(n,)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    saved = read_values(tmp_path / "jawaban.json")
    assert [len(parts) for parts in saved.values()] == [10] * 8
