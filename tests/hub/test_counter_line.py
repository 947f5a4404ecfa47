"""From a participant's notebook through the unix socket to the counter, and back."""

import json
import os
import shutil
import signal
import socket
import tempfile
import time
from pathlib import Path

import pytest
from counter_class import running_hub
from counter_seat import CODE, taken_seat

import tiny
from bijak.answers import AnswerBook
from bijak.classroom import exchange, handin, workspace
from bijak.classroom.class_settings import Settings, write_settings
from bijak.classroom.counter import today
from bijak.counter_line import ask_json
from bijak.errors import BijakError

ID = tiny.ID


@pytest.fixture(scope="module")
def hub(made_release, tmp_path_factory):
    """A hub over a copy of the tiny project, for all tests of this file."""
    root = tmp_path_factory.mktemp("loket") / "proyek é"
    shutil.copytree(made_release, root)
    write_settings(root / "kelas" / "senin", Settings((), {ID: 2}))
    with running_hub(root, tmp_path_factory.mktemp("hub")) as running:
        yield running


@pytest.fixture
def seat(hub, monkeypatch, tmp_path):
    """The private root of a participant whose server listens."""
    with taken_seat(hub, monkeypatch, tmp_path) as root:
        yield root


def answered(root, **answers):
    """A working copy with answers."""
    path = workspace.open_assignment(root, CODE, ID)
    book = AnswerBook(path.parent, ID, CODE)
    for item, value in answers.items():
        book.set(item.replace("_", "-"), value)
    return path


def test_handing_in_says_that_it_arrived(hub, seat):
    """The usual receipt: the class has it, and its copy lies in kumpulan."""
    answered(seat, t1_01="b")
    receipt = handin.hand_in(seat, CODE, ID)
    assert receipt.problem == ""
    assert "sudah sampai di folder kelas" in receipt.sentence
    inbound = hub.home / "exchange" / "bijak" / "inbound"
    assert list(inbound.glob(f"{CODE}+{ID}+{receipt.arrived}+*"))


def test_a_cell_hands_in_through_the_server(hub, seat):
    """The button in a notebook starts no process; what is wrong is said in words."""
    from bijak.notebook.handing_in import hand_in

    folder = answered(seat).parent
    assert "Belum ada jawaban" in hand_in(folder, ID, lambda: None)
    answered(seat, t1_01="b")
    assert "sudah sampai di folder kelas" in hand_in(folder, ID, lambda: None)


def test_the_line_knows_today(seat):
    """Pages learn through the socket what is on today."""
    assert today()["modul"] == [ID]


def test_only_known_questions_pass(seat):
    """The socket passes on nothing but what participants may ask."""
    for target in ("papan.json", "pelatih", "hari-ini/..", "gaya/loket.css"):
        with pytest.raises(BijakError):
            ask_json("GET", target)


def test_what_is_answered_comes_to_the_board(hub, seat):
    """A changed jawaban.json is sent within a few seconds, without anybody asking."""
    answered(seat, t1_01="c")
    kept = hub.home / "papan" / ID / f"{CODE}.json"

    def stored():
        try:
            return json.loads(kept.read_text("utf-8"))["jawaban"]["t1-01"][""]["isi"]
        except OSError:
            return None

    end = time.monotonic() + 20
    while stored() != "c" and time.monotonic() < end:
        time.sleep(0.1)
    assert stored() == "c"


def test_a_killed_counter_only_makes_people_wait(hub, seat):
    """Killed while nobody looks: the hub starts it again, and the hand-in arrives."""
    answered(seat, t1_02=["a", "c"])
    os.kill(hub.counter_pid(), signal.SIGKILL)
    receipt = handin.hand_in(seat, CODE, ID)
    assert receipt.arrived


def test_without_a_counter_the_file_is_the_way(seat, monkeypatch):
    """Where nobody listens the hand-in is packed, and the receipt says what to do."""
    answered(seat, t1_01="b")
    monkeypatch.setenv("BIJAK_LOKET", str(Path(tempfile.gettempdir(), "tidak-ada")))
    receipt = handin.hand_in(seat, CODE, ID)
    assert receipt.problem.startswith("Loket kelas belum dapat dihubungi.")
    assert "flashdisk atau WhatsApp" in receipt.sentence


def test_feedback_comes_through_the_counter(hub, seat):
    """A released page is laid beside the working copy, once it is there."""
    from bijak.classroom.feedback import fetch_if_new
    from bijak.classroom.progress import newest_feedback

    path = answered(seat, t1_01="b")
    handin.hand_in(seat, CODE, ID)
    assert (
        not fetch_if_new(seat, CODE, [ID]) or newest_feedback(path.parent, ID) is None
    )
    lay_page(hub, "<p>Umpan balik</p>")
    assert exchange.feedback_changed(seat) > 0
    assert fetch_if_new(seat, CODE, [ID])
    assert newest_feedback(path.parent, ID).read_text("utf-8") == "<p>Umpan balik</p>"


def lay_page(hub, html):
    """What grading leaves behind when it releases a page."""
    from nbgrader.utils import notebook_hash

    written = hub.home / "feedback" / CODE / ID
    written.mkdir(parents=True, exist_ok=True)
    (written / "submission_secret.txt").write_text("rahasia", encoding="utf-8")
    name = notebook_hash(secret="rahasia", notebook_id=ID)
    folder = hub.home / "exchange" / "bijak" / "feedback"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{name}.html").write_text(html, encoding="utf-8")


def test_the_socket_is_the_owners(seat):
    """Nobody but the participant's own processes can open it."""
    path = Path(os.environ["BIJAK_LOKET"])
    assert path.stat().st_mode & 0o777 == 0o600
    with socket.socket(socket.AF_UNIX) as line:
        line.connect(str(path))
