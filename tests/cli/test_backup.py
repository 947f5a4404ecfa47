"""A class in one file and back: nothing lost, nothing foreign, nothing overwritten."""

import json
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import zipfile
from contextlib import closing
from importlib.util import find_spec
from pathlib import Path

import pytest
from click.testing import CliRunner

import course_runs
import tiny
from bijak.classroom import gradebooks
from bijak.classroom.archive import MANIFEST, check_class_name, name_here
from bijak.classroom.backup import back_up
from bijak.classroom.restore import restore_class
from bijak.cli import bijak
from bijak.course.upgrading import upgrade_gradebook
from bijak.errors import BijakError
from gradebooks import read_item_scores
from ordinary_user import as_ordinary_user

ANSWERS = {
    "tono-1": {"t1-01": "b", "t1-02": ["a", "c"]},
    "kenanga-4821": {"t1-01": "a", "t1-08": {"m": "07.30"}},
}
POSTGRES = "postgresql+psycopg2://guru:rahasia@db.kantor.id:5432/nilai?timeout=90"
needs_posix = pytest.mark.skipif(os.name == "nt", reason="no links, modes, odd names")


@pytest.fixture(scope="module")
def graded(made_release, tmp_path_factory):
    """A project whose class was handed in and graded by nbgrader, made once."""
    root = shutil.copytree(made_release, tmp_path_factory.mktemp("kelas") / "proyek é")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("BIJAK_ROOT", str(root))
        for code, answers in ANSWERS.items():
            course_runs.hand_in(root, tiny.ID, code, answers)
        course_runs.grade_all(root, tiny.ID)
    return root


@pytest.fixture
def root(graded, tmp_path, monkeypatch):
    """A copy of that project; its root."""
    copy = shutil.copytree(graded, tmp_path / "proyek é")
    monkeypatch.setenv("BIJAK_ROOT", str(copy))
    monkeypatch.delenv("BIJAK_EXCHANGE", raising=False)
    monkeypatch.delenv("BIJAK_KELAS", raising=False)
    return copy


@pytest.fixture
def small(tmp_path):
    """A project with a class of three files and an own small database."""
    home = tmp_path / "kecil" / "kelas" / "utama"
    (home / "submitted" / "tono-1" / "t1").mkdir(parents=True)
    (home / "submitted" / "tono-1" / "t1" / "jawaban.json").write_text("{}", "utf-8")
    (home / "roster.csv").write_text("tono-1\n", "utf-8")
    with sqlite3.connect(home / "gradebook.db") as database:
        database.execute("CREATE TABLE kantong (isi INTEGER)")
        database.executemany("INSERT INTO kantong VALUES (?)", [(500,), (500,)])
    database.close()
    return tmp_path / "kecil"


def call(*arguments):
    """Run a command of ours."""
    words = [str(argument) for argument in arguments]
    return CliRunner().invoke(bijak, words, catch_exceptions=False)


def url(root, name="utama"):
    """Where the gradebook of a class is, in nbgrader's words."""
    return f"sqlite:///{root}/kelas/{name}/gradebook.db?timeout=90"


def pack(root, name="utama", target=None, **more):
    """Back a class up."""
    more = {"db_url": lambda name: url(root, name), **more}
    return back_up(root, name, target or root / "kelas", **more)


def unpack(root, file, name=None, **more):
    """Bring a class back; its gradebook is as it should be."""
    more = {"upgrade": lambda path: False, "db_url": lambda one: url(root, one), **more}
    return restore_class(root, file, name, **more)


def tree(folder):
    """Path → content of everything in a folder; None for folders and links."""
    return {
        path.relative_to(folder): path.read_bytes()
        if path.is_file() and not path.is_symlink()
        else None
        for path in folder.rglob("*")
    }


def without_gradebook(files):
    """The same without the one file whose copy may have other bytes."""
    return {path: data for path, data in files.items() if path.name != "gradebook.db"}


# --- there and back --------------------------------------------------------------


@pytest.mark.kernel
def test_a_graded_class_comes_back(root):
    """Every file, its time and rights, and every point: under another name too."""
    home = root / "kelas" / "utama"
    made = call("backup", "--class", "utama", root / "dist é.zip")
    assert made.exit_code == 0, made.output
    assert "2 peserta, 2 kumpulan" in made.output
    back = call("restore", root / "dist é.zip", "--class", "Kelas é 2")
    assert back.exit_code == 0, back.output
    copy = root / "kelas" / "Kelas é 2"
    assert without_gradebook(tree(home)) == without_gradebook(tree(copy))
    for path in copy.rglob("*"):
        one, other = path.stat(), (home / path.relative_to(copy)).stat()
        assert one.st_mode == other.st_mode
        if path.is_file() and path.name != "gradebook.db":
            assert int(one.st_mtime) == int(other.st_mtime)
    for code in ANSWERS:
        mine = read_item_scores(url(root), tiny.ID, code)
        assert sum(mine.values()) > 0
        assert mine == read_item_scores(url(root, "Kelas é 2"), tiny.ID, code)


@pytest.mark.kernel
def test_a_class_is_never_overwritten(root):
    """A class that is there stays; with --replace it is kept under another name."""
    file = pack(root).file
    home = root / "kelas" / "utama"
    (home / "catatan.txt").write_text("sesudah cadangan", "utf-8")
    before = tree(home)
    with pytest.raises(BijakError, match="sudah ada dan tidak ditimpa"):
        call("restore", file)
    assert tree(home) == before
    back = call("restore", file, "--replace")
    assert back.exit_code == 0, back.output
    aside = next((root / "kelas").glob("utama-sebelum-pulih-*"))
    assert str(aside) in back.output
    assert tree(aside) == before
    assert not (home / "catatan.txt").exists()
    assert (home / "submitted" / "tono-1").is_dir()


def test_words_for_what_cannot_be_done(small, monkeypatch):
    """No class, no folder, a file that is there: a sentence and nothing written."""
    monkeypatch.setenv("BIJAK_ROOT", str(small))
    (small / "curriculum").mkdir()
    (small / "curriculum" / "silabus.toml").write_text(tiny.SYLLABUS, "utf-8")
    (small / "ada.zip").write_bytes(b"penting")
    before = tree(small)
    wrong = {
        "Kelas yang ada: utama": ("backup", "--class", "salah"),
        "nama kelas": ("backup", "--class", "../kelas/utama"),
        "sudah ada dan tidak ditimpa": ("backup", small / "ada.zip"),
        "di luar folder kelas": ("backup", small / "kelas" / "utama" / "x.zip"),
        "tidak ada. Buat dahulu": ("backup", small / "usb"),
        "tidak dapat dibuka": ("restore", small / "tiada.zip"),
        "bukan cadangan yang utuh": ("restore", small / "ada.zip"),
        "Sebutkan berkas": ("restore",),
    }
    for words, arguments in wrong.items():
        with pytest.raises(BijakError, match=words):
            call(*arguments)
    assert tree(small) == before


def test_the_manifest_tells_all(small):
    """Format, kit, class, time, counts, and the checksum of every member."""
    with zipfile.ZipFile(pack(small).file) as archive:
        said = json.loads(archive.read(MANIFEST))
        members = {one["member"] for one in said["berkas"]} | {MANIFEST}
        assert members == set(archive.namelist())
    assert (said["format"], said["kelas"], said["buku_nilai"]) == (1, "utama", "dalam")
    assert said["hitungan"] == {"peserta": 1, "kumpulan": 1, "ternilai": 0}
    assert {"versi", "waktu", "folder"} <= set(said)


def test_a_backup_is_for_its_owner_only(small):
    """The file holds points and answers: nobody else may read it."""
    assert os.name == "nt" or pack(small).file.stat().st_mode & 0o077 == 0


# --- the gradebook ---------------------------------------------------------------

WRITER = """
import sqlite3, sys, time
database = sqlite3.connect(sys.argv[1], timeout=90, isolation_level=None)
database.execute("PRAGMA journal_mode=" + sys.argv[2])
print("siap", flush=True)
while True:
    database.execute("BEGIN IMMEDIATE")
    database.execute("UPDATE kantong SET isi = isi - 1 WHERE rowid = 1")
    database.execute("INSERT INTO kantong VALUES (0)")
    database.execute("UPDATE kantong SET isi = isi + 1 WHERE rowid = 2")
    database.execute("COMMIT")
    time.sleep(0.002)
"""

KILLED = """
import os, sqlite3, sys
database = sqlite3.connect(sys.argv[1], isolation_level=None)
database.execute("PRAGMA cache_size=1")
database.execute("BEGIN")
database.execute("UPDATE kantong SET isi = 7")
database.executemany("INSERT INTO kantong VALUES (?)", [(9,)] * 50000)
os._exit(9)
"""


def pockets(database):
    """The numbers of two rows of a small database, and how many rows there are."""
    connection = sqlite3.connect(database)
    rows = [row[0] for row in connection.execute("SELECT isi FROM kantong")]
    connection.close()
    return rows[0] + rows[1], len(rows)


@pytest.mark.parametrize("journal", ["DELETE", "WAL"])
def test_the_gradebook_is_of_one_moment(small, journal):
    """While somebody writes without rest, every copy is sound and of one moment."""
    source = small / "kelas" / "utama" / "gradebook.db"
    command = [sys.executable, "-c", WRITER, str(source), journal]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as writer:
        try:
            writer.stdout.readline()
            counts = []
            for number in range(4):
                file = pack(small, target=small / f"{number}.zip").file
                unpack(small, file, f"k{number}")
                copy = small / "kelas" / f"k{number}" / "gradebook.db"
                money, rows = pockets(copy)
                assert money == 1000
                assert [one.name for one in copy.parent.glob("gradebook*")] == [
                    "gradebook.db"
                ]
                counts.append(rows)
        finally:
            writer.kill()
    assert counts == sorted(counts)
    assert counts[-1] > counts[0]


def test_what_a_killed_writer_left_is_taken_back(small):
    """A transaction that was cut off is in no backup."""
    source = small / "kelas" / "utama" / "gradebook.db"
    subprocess.run([sys.executable, "-c", KILLED, str(source)], check=False)
    assert Path(f"{source}-journal").stat().st_size > 0
    unpack(small, pack(small).file, "lagi")
    assert pockets(small / "kelas" / "lagi" / "gradebook.db") == (1000, 2)


def test_a_writer_without_end_is_not_waited_for(small, tmp_path):
    """Whoever holds the gradebook for good is named instead of hanging."""
    source = small / "kelas" / "utama" / "gradebook.db"
    other = sqlite3.connect(source, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    with pytest.raises(BijakError, match="Tunggu sampai penilaian selesai"):
        gradebooks.copy(source, tmp_path / "salinan.db", wait=0.3)
    other.close()


def test_a_broken_gradebook_is_told(small):
    """No backup claims to be whole when the gradebook is not."""
    source = small / "kelas" / "utama" / "gradebook.db"
    data = bytearray(source.read_bytes())
    data[4096:4200] = b"\xff" * 104
    source.write_bytes(data)
    with pytest.raises(BijakError, match=r"gradebook\.db rusak"):
        pack(small)
    assert [path.name for path in (small / "kelas").iterdir()] == ["utama"]


def test_postgres_is_outside_and_its_password_unsaid(small):
    """The files are packed; a sentence tells how to dump the database."""
    made = pack(small, db_url=lambda name: POSTGRES)
    (notice,) = made.notices
    assert 'pg_dump --format=custom --file=buku-nilai.dump "postgresql://' in notice
    assert "guru@db.kantor.id:5432/nilai" in notice
    assert "rahasia" not in notice + made.manifest.as_json().decode()
    assert made.manifest.database == "luar"
    back = unpack(small, made.file, "lagi", db_url=lambda name: POSTGRES)
    assert any("pg_restore" in one for one in back.notices)


def test_a_class_set_to_another_database_is_told(small):
    """A gradebook that came back but is not looked at does not pass in silence."""
    back = unpack(small, pack(small).file, "lagi", db_url=lambda name: POSTGRES)
    assert any("db_url" in one for one in back.notices)


# --- what a class folder may hold ------------------------------------------------


@needs_posix
def test_links_pipes_and_strangers_stay_outside(small, tmp_path):
    """Nothing outside the class gets in, by whatever kind of link."""
    home = small / "kelas" / "utama"
    (tmp_path / "rahasia").mkdir()
    (tmp_path / "rahasia" / "kunci.txt").write_text("SANDI", "utf-8")
    (home / "berkas").symlink_to(tmp_path / "rahasia" / "kunci.txt")
    (home / "folder").symlink_to(tmp_path / "rahasia")
    (home / "putus").symlink_to(tmp_path / "tiada")
    os.mkfifo(home / "pipa")
    made = pack(small)
    with zipfile.ZipFile(made.file) as archive:
        assert not any(b"SANDI" in archive.read(one) for one in archive.namelist())
    assert any("4 tautan" in one for one in made.notices)
    unpack(small, made.file, "lagi")
    assert not (small / "kelas" / "lagi" / "folder").exists()


@needs_posix
def test_odd_names_come_back_as_they_were(small):
    """Backslash, colon, control signs, bytes that are no UTF-8, and empty folders."""
    home = small / "kelas" / "utama"
    odd = [
        b"a\\..\\b",
        b"2027-01-05 10:00 UTC",
        b"bar\xe9",
        b"tab\there",
        "é ß".encode(),
    ]
    for number, name in enumerate(odd):
        Path(os.fsdecode(bytes(home) + b"/" + name)).write_text(str(number), "utf-8")
    (home / "kosong" / "dalam").mkdir(parents=True)
    (home / "kosong").chmod(0o750)
    unpack(small, pack(small).file, "lagi")
    copy = small / "kelas" / "lagi"
    assert without_gradebook(tree(home)) == without_gradebook(tree(copy))
    assert (copy / "kosong").stat().st_mode & 0o777 == 0o750


def test_an_exchange_elsewhere_is_told(small, tmp_path):
    """What is not in the class's folder is not silently missing."""
    made = pack(small, exchange=tmp_path / "bersama")
    assert any("Folder pertukaran" in one for one in made.notices)


@needs_posix
def test_what_cannot_be_read_stops_the_backup():
    """A backup that would lack a file is none; nothing is left of it."""
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        home = root / "kelas" / "utama"
        home.mkdir(parents=True)
        (home / "roster.csv").write_text("tono-1\n", "utf-8")
        (home / "roster.csv").chmod(0)
        for folder in (root, home.parent, home):
            folder.chmod(0o777)

        def tried() -> str:
            try:
                return f"ditulis: {pack(root)}"
            except BijakError as error:
                return str(error)

        assert "roster.csv tidak dapat dibaca" in as_ordinary_user(tried)
        assert [path.name for path in (root / "kelas").iterdir()] == ["utama"]


def test_names_that_windows_takes_otherwise():
    """A name that would be a device, a stream or another folder is changed there."""
    assert name_here("exchange/2027 10:00/a\\b", is_windows=True) == (
        "exchange/2027 10_00/a_b"
    )
    assert name_here("x/nul.txt", is_windows=True) == "x/_nul.txt"
    assert name_here("x/akhir. ", is_windows=True) == "x/akhir._"
    assert name_here("x/a:b", is_windows=False) == "x/a:b"


@pytest.mark.parametrize(
    "name", ["", ".", "..", "a/b", "a\\b", "C:", " a", "nul", "a\n"]
)
def test_names_that_are_no_class(name):
    """The name of a class is one plain folder on any system."""
    with pytest.raises(BijakError, match="nama kelas"):
        check_class_name(name)


# --- what a file from a stranger may not do --------------------------------------


def changed(file, target, change):
    """A backup with its manifest and members changed by a function."""
    with zipfile.ZipFile(file) as archive:
        members = [(one, archive.read(one)) for one in archive.infolist()]
    said = json.loads(members[-1][1])
    members = dict((one.filename, (one, data)) for one, data in members[:-1])
    change(said, members)
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for one, data in members.values():
            archive.writestr(one, data)
        archive.writestr(MANIFEST, json.dumps(said))
    return target


def roster(said):
    """The manifest's entry of one small file."""
    return next(one for one in said["berkas"] if one["path"] == "roster.csv")


def as_link(said, members):
    members[roster(said)["member"]][0].external_attr = 0o120777 << 16


def listed_twice(said, members):
    said["berkas"].append(roster(said))


def one_too_many(said, members):
    members["berkas/lain"] = (zipfile.ZipInfo("berkas/lain"), b"x")


def one_too_few(said, members):
    del members[roster(said)["member"]]


def longer_than_said(said, members):
    member = roster(said)["member"]
    members[member] = (members[member][0], b"0" * 50_000_000)


def other_content(said, members):
    member = roster(said)["member"]
    members[member] = (members[member][0], b"tono-2\n")


def setter(**values):
    """A change of one file's entry in the manifest."""
    return lambda said, members: roster(said).update(values)


def top_setter(**values):
    """A change of the manifest itself."""
    return lambda said, members: said.update(values)


HOSTILE = {
    "above": setter(path="../../keluar.txt"),
    "absolute": setter(path="/tmp/keluar.txt"),
    "inside and out": setter(path="submitted/../../../keluar.txt"),
    "empty part": setter(path="submitted//keluar.txt"),
    "nul": setter(path="a\0b"),
    "folder above": top_setter(folder={"../keluar": 493}),
    "link": as_link,
    "twice": listed_twice,
    "one too many": one_too_many,
    "one too few": one_too_few,
    "too long": longer_than_said,
    "other content": other_content,
    "larger than the disk": setter(size=10**18),
    "size no number": setter(size="7"),
    "size below nothing": setter(size=-1),
    "unknown word": setter(jalan="x"),
    "files no list": top_setter(berkas=7),
    "folders no mapping": top_setter(folder=[1]),
    "class above": top_setter(kelas="../x"),
    "class no text": top_setter(kelas=None),
    "other kind": top_setter(jenis="kumpulan"),
    "newer": top_setter(format=2),
    "format no number": top_setter(format="1"),
}


@pytest.mark.parametrize("change", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_backup_changes_nothing(small, change):
    """It is refused with a sentence before a single file is written."""
    file = changed(pack(small).file, small / "jahat.zip", change)
    before = tree(small.parent)
    with pytest.raises(BijakError, match=r"\."):
        unpack(small, file, replace=True)
    assert tree(small.parent) == before


def test_one_changed_byte_is_noticed(small):
    """Wherever a byte is changed: refused, or not one byte of the class is other."""
    file = pack(small).file
    whole = file.read_bytes()
    home = small / "kelas" / "utama"
    before = without_gradebook(tree(home))
    refused = 0
    for place in range(0, len(whole), 29):
        data = bytearray(whole)
        data[place] ^= 0x15
        file.write_bytes(data)
        copy = small / "kelas" / f"k{place}"
        try:
            unpack(small, file, copy.name)
        except BijakError:
            refused += 1
            assert not copy.exists()
        else:
            assert before == without_gradebook(tree(copy))
            assert pockets(copy / "gradebook.db") == (1000, 2)
    assert refused > len(whole) // 29 // 2
    assert not list((small / "kelas").glob(".pulih-*"))


def test_a_cut_off_file_is_refused(small):
    """A copy that stopped half-way changes nothing."""
    file = pack(small).file
    file.write_bytes(file.read_bytes()[:-100])
    with pytest.raises(BijakError, match="Salin sekali lagi"):
        unpack(small, file, "lagi")
    assert not (small / "kelas" / "lagi").exists()


def test_other_zips_are_named_as_such(small):
    """A hand-in or any other zip is told apart from a damaged backup."""
    with zipfile.ZipFile(small / "kumpulan.zip", "w") as archive:
        archive.writestr("jawaban.json", "{}")
    with pytest.raises(BijakError, match="bukan cadangan kelas Bijak"):
        unpack(small, small / "kumpulan.zip")


def test_a_failure_in_between_changes_nothing(small):
    """When the gradebook cannot be brought up to date, the class there stays."""

    def fail(path):
        raise BijakError("Buku nilai ini dibuat oleh nbgrader yang lebih baru.")

    file = pack(small).file
    before = tree(small / "kelas")
    with pytest.raises(BijakError, match="lebih baru"):
        unpack(small, file, replace=True, upgrade=fail)
    assert tree(small / "kelas") == before


# --- older and newer forms -------------------------------------------------------


def test_answers_of_a_newer_kit_are_told(small):
    """They come back as they are, and the trainer knows before grading."""
    folder = small / "kelas" / "utama" / "submitted" / "tono-1" / "t1"
    text = '{"format": 99, "latihan": "t1", "jawaban": {}}'
    (folder / "jawaban.json").write_text(text, "utf-8")
    back = unpack(small, pack(small).file, "lagi")
    assert any("1 berkas jawaban" in one for one in back.notices)
    copy = back.home / "submitted" / "tono-1" / "t1" / "jawaban.json"
    assert copy.read_text("utf-8") == text


OLD_ROWS = """
INSERT INTO student VALUES ('tono-1', NULL, NULL, NULL);
INSERT INTO assignment VALUES ('a', 't1', NULL);
INSERT INTO notebook VALUES ('n', 't1', 'a');
INSERT INTO grade_cell VALUES ('c', 't1-01-nilai', 2, 'code', 'n');
INSERT INTO submitted_assignment VALUES ('sa', 'a', 'tono-1', NULL, NULL);
INSERT INTO submitted_notebook VALUES ('sn', 'sa', 'n', 0, NULL);
INSERT INTO grade VALUES ('g', 'sn', 'c', 1.5, NULL, 0);
"""


@pytest.fixture
def old(small):
    """The same project with a gradebook of an nbgrader from before 2017."""
    shipped = Path(find_spec("nbgrader").origin).parent / "tests" / "apps" / "files"
    target = small / "kelas" / "utama" / "gradebook.db"
    shutil.copy(shipped / "gradebook.db", target)
    with closing(sqlite3.connect(target)) as database:
        database.executescript(OLD_ROWS)
    return small


def test_an_old_gradebook_is_brought_up_to_date(old):
    """Its points are there again, the backup stays old, and twice is not needed."""
    file = pack(old).file
    before = file.read_bytes()
    back = unpack(old, file, "50% é", upgrade=upgrade_gradebook)
    assert any("Buku nilai lama" in one for one in back.notices)
    assert read_item_scores(url(old, "50% é"), "t1", "tono-1") == {"t1-01": 1.5}
    assert not upgrade_gradebook(back.home / "gradebook.db")
    assert file.read_bytes() == before


def test_a_gradebook_from_the_future_is_refused(old):
    """A form that this nbgrader does not know is not touched, and nothing restored."""
    target = old / "kelas" / "utama" / "gradebook.db"
    with closing(sqlite3.connect(target)) as database:
        database.execute("CREATE TABLE alembic_version (version_num TEXT)")
        database.execute("INSERT INTO alembic_version VALUES ('ffff00001111')")
        database.commit()
    file = pack(old).file
    with pytest.raises(BijakError, match="nbgrader yang lebih baru"):
        unpack(old, file, "lagi", upgrade=upgrade_gradebook)
    assert not (old / "kelas" / "lagi").exists()


CHURNER = """
import os, pathlib, shutil, sys
home = pathlib.Path(sys.argv[1])
print("siap", flush=True)
while True:
    for name in "abc":
        shutil.rmtree(home / name, ignore_errors=True)
        (home / name).mkdir()
        (home / name / "lembar.ipynb").write_text("x" * 1000)
"""


def test_files_that_come_and_go_do_not_stop_it(small):
    """While somebody grades, folders vanish; what stays is whole in every backup."""
    home = small / "kelas" / "utama"
    command = [sys.executable, "-c", CHURNER, str(home)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as churner:
        try:
            churner.stdout.readline()
            for number in range(15):
                file = pack(small, target=small / f"{number}.zip").file
                copy = unpack(small, file, f"k{number}").home
                assert (copy / "roster.csv").read_text("utf-8") == "tono-1\n"
                assert pockets(copy / "gradebook.db") == (1000, 2)
        finally:
            churner.kill()
