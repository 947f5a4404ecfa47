"""A class keeps persons' data for twelve months, and removes nothing unasked."""

import os
from datetime import date, datetime

import pytest
from click.testing import CliRunner

import course_runs
import tiny
from bijak.classroom import roster
from bijak.classroom.retention import end_class, read_retention
from bijak.cli import bijak
from bijak.errors import BijakError

CODE = "kenanga-4821"
CAME = datetime(2026, 11, 24, 10)


def call(*arguments: str, text: str | None = None):
    """Run a command of ours."""
    return CliRunner().invoke(bijak, arguments, catch_exceptions=False, input=text)


@pytest.fixture
def home(released):
    """A class with one hand-in, which came on 24 November 2026; its folder."""
    home = released / "kelas" / "utama"
    roster.add_people(home, [(CODE, "")])
    folder = course_runs.hand_in(released, tiny.ID, CODE, {"t1-01": "b"})
    (folder / "timestamp.txt").write_text("2031-01-01 00:00:00 UTC")
    came(home, CAME)
    (released / "pekerjaan" / CODE).mkdir(parents=True)
    return home


def came(home, moment):
    """Let the hand-in have come at another time."""
    for stamp in home.glob("submitted/*/*/timestamp.txt"):
        os.utime(stamp, (moment.timestamp(), moment.timestamp()))


def report(home):
    """Lay down what a report leaves."""
    (home / "laporan").mkdir()
    (home / "laporan" / "laporan.html").write_text("Laporan")


def test_twelve_months_after_the_last_hand_in(home):
    """By the clock of the trainer's laptop, not by what a hand-in says."""
    kept = read_retention(home, date(2026, 11, 25))
    assert kept.until == date(2027, 11, 24)
    assert kept.warning == ""


def test_a_leap_day_has_a_last_day_too(home):
    """Twelve months after 29 February is 28 February."""
    came(home, datetime(2028, 2, 29, 12))
    assert read_retention(home, date(2028, 3, 1)).until == date(2029, 2, 28)


@pytest.mark.parametrize(
    ("chosen", "until"),
    [
        ("2027-03-01", date(2027, 3, 1)),
        ("2030-01-01", date(2027, 11, 24)),
        ('"tahun depan"', date(2027, 11, 24)),
        ("]", date(2027, 11, 24)),
    ],
)
def test_the_organiser_may_choose_an_earlier_day(home, chosen, until):
    """A later day would break what the cards promise; nonsense chooses nothing."""
    (home / "kegiatan.toml").write_text(f"simpan_sampai = {chosen}\n")
    assert read_retention(home, date(2026, 12, 1)).until == until


def test_a_class_without_hand_ins_has_no_last_day(released):
    """Nothing is known of anybody's work, so nothing runs out."""
    kept = read_retention(released / "kelas" / "baru", date(2099, 1, 1))
    assert (kept.until, kept.warning) == (None, "")
    kept.require()


@pytest.mark.parametrize(
    ("today", "words"),
    [
        (date(2027, 10, 24), ""),
        (date(2027, 10, 25), "30 hari lagi"),
        (date(2027, 11, 24), "0 hari lagi"),
        (date(2027, 11, 25), "berakhir 24 November 2027"),
    ],
)
def test_a_warning_from_thirty_days_before(home, today, words):
    """On the last day itself the class may still be used."""
    kept = read_retention(home, today)
    assert words in kept.warning if words else kept.warning == ""
    if today > date(2027, 11, 24):
        with pytest.raises(BijakError, match="Masa simpan"):
            kept.require()
    else:
        kept.require()


@pytest.mark.parametrize(
    "command", [("grade",), ("collect",), ("cards",), ("backup",), ("class", "start")]
)
def test_afterwards_commands_refuse_and_remove_nothing(home, command):
    """Every file is there afterwards; the state of the class can still be asked."""
    came(home, datetime(2020, 1, 1))
    before = sorted(home.rglob("*"))
    with pytest.raises(BijakError, match="Masa simpan kelas utama berakhir"):
        call(*command)
    assert sorted(home.rglob("*")) == before
    said = call("class", "status")
    assert said.exit_code == 0
    assert "Masa simpan" in said.output


def test_the_end_keeps_the_report(home, released):
    """Persons go, with the laptop's working copies; the report and settings stay."""
    report(home)
    (home / "kegiatan.toml").write_text('nama = "Pelatihan"\n')
    assert call("forget", "--all", "--yes").exit_code == 0
    left = sorted(path.name for path in home.iterdir())
    assert left == ["berakhir.json", "kegiatan.toml", "laporan"]
    assert not (released / "pekerjaan" / CODE).exists()
    with pytest.raises(BijakError, match="sudah diakhiri"):
        call("collect")


def test_no_end_without_a_report(home):
    """What cannot be made afterwards is made before."""
    with pytest.raises(BijakError, match="Laporan kelas utama belum ada"):
        call("forget", "--all", "--yes")
    assert (home / "peserta.csv").is_file()


def test_the_name_of_the_class_is_the_yes(home):
    """A key pressed too quickly removes nothing."""
    report(home)
    assert "Tidak ada yang diubah" in call("forget", "--all", text="y\n").output
    assert (home / "peserta.csv").is_file()
    call("forget", "--all", text="utama\n")
    assert not (home / "peserta.csv").exists()


def test_an_end_cut_off_goes_on(home, released):
    """The roster goes last, so that everybody's work is found again."""
    report(home)
    doomed = end_class(released, home, date(2027, 12, 1), really=False)
    assert doomed[-1].name == "peserta.csv"
    assert doomed[0] == released / "pekerjaan" / CODE


def test_one_or_all(home):
    """A code and --all together, or neither, is a mistake."""
    for words in ((), (CODE, "--all")):
        with pytest.raises(BijakError, match=r"bijak forget|Pilih satu"):
            call("forget", *words)
