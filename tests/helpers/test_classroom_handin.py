"""Handing in: a file that can travel, and the class folder where there is one."""

import hashlib
import json
import subprocess
import sys
import zipfile
from datetime import datetime

import pytest

import tiny
from bijak import __version__
from bijak.answers import AnswerBook
from bijak.classroom import exchange, feedback, handin, workspace
from bijak.classroom.progress import progress
from bijak.classroom.roster import add_trainer
from bijak.errors import BijakError
from bijak.jupyter.cards import cards

CODE = "kenanga-4821"
ID = tiny.ID
EXCHANGE = ("kelas", "utama", "exchange", "bijak")


@pytest.fixture
def answered(released):
    """A tiny project where somebody has answered one item; its root."""
    path = workspace.open_assignment(released, CODE, ID)
    AnswerBook(path.parent, ID).set("t1-01", "b")
    return released


@pytest.fixture
def alone(answered):
    """The same without any class folder, as in a participants' bundle."""
    (answered / "solutions").rename(answered / "bukan-solutions")
    return answered


def test_the_file_holds_work_answers_and_a_manifest(alone):
    """What travels can be checked and tells whose it is."""
    receipt = handin.hand_in(alone, CODE, ID)
    path = alone / "pekerjaan" / CODE / "kumpulan" / receipt.file
    moment = receipt.time.astimezone().strftime("%Y%m%d-%H%M")
    assert f"{ID}--{CODE}--{moment}.zip" == path.name
    with zipfile.ZipFile(path) as archive:
        content = {name: archive.read(name) for name in archive.namelist()}
    manifest = json.loads(content.pop("manifest.json"))
    assert {f"{ID}.ipynb", "jawaban.json"} == set(content)
    sums = {name: hashlib.sha256(data).hexdigest() for name, data in content.items()}
    assert sums == manifest["sha256"]
    assert (ID, CODE) == (manifest["latihan"], manifest["peserta"])
    assert __version__ == manifest["versi"]
    assert datetime.fromisoformat(manifest["waktu"]).utcoffset().total_seconds() == 0


def test_a_trainer_who_tries_it_hands_nothing_in(answered):
    """In a class with a roster: a file, a sentence that says so, and no hand-in."""
    home = answered / "kelas" / "utama"
    add_trainer(home)
    path = workspace.open_assignment(answered, "pelatih", ID)
    AnswerBook(path.parent, ID).set("t1-01", "b")
    receipt = handin.hand_in(answered, "pelatih", ID)
    assert receipt.is_trial and not receipt.arrived
    assert "tidak dihitung sebagai kumpulan peserta" in receipt.sentence
    assert handin.last_receipt(answered, "pelatih", ID) == receipt
    assert list(answered.joinpath(*EXCHANGE).glob("inbound/pelatih+*")) == []
    card = cards(answered, "pelatih")[0]
    assert "Tidak dihitung" in card.handed_in


def test_without_a_class_folder_the_sentence_says_what_to_send(alone):
    """Stick or WhatsApp, and the name of the file."""
    receipt = handin.hand_in(alone, CODE, ID)
    assert not receipt.arrived and not receipt.problem
    assert receipt.file in receipt.sentence
    assert "WhatsApp" in receipt.sentence


def test_handing_in_twice_keeps_both_and_the_newest_counts(alone):
    """The first file is not overwritten, also within one minute."""
    first = handin.hand_in(alone, CODE, ID)
    book = AnswerBook(alone / "pekerjaan" / CODE / ID, ID)
    book.set("t1-02", ["a", "c"])
    assert progress(alone, CODE, ID).changed
    second = handin.hand_in(alone, CODE, ID)
    files = {p.name for p in (alone / "pekerjaan" / CODE / "kumpulan").glob("*.zip")}
    assert {first.file, second.file} == files
    assert second == handin.last_receipt(alone, CODE, ID)
    assert not progress(alone, CODE, ID).changed


def test_a_group_is_named_in_the_file(alone):
    """In its name, in the manifest, in the receipt, and in the sentence."""
    book = AnswerBook(alone / "pekerjaan" / CODE / ID, ID)
    book.set("~bersama", ["melati-1", "sawo-77", CODE])
    receipt = handin.hand_in(alone, CODE, ID)
    assert receipt.file.startswith(f"{ID}--{CODE}--melati-1--sawo-77--")
    path = alone / "pekerjaan" / CODE / "kumpulan" / receipt.file
    with zipfile.ZipFile(path) as archive:
        manifest = json.loads(archive.read("manifest.json"))
    assert manifest["peserta"] == CODE
    assert manifest["bersama"] == ["melati-1", "sawo-77"]
    assert "Ini juga kumpulan melati-1 dan sawo-77." in receipt.sentence
    assert receipt == handin.last_receipt(alone, CODE, ID)


def test_after_starting_over_there_is_nothing_to_hand_in(alone):
    """Emptied answers are no answers, until something is filled in again."""
    book = AnswerBook(alone / "pekerjaan" / CODE / ID, ID)
    book.start_over()
    with pytest.raises(BijakError, match="Isi paling sedikit satu soal"):
        handin.hand_in(alone, CODE, ID)
    book.undo_start_over()
    assert handin.hand_in(alone, CODE, ID).file


def test_a_torn_answers_file_is_handed_in_as_it_is(alone):
    """The trainer can look at it; nobody is told that nothing was answered."""
    torn = alone / "pekerjaan" / CODE / ID / "jawaban.json"
    torn.write_bytes(b'{"format": 1, "jaw')
    receipt = handin.hand_in(alone, CODE, ID)
    path = alone / "pekerjaan" / CODE / "kumpulan" / receipt.file
    with zipfile.ZipFile(path) as archive:
        assert archive.read("jawaban.json") == b'{"format": 1, "jaw'


def test_nothing_answered_is_told_before_anything_is_written(alone):
    """An empty hand-in is not made by mistake."""
    workspace.open_assignment(alone, "melati-1", ID)
    with pytest.raises(BijakError, match="Isi paling sedikit satu soal"):
        handin.hand_in(alone, "melati-1", ID)
    assert not (alone / "pekerjaan" / "melati-1" / "kumpulan").exists()


def test_a_deleted_notebook_does_not_stop_handing_in(alone):
    """The answers are there, so the notebook is put back and handed in."""
    workspace.assignment_notebook(alone, CODE, ID).unlink()
    receipt = handin.hand_in(alone, CODE, ID)
    with zipfile.ZipFile(
        alone / "pekerjaan" / CODE / "kumpulan" / receipt.file
    ) as archive:
        assert f"{ID}.ipynb" in archive.namelist()


def test_torn_receipts_are_no_receipts(alone):
    """The page opens whatever stands in the file of receipts."""
    handin.hand_in(alone, CODE, ID)
    path = alone / "pekerjaan" / CODE / "kumpulan" / handin.RECEIPTS
    for torn in (b"", b"[]", b'{"kumpulan": [{}]}', b"\xff"):
        path.write_bytes(torn)
        assert [] == handin.receipts(alone, CODE)
        assert progress(alone, CODE, ID).receipt is None
    assert handin.hand_in(alone, CODE, ID) == handin.last_receipt(alone, CODE, ID)


def test_a_file_that_cannot_be_written_gives_a_sentence(alone):
    """The answers stay where they are."""
    (alone / "pekerjaan" / CODE / "kumpulan").write_text("")
    with pytest.raises(BijakError, match="Jawaban Anda tetap tersimpan"):
        handin.hand_in(alone, CODE, ID)


def test_windows_and_a_bundle_have_no_class_folder(alone, monkeypatch):
    """The file is the road there, unless the trainer names a folder."""
    assert not exchange.is_available(alone)
    monkeypatch.setenv("BIJAK_EXCHANGE", str(alone / "tukar"))
    assert exchange.is_available(alone)
    monkeypatch.setattr(sys, "platform", "win32")
    assert not exchange.is_available(alone)


def test_it_arrives_in_the_class_folder_through_nbgrader(answered):
    """The real exchange holds the answers, and the receipt has its time."""
    receipt = handin.hand_in(answered, CODE, ID)
    assert "" == receipt.problem
    (arrived,) = answered.joinpath(*EXCHANGE, "inbound").iterdir()
    assert arrived.name.startswith(f"{CODE}+{ID}+{receipt.arrived}+")
    mine = answered / "pekerjaan" / CODE / ID / "jawaban.json"
    assert mine.read_bytes() == (arrived / "jawaban.json").read_bytes()
    assert "sudah sampai di folder kelas" in receipt.sentence
    assert receipt == progress(answered, CODE, ID).receipt


def test_a_class_folder_that_refuses_loses_nothing(answered, monkeypatch):
    """The file is there, and the sentence says that it has to be given by hand."""
    blocked = answered / "bukan-folder"
    blocked.write_text("")
    monkeypatch.setenv("BIJAK_EXCHANGE", str(blocked))
    receipt = handin.hand_in(answered, CODE, ID)
    assert receipt.problem and not receipt.arrived
    assert "belum sampai" in receipt.sentence and receipt.file in receipt.sentence
    assert (answered / "pekerjaan" / CODE / "kumpulan" / receipt.file).is_file()


def test_a_cell_hands_in_through_a_process(alone):
    """One line of JSON: the receipt with its sentence, or what went wrong."""
    assert "WhatsApp" in run_module(alone, "kumpul", CODE, ID)["sentence"]
    assert "Isi paling sedikit" in run_module(alone, "kumpul", "melati-1", ID)["galat"]


def run_module(root, *arguments):
    """What ``python -m bijak.classroom`` prints."""
    done = subprocess.run(
        [sys.executable, "-m", "bijak.classroom", *arguments],
        capture_output=True,
        cwd=root,
        encoding="utf-8",
        check=False,
    )
    return json.loads(done.stdout)


def test_the_newest_feedback_is_found(alone):
    """Pages by the time of the hand-in; one from a stick counts when it is newer."""
    folder = alone / "pekerjaan" / CODE / ID / "feedback"
    assert progress(alone, CODE, ID).feedback is None
    for stamp in ("2027-01-05 03:00:00 UTC", "2027-01-06 03:00:00 UTC"):
        page = folder / stamp / f"{ID}.html"
        page.parent.mkdir(parents=True)
        page.write_text(stamp)
    assert "2027-01-06 03:00:00 UTC" == progress(alone, CODE, ID).feedback.read_text()


def test_feedback_is_asked_for_only_when_there_is_news(alone, monkeypatch):
    """Looking costs seconds, so the home page does it once for each change."""
    asked = []
    monkeypatch.setattr(exchange, "is_available", lambda root: True)
    monkeypatch.setattr(exchange, "submit", lambda *_: ("2027-01-05 03:00:00 UTC", ()))
    monkeypatch.setattr(exchange, "feedback_changed", lambda root: 1000.0)
    monkeypatch.setattr(exchange, "fetch_feedback", lambda *names: asked.append(names))
    monkeypatch.setattr(feedback, "_asked", {})
    assert not feedback.fetch_if_new(alone, CODE, [ID])
    handin.hand_in(alone, CODE, ID)
    assert feedback.fetch_if_new(alone, CODE, [ID])
    assert not feedback.fetch_if_new(alone, CODE, [ID])
    assert [(alone, CODE, ID)] == asked
