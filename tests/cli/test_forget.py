"""One person withdraws from a real small class, and is written nowhere any more."""

import io
import json
import shutil
import sqlite3
import zipfile
from contextlib import closing

import pytest
from click.testing import CliRunner
from test_certificates import EVENT

import course_runs
import gradebooks
import tiny
from bijak.answers import COMPANIONS, WHOLE, AnswerBook
from bijak.classroom import forgetting, handin, mentions, roster
from bijak.classroom.backup import back_up
from bijak.classroom.cards import write_cards
from bijak.classroom.workspace import open_assignment, open_lesson, person_folder
from bijak.cli import bijak
from bijak.course import Course, released_page
from bijak.course.upgrading import gradebook_url
from bijak.errors import BijakError
from bijak.grading.hand_ins import read_hand_in
from bijak.hub import room
from bijak.hub.counter.board import Board
from bijak.hub.counter.hand_ins import HandIns
from bijak.hub.counter.journal import Journal
from bijak.hub.homes import make_home, number_of
from bijak.withdrawn import Register

GONE, PARTNER, FRIEND = "kenanga-4821", "melati-1234", "kenanga-48210"
ID = tiny.ID
SPELLINGS = (GONE.encode(), b"Kenanga 4821", b"KENANGA-4821")


def call(*arguments: str, text: str | None = None):
    """Run a command of ours."""
    run = CliRunner().invoke(bijak, arguments, catch_exceptions=False, input=text)
    return run


def work(root, code, answer, *companions):
    """Answer in one's own working copy, with companions, and hand in."""
    folder = open_assignment(root, code, ID).parent
    book = AnswerBook(folder, ID, code)
    book.set("t1-01", answer)
    if companions:
        book.set(COMPANIONS, list(companions), WHOLE)
    return handin.pack(root, code, ID)


@pytest.fixture(scope="module")
def made_class(made_release, tmp_path_factory):
    """A class in which everything that the kit can write was written, made once."""
    root = shutil.copytree(made_release, tmp_path_factory.mktemp("tarik") / "proyek é")
    home = root / "kelas" / "utama"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("BIJAK_ROOT", str(root))
        patch.delenv("BIJAK_EXCHANGE", raising=False)
        patch.delenv("BIJAK_KELAS", raising=False)
        people = [(GONE, "Sumedang"), (PARTNER, ""), (FRIEND, "")]
        write_cards(root, "utama", roster.add_people(home, people))
        roster.add_trainer(home)
        course_runs.hand_in(root, ID, FRIEND, {"t1-01": "b"})
        work(root, GONE, "a")
        assert handin.hand_in(root, GONE, ID).arrived
        call("grade")
        stick = root / "kelas" / "usb"
        stick.mkdir()
        for code, with_whom in ((PARTNER, GONE), (GONE, PARTNER)):
            made = work(root, code, "b", with_whom)
            shutil.copy(person_folder(root, code) / "kumpulan" / made.file, stick)
        shutil.copy(
            next(stick.glob(f"*--{GONE}--{PARTNER}--*")), home / "Kenanga 4821.zip"
        )
        call("grade", "--from", str(stick))
        work(root, PARTNER, "b", GONE, FRIEND)
        call("grade")
        live(root, home)
        shutil.rmtree(stick)
    return root


def live(root, home):
    """What a running class writes: the board, tries, homes, the hub's own data."""
    board = Board(root, home, judges=True)
    for code in (GONE, PARTNER):
        board.come_in(code)
        data = (person_folder(root, code) / ID / "jawaban.json").read_bytes()
        board.take(code, ID, data)
        Journal(home / "periksa.jsonl").note({"kode": code, "latihan": ID, "soal": "x"})
        number_of(root, home, code)
        own = make_home(root, home, code, None)
        shutil.copytree(person_folder(root, code), own / "pekerjaan" / code)
    board.hand_in([PARTNER, GONE], ID)
    (home / "ruang").mkdir()
    (home / "ruang" / "hub.log").write_text(f"I User {GONE} logged in\nI {PARTNER}\n")
    (home / "nilai.csv").write_text(f"kode,poin\n{GONE},3\n{PARTNER},4\n")
    shutil.copy(home / "gradebook.db", home / "gradebook.db.2026-11-22")
    notes = home / "orang" / PARTNER / "catatan.sqlite"
    for path in (home / "ruang" / "hub.sqlite", notes):
        with closing(sqlite3.connect(path)) as data:
            data.execute("CREATE TABLE users (name TEXT)")
            data.executemany("INSERT INTO users VALUES (?)", [(GONE,), (PARTNER,)])
            data.commit()
    leave_log(home / "ruang" / "hub.sqlite")
    open_lesson_of(root)


def leave_log(path):
    """As after a power cut: what was written last stands in a log beside the hub's."""
    log = path.with_name(f"{path.name}-wal")
    with closing(sqlite3.connect(path)) as data:
        data.execute("PRAGMA journal_mode=WAL")
        data.execute("INSERT INTO users VALUES (?)", (GONE,))
        data.commit()
        kept = log.read_bytes()
    log.write_bytes(kept)


def open_lesson_of(root):
    """A lesson in the laptop's own working copies."""
    lesson = next((root / "curriculum").glob("*.ipynb"), None)
    if lesson:
        open_lesson(root, GONE, lesson.stem)


@pytest.fixture
def root(made_class, tmp_path, monkeypatch):
    """A copy of that class's project; its root."""
    copy = shutil.copytree(made_class, tmp_path / "proyek é", symlinks=True)
    monkeypatch.setenv("BIJAK_ROOT", str(copy))
    monkeypatch.delenv("BIJAK_EXCHANGE", raising=False)
    monkeypatch.delenv("BIJAK_KELAS", raising=False)
    return copy


@pytest.fixture
def home(root):
    """The folder of the class."""
    return root / "kelas" / "utama"


def written_in(*roots) -> list[str]:
    """Where the code is written: names, bytes, and what is packed in zips."""
    found = []
    for root in roots:
        for path in root.rglob("*"):
            name = path.name.replace(FRIEND, "").encode()
            data = path.read_bytes() if path.is_file() else b""
            if any(one in name or one in whole(data) for one in SPELLINGS):
                found.append(path.relative_to(root).as_posix())
    return found


def whole(data: bytes) -> bytes:
    """A file with all that is in it, without the code that only begins alike."""
    if data[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            data += b"".join(map(whole, map(archive.read, archive.namelist())))
    return data.replace(FRIEND.encode(), b"")


def test_the_code_is_nowhere_afterwards(root, home):
    """No file, name, zip or free page of a data base holds it; others are there."""
    before = written_in(home, root / "pekerjaan")
    places = {path.split("/")[0] for path in before}
    assert places >= {
        "peserta.csv",
        "nomor.json",
        "orang",
        "submitted",
        "autograded",
        "feedback",
        "diterima",
        "exchange",
        "papan",
        "periksa.jsonl",
        "ruang",
        "gradebook.db",
    }
    assert call("forget", GONE, "--yes").exit_code == 0
    assert written_in(home, root / "pekerjaan") == []
    assert set(roster.read_roster(home)) == {PARTNER, FRIEND, "pelatih"}
    for code in (PARTNER, FRIEND):
        assert (home / "submitted" / code / ID / "jawaban.json").is_file()


def test_other_data_bases(root, home):
    """The hub's and old copies go; a partner's own can be opened as before."""
    call("forget", GONE, "--yes")
    assert not list((home / "ruang").glob("hub.sqlite*"))
    assert not (home / "gradebook.db.2026-11-22").exists()
    path = home / "orang" / PARTNER / "catatan.sqlite"
    with closing(sqlite3.connect(path)) as data:
        found = [row[0] for row in data.execute("SELECT name FROM users")]
    assert found == ["x" * len(GONE), PARTNER]


def test_partner_keeps_work_points_and_page(root, home):
    """A group's other members have the same rows, pages and answers as before."""
    before = {
        name: [row for row in rows if row[0] != GONE]
        for name, rows in gradebooks.rows(root).items()
    }
    page = (home / "feedback" / PARTNER / ID / f"{ID}.html").read_text("utf-8")
    call("forget", GONE, "--yes")
    call("grade")
    assert gradebooks.rows(root) == before
    now = (home / "feedback" / PARTNER / ID / f"{ID}.html").read_text("utf-8")
    assert now == page.replace(GONE, "(ditarik)")
    group = home / "submitted" / PARTNER / ID / "kelompok.json"
    content = json.loads(group.read_text("utf-8"))
    assert GONE not in content["bersama"]


def test_released_pages_go_too(root):
    """The feedback pages in the exchange, named by secrets, go; a partner's stays."""
    page = released_page(root, ID, GONE)
    others = released_page(root, ID, PARTNER)
    orphan = shutil.copy(page, page.with_name(f"{'0' * 32}.html"))  # secret unknown
    call("forget", GONE, "--yes")
    assert not page.exists()
    assert not orphan.exists()
    assert others.is_file()
    texts = [one.read_text("utf-8") for one in others.parent.glob("*.html")]
    assert all(f"<strong>{PARTNER}</strong>" in text for text in texts)


def test_an_old_hand_in_does_not_come_back(root, home, tmp_path):
    """USB folder, masuk/ and exchange: refused in words; a partner's comes in."""
    stick = tmp_path / "usb"
    stick.mkdir()
    for code, mate in ((GONE, FRIEND), (PARTNER, GONE)):
        made = work(root, code, "a", mate)
        shutil.copy(person_folder(root, code) / "kumpulan" / made.file, stick)
    kept = next((home / "exchange" / "bijak" / "inbound").glob(f"{GONE}+*"))
    shutil.copytree(kept, tmp_path / kept.name)
    call("forget", GONE, "--yes")
    shutil.copytree(stick, home / "masuk", dirs_exist_ok=True)
    shutil.copytree(tmp_path / kept.name, kept)
    said = call("collect", "--from", str(stick)).output
    assert "sudah menarik datanya" in said
    call("grade")
    assert written_in(home) == []
    assert (home / "submitted" / PARTNER / ID).is_dir()
    assert list((home / "masuk").iterdir()) == []


def test_nothing_changes_on_a_dry_run(root, home):
    """--dry-run names every place and leaves every byte."""
    before = {p: p.read_bytes() for p in home.rglob("*") if p.is_file()}
    said = call("forget", GONE, "--dry-run").output
    assert "kelas/utama/submitted/kenanga-4821" in said
    assert "buku nilai: 2" in said
    lines = [line for line in said.splitlines() if ": kelas/" in line]
    assert len({line.partition(": ")[2] for line in lines}) == len(lines)
    after = {p: p.read_bytes() for p in home.rglob("*") if p.is_file()}
    assert after == before


def test_no_is_no(root, home):
    """Without a yes nothing is removed; the question names the code."""
    said = call("forget", GONE, text="n\n").output
    assert f"Hapus semua data {GONE}" in said
    assert said.endswith("Tidak ada yang diubah.\n")
    assert GONE in roster.read_roster(home)


def test_twice_is_once(root):
    """A second time there is nothing left, and that is said."""
    call("forget", GONE, "--yes")
    assert "tidak ada lagi datanya" in call("forget", GONE, "--yes").output


def test_an_unknown_code_is_refused(root, home):
    """A mistyped code withdraws nobody, and is not noted as withdrawn."""
    with pytest.raises(BijakError, match="tidak ditemukan"):
        call("forget", "mawar-9999", "--yes")
    assert not Register(home).holds("mawar-9999")


def test_the_trainer_cannot_be_withdrawn(root):
    """The trainer's own code is refused."""
    with pytest.raises(BijakError, match="pelatih"):
        call("forget", "pelatih", "--yes")


def test_a_power_cut_is_made_good(root, home, monkeypatch):
    """Cut after any number of steps, the same command removes what is left."""
    real = forgetting._remove
    for allowed in (0, 1, 4):
        count = iter(range(allowed))

        def cut(path, count=count):
            if next(count, None) is None:
                raise KeyboardInterrupt
            real(path)

        with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
            patch.setattr(forgetting, "_remove", cut)
            plan = forgetting.plan_withdrawal(root, "utama", GONE)
            forgetting.carry_out(plan)
        assert Register(home).holds(GONE)
        assert Register(home).unfinished() == 1
    assert call("forget", GONE, "--yes").exit_code == 0
    assert Register(home).unfinished() == 0
    assert written_in(home, root / "pekerjaan") == []


def test_a_withdrawn_code_is_not_given_again(root, home):
    """The roster refuses it; it may still stand on a card."""
    call("forget", GONE, "--yes")
    with pytest.raises(BijakError, match="sudah ditarik"):
        roster.add_people(home, [(GONE, "")])


def test_the_register_holds_no_code(root, home):
    """What is remembered says who withdrew only to somebody who has the code."""
    call("forget", GONE, "--yes")
    text = (home / "ditarik.json").read_text("utf-8")
    assert "kenanga" not in text
    assert Register(home).holds(GONE)
    assert not Register(home).holds(PARTNER)


def test_every_place_is_described():
    """The list of places in the docs names each that the code names."""
    docs = (tiny.Path(__file__).resolve().parents[2] / "docs" / "privasi.md").read_text(
        "utf-8"
    )
    for place in mentions._WORDS:
        assert place in docs, place


def test_restore_applies_the_register(root, home, tmp_path):
    """An older backup comes back without whoever withdrew since, and says so."""
    made = back_up(
        root, "utama", tmp_path, db_url=lambda name: gradebook_url(root, name)
    )
    call("forget", GONE, "--yes")
    for extra in (("--replace",), ("--class", "lain")):
        said = call("restore", str(made.file), *extra)
        assert said.exit_code == 0
        assert "sudah menarik datanya" in said.output
        where = root / "kelas" / (extra[1] if len(extra) > 1 else "utama")
        assert written_in(where) == []
        assert PARTNER in roster.read_roster(where)


def test_what_was_cut_off_is_told(root, home):
    """The state of the class says that a withdrawal has not ended, without the code."""
    Register(home).note(GONE, is_done=False)
    said = call("class", "status")
    assert "1 penarikan data belum selesai" in said.output
    assert GONE not in said.output


def test_a_running_class_is_left_alone(root, home):
    """What a class holds in memory would be written again: it is stopped first."""
    room.Room(str(root), "utama", "x", "127.0.0.1", 1, 2, 3, 4, 5, "http://a").write()
    with pytest.raises(BijakError, match="bijak class stop --class utama"):
        call("forget", GONE, "--yes")
    assert GONE in roster.read_roster(home)
    room.forget_room(home)
    assert call("forget", GONE, "--yes").exit_code == 0


def test_formgraders_button_refuses_it_too(root, home, tmp_path):
    """nbgrader's own collecting asks the register before it looks."""
    inbound = home / "exchange" / "bijak" / "inbound"
    kept = next(inbound.glob(f"{GONE}+*"))
    shutil.copytree(kept, tmp_path / kept.name)
    call("forget", GONE, "--yes")
    shutil.copytree(tmp_path / kept.name, kept)
    Course(root).collect(ID)
    assert not (home / "submitted" / GONE).exists()
    assert not kept.exists()


def test_the_counter_takes_no_withdrawn_companion(root, home):
    """A partner hands in later and still names the person: the name is left out."""
    made = work(root, PARTNER, "b", GONE)
    data = (person_folder(root, PARTNER) / "kumpulan" / made.file).read_bytes()
    call("forget", GONE, "--yes")
    kept, people = HandIns(root, home, None).keep(data, PARTNER, ID)
    assert people == [PARTNER]
    assert written_in(home) == []
    assert read_hand_in(kept.path).problems == ()


def test_a_busy_gradebook_is_told(root, home):
    """Somebody else writes without end: what to stop is said, and it goes on later."""
    url = f"sqlite:///{home / 'gradebook.db'}?timeout=0.1"
    config = root / "nbgrader_config.py"
    line = f"\nc.CourseDirectory.db_url = {url!r}\n"
    config.write_text(config.read_text("utf-8") + line, "utf-8")
    with closing(sqlite3.connect(home / "gradebook.db")) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(BijakError, match="Buku nilai sedang dipakai"):
            call("forget", GONE, "--yes")
    assert call("forget", GONE, "--yes").exit_code == 0
    assert written_in(home) == []


def test_a_certificate_is_withdrawn(root, home, tmp_path, monkeypatch):
    """The public list says so; the private register forgets the code."""
    monkeypatch.setenv("BIJAK_STEMPEL", str(tmp_path / "stempel.pem"))
    event = home / "kegiatan.toml"
    event.write_text(EVENT, encoding="utf-8")
    names = tmp_path / "nama.csv"
    names.write_text(f"kode,nama\n{GONE},Ani Wijaya\n{PARTNER},Budi\n")
    assert call("certificates", str(names)).exit_code == 0
    said = call("forget", GONE, "--yes").output
    assert "Sertifikat" in said and "ditarik" in said
    register = (home / "sertifikat" / "terbit.json").read_text("utf-8")
    assert GONE not in register and PARTNER in register
    assert written_in(home) == []
