"""The counter as a service of a real hub: who asks, what is kept, what is refused."""

import io
import json
import zipfile

import pytest
from counter_class import CLASS, running_hub
from counter_seat import taken_seat

import tiny
from bijak.answers import COMPANIONS, AnswerBook
from bijak.classroom import handin, workspace
from bijak.classroom.class_settings import Settings, write_settings
from bijak.classroom.roster import add_people, add_trainer
from bijak.grading.collecting import Collector

ID = tiny.ID
CODE, OTHER = "kenanga-4821", "mawar-1234"


@pytest.fixture(scope="module")
def hub(made_release, tmp_path_factory):
    """A hub over a copy of the tiny project, for all tests of this file."""
    import shutil

    root = tmp_path_factory.mktemp("loket") / "proyek é"
    shutil.copytree(made_release, root)
    (root / "kelas" / "senin").mkdir(parents=True)
    write_settings(root / "kelas" / "senin", Settings((), {ID: 2}))
    with running_hub(root, tmp_path_factory.mktemp("hub")) as running:
        yield running


def packed(folder, code=CODE, **answers):
    """A hand-in as *Kumpulkan* writes it."""
    root = folder.root if hasattr(folder, "root") else folder
    path = workspace.open_assignment(root, code, ID)
    book = AnswerBook(path.parent, ID, code)
    for item, value in (answers or {"t1-01": "b"}).items():
        book.set(item.replace("_", "-"), value)
    receipt = handin.pack(root, code, ID)
    return (
        workspace.person_folder(root, code) / "kumpulan" / receipt.file
    ).read_bytes()


def test_a_stranger_is_refused(hub):
    """Without a token, or with a false one, nothing is answered."""
    assert hub.send("GET", "/services/loket/hari-ini").status == 403
    answer = hub.send(
        "GET", "/services/loket/hari-ini", Authorization="token bukan-token"
    )
    assert answer.status == 403
    assert "galat" in answer.json


def test_today_names_modules_and_checks(hub):
    """Participants' pages learn what is on today and what may be checked."""
    expected = {"modul": [ID], "periksa": {ID: 2}, "jenis": "namespaces"}
    assert expected == hub.ask(CODE, "GET", "hari-ini").json


def test_a_hand_in_reaches_the_exchange(hub):
    """It is kept, put into the exchange under the hub's user name, and moved aside."""
    answer = hub.ask(CODE, "POST", f"kumpulan/{ID}", packed(hub))
    assert answer.status == 200
    stamp = answer.json["waktu"]
    inbound = hub.home / "exchange" / "bijak" / "inbound"
    (folder,) = inbound.glob(f"{CODE}+{ID}+{stamp}+*")
    assert json.loads((folder / "jawaban.json").read_text("utf-8"))["peserta"] == CODE
    assert list((hub.home / "masuk").iterdir()) == []
    assert len(list((hub.home / "diterima").glob(f"*--{ID}--{CODE}--*.zip"))) == 1


def test_who_worked_along_has_the_hand_in_too(hub, monkeypatch):
    """Both codes count on the board, and both have it after collecting."""
    first, second = "delima-1000", "delima-2000"
    data = packed(hub, first, **{"t1_01": "b", COMPANIONS: [second]})
    assert hub.ask(first, "POST", f"kumpulan/{ID}", data).status == 200
    noted = [json.loads(line) for line in noted_hand_ins(hub)]
    assert {"latihan": ID, "kode": [first, second]} in noted
    monkeypatch.setenv("BIJAK_KELAS", CLASS)
    arrivals = Collector(hub.root).collect([ID]).arrivals
    assert first in [one.code for _, one in arrivals]
    assert (hub.home / "submitted" / second / ID / "jawaban.json").is_file()


@pytest.fixture
def listed(hub):
    """The class has a roster of two for a while."""
    add_people(hub.home, [("duku-1111", ""), ("duku-2222", "")])
    add_trainer(hub.home)
    yield
    (hub.home / "peserta.csv").unlink()


def test_a_companion_nobody_knows_is_told_and_counts_nowhere(hub, listed, monkeypatch):
    """A mistyped code: the hand-in is kept for the others, and the answer names it."""
    first, second, strange = "duku-1111", "duku-2222", "duku-9999"
    data = packed(hub, first, **{"t1_01": "b", COMPANIONS: [strange, second]})
    answer = hub.ask(first, "POST", f"kumpulan/{ID}", data)
    assert answer.status == 200
    assert answer.json["asing"] == [strange]
    noted = [json.loads(line) for line in noted_hand_ins(hub)]
    assert {"latihan": ID, "kode": [first, second]} in noted
    monkeypatch.setenv("BIJAK_KELAS", CLASS)
    Collector(hub.root).collect([ID])
    submitted = hub.home / "submitted"
    assert (submitted / first / ID).is_dir() and (submitted / second / ID).is_dir()
    assert not (submitted / strange).exists()
    group = json.loads((submitted / first / ID / "kelompok.json").read_text("utf-8"))
    assert group == {"pertama": first, "bersama": [second]}


def test_the_participant_reads_which_code_nobody_knows(
    hub, listed, monkeypatch, tmp_path
):
    """The receipt says who was not counted, and what to do."""
    with taken_seat(hub, monkeypatch, tmp_path, "duku-1111") as root:
        folder = workspace.open_assignment(root, "duku-1111", ID).parent
        book = AnswerBook(folder, ID, "duku-1111")
        book.set("t1-01", "b")
        book.set(COMPANIONS, ["duku-9999", "duku-2222"])
        receipt = handin.hand_in(root, "duku-1111", ID)
    assert receipt.arrived and receipt.strangers == ("duku-9999",)
    assert "Ini juga kumpulan duku-2222." in receipt.sentence
    assert "duku-9999 tidak ada di kelas ini" in receipt.sentence


def test_a_trainer_is_no_participant(hub):
    """What is handed in as the trainer is refused, and is nowhere."""
    data = packed(hub, "pelatih")
    answer = hub.ask("pelatih", "POST", f"kumpulan/{ID}", data)
    assert answer.status == 403
    assert "hanya menghitung peserta" in answer.json["galat"]
    assert list((hub.home / "exchange").glob("*/inbound/pelatih+*")) == []


def noted_hand_ins(hub):
    """What the board keeps of hand-ins."""
    path = hub.home / "papan" / "kumpulan.jsonl"
    return path.read_text("utf-8").splitlines()


def test_nobody_hands_in_for_somebody_else(hub):
    """A hand-in made under another code is refused and leaves nothing behind."""
    answer = hub.ask(OTHER, "POST", f"kumpulan/{ID}", packed(hub))
    assert answer.status == 403
    assert CODE in answer.json["galat"]
    inbound = hub.home / "exchange" / "bijak" / "inbound"
    assert list(inbound.glob(f"{OTHER}+*")) == []


def bomb():
    """A zip whose notebook is far larger than it looks."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(f"{ID}.ipynb", b" " * 50_000_000)
    return out.getvalue()


def outward():
    """A zip that would write outside its folder."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(f"../../{ID}.ipynb", b"{}")
    return out.getvalue()


@pytest.mark.parametrize("make", [bomb, outward, lambda: b"PK\x03\x04", lambda: b"{}"])
def test_a_hostile_zip_is_refused(hub, make):
    """What cannot be a hand-in is refused with a sentence; the counter goes on."""
    answer = hub.ask(OTHER, "POST", f"kumpulan/{ID}", make())
    assert answer.status == 400
    assert answer.json["galat"].endswith(".")
    assert hub.ask(OTHER, "GET", "hari-ini").status == 200


@pytest.mark.parametrize(
    ("target", "size"), [(f"kumpulan/{ID}", 20_000_001), (f"jawaban/{ID}", 256_001)]
)
def test_too_much_is_refused(hub, target, size):
    """More than may be sent is refused before it is read."""
    try:
        answer = hub.ask(OTHER, "POST", target, b"x" * size)
        assert answer.status in (400, 413)
    except ConnectionError:
        pass  # the counter hung up instead of listening on
    assert hub.ask(OTHER, "GET", "hari-ini").status == 200


@pytest.mark.parametrize(
    "target",
    ["kumpulan/tidak-ada", "jawaban/..%2f..%2fetc", "periksa/t1-kecil/../x", "lain"],
)
def test_only_assignments_of_the_syllabus(hub, target):
    """No other name leads anywhere."""
    assert hub.ask(CODE, "POST", target, b"{}").status in (403, 404)


@pytest.mark.parametrize(
    "body",
    [b"", b"{", b"[" * 50_000, b'{"jawaban": NaN}', b"null", b"\xff\xfe{", b"{}"],
)
def test_hostile_answers_never_stop_the_others(hub, body):
    """Whatever is sent as progress or to be checked, the next one is served."""
    assert hub.ask(OTHER, "POST", f"jawaban/{ID}", body).status == 204
    assert hub.ask(OTHER, "POST", f"periksa/{ID}/t1-01", body).status in (400, 409)
    assert hub.ask(CODE, "GET", "hari-ini").status == 200


def check(hub, code, item, answer):
    """What *Periksa sekarang* says."""
    body = json.dumps({"jawaban": answer}).encode()
    return hub.ask(code, "POST", f"periksa/{ID}/{item}", body)


def test_a_check_says_what_feedback_says(hub):
    """A wrong answer gets its own sentence and points, and uses one try."""
    found = check(hub, "melati-1000", "t1-01", "a").json
    assert found["kalimat"] == ["Merah itu cabai."]
    assert (found["poin"], found["dari"], found["sisa"]) == (0.0, 2.0, 1)


def test_tries_run_out(hub):
    """Two tries are two different answers; the same one again is not a new try."""
    code = "melati-2000"
    assert check(hub, code, "t1-01", "a").json["sisa"] == 1
    assert check(hub, code, "t1-01", "a").json["sisa"] == 1
    assert check(hub, code, "t1-01", "c").json["sisa"] == 0
    refused = check(hub, code, "t1-01", "b")
    assert refused.status == 429
    assert "habis" in refused.json["galat"]
    assert hub.ask(code, "GET", f"periksa/{ID}").json["sisa"]["t1-01"] == 0


def test_nothing_to_judge_uses_no_try(hub):
    """An empty or an impossible answer is told so and costs nothing."""
    code = "melati-3000"
    for answer in (None, "", "z", 7, [[[[[[[[1]]]]]]]]):
        assert check(hub, code, "t1-01", answer).status == 409
    assert hub.ask(code, "GET", f"periksa/{ID}").json["sisa"]["t1-01"] == 2


def test_own_numbers_are_judged(hub):
    """A personal variant is judged by the code that the hub says, not another's."""
    from bijak.grading.steps import template_at

    graded = template_at(hub.root / "solutions" / ID / f"{ID}.ipynb").items["t1-15"]
    code = "melati-4000"
    right = graded.personal(code).key.answer
    assert check(hub, code, "t1-15", right).json["keadaan"] == "right"
