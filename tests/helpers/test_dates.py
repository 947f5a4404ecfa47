"""Dates and clock times are read as Indonesians write them, and never guessed."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bijak.dates import Reading, format_date, format_time, read_clock, read_date
from bijak.text import MONTHS

SAME_DAY = """
18 Maret 2027
Kamis, 18 Maret 2027
Rabu, 18 Maret 2027
kamis 18 maret 2027
Kam. 18 Mar 2027
hari Kamis, 18 Maret 2027
tanggal 18 Maret 2027
Kamis, tgl. 18 Maret 2027.
18/3/2027
18/03/2027
18-03-2027
18.3.2027
18 / 3 / 2027
Kamis, 18/3/2027
2027-03-18
2027/3/18
18-Mar-2027
18Maret2027
18 Mar. 2027
  18\u00a0MARET \t2027
"""
SHORT_MONTHS = {
    **{"Jan": 1, "Feb": 2, "Peb": 2, "Mar": 3, "Apr": 4, "Mei": 5, "Jun": 6, "Jul": 7},
    **{"Agu": 8, "Agt": 8, "Ags": 8, "Sep": 9, "Sept": 9, "Okt": 10, "Nov": 11},
    **{"Nop": 11, "Des": 12},
}
NO_DATES = {
    "": "Belum diisi.",
    "18/3/27": "empat angka",
    "18 Maret '27": "empat angka",
    "18 Maret ’27": "empat angka",
    "18 Maret 20277": "empat angka",
    "31 Februari 2027": "Februari 2027 mulai tanggal 1 sampai 28.",
    "29/2/2027": "sampai 28",
    "31 April 2027": "sampai 30",
    "0 Mei 2027": "Mei 2027 mulai tanggal 1",
    "123/4/2027": "sampai 30",
    "18/13/2027": "Bulan hanya 1 sampai 12.",
    "3/18/2027": "Tulis hari dulu, lalu bulan",
    "2027-18-03": "Bulan hanya 1 sampai 12.",
    "18/0/2027": "Bulan hanya 1 sampai 12.",
    "18/123/2027": "Bulan hanya 1 sampai 12.",
    "1/1/0000": "Tahun 0000 tidak ada.",
    "2027/3/2028": "Periksa lagi tanggalnya.",
    "18 Maret": "Tahunnya belum ada.",
    "18/3": "Tahunnya belum ada.",
    "Maret 2027": "Tanggalnya belum ada.",
    "18 March 2027": "Bulan “march” tidak dikenal.",
    "18 March": "Bulan “march” tidak dikenal.",
    "18 Maret 2027, 05.14": "tanpa jam",
    "18 Maret 2027 pukul 5": "tanpa jam",
    "2027-03-18T05:14": "tanpa jam",
    "18/3-2027": "belum terbaca sebagai tanggal",
    "20270318": "belum terbaca sebagai tanggal",
    "1803 2027": "belum terbaca sebagai tanggal",
    "kemarin": "belum terbaca sebagai tanggal",
    "Kamis": "belum terbaca sebagai tanggal",
    "...": "belum terbaca sebagai tanggal",
    "١٨/٣/٢٠٢٧": "belum terbaca sebagai tanggal",
    "18 Maret 2027 " * 9: "Terlalu panjang.",
    "9" * 10_000_000: "Terlalu panjang.",
}


@pytest.mark.parametrize("typed", SAME_DAY.strip("\n").splitlines())
def test_one_day_is_written_in_many_ways(typed):
    """All of them are 18 March 2027; a wrong weekday changes nothing."""
    assert read_date(typed) == Reading("2027-03-18")


@pytest.mark.parametrize(
    ("name", "month"),
    [*SHORT_MONTHS.items(), *((name, n) for n, name in enumerate(MONTHS, 1))],
)
def test_months_may_be_shortened(name, month):
    """Every usual abbreviation names its month."""
    assert read_date(f"2 {name} 2027").value == f"2027-{month:02}-02"


@pytest.mark.parametrize(
    "weekday", ["Jum’at", "Jumat", "Jum'at", "Ahad", "Min", "Sen."]
)
def test_weekdays_may_be_written_in_several_ways(weekday):
    """Whatever stands before the day is passed over."""
    assert read_date(f"{weekday} 2 April 2027").value == "2027-04-02"


@pytest.mark.parametrize(("typed", "why"), NO_DATES.items(), ids=range(len(NO_DATES)))
def test_what_is_no_date_is_never_guessed(typed, why):
    """There is a sentence that says what to do, and no value."""
    reading = read_date(typed)
    assert reading.value is None and why in reading.problem
    assert reading.problem.endswith(".")


@pytest.mark.parametrize("typed", [None, True, 3, 2.5, float("nan"), [], {}, ["18"]])
def test_only_texts_are_read(typed):
    """Other JSON values are no date and no time."""
    assert read_date(typed) == read_clock(typed) == Reading(None, "Belum diisi.")


@given(st.dates())
def test_what_we_write_we_read(day):
    """Every date comes back from its own words, with and without weekday."""
    iso = day.isoformat()
    assert read_date(format_date(iso)).value == iso
    assert read_date(format_date(iso, weekday=False)).value == iso
    assert read_date(iso).value == iso


def test_weekdays_follow_each_other():
    """A week from Monday 1 March 2027 has its seven names in order."""
    days = [date(2027, 3, 1) + timedelta(n) for n in range(7)]
    names = [format_date(day.isoformat()).partition(",")[0] for day in days]
    assert names == "Senin Selasa Rabu Kamis Jumat Sabtu Minggu".split()
    assert format_date("2027-03-18") == "Kamis, 18 Maret 2027"
    assert format_date("2027-03-18", weekday=False) == "18 Maret 2027"


@pytest.mark.parametrize("iso", ["18 Maret 2027", "", "2027-02-31"])
def test_only_iso_dates_are_written(iso):
    """Anything else is the caller's mistake."""
    with pytest.raises(ValueError):
        format_date(iso)


SAME_TIME = "05.14|5.14|05:14|5:14|5 : 14|pukul 5.14|Pukul 05.14|pkl. 5.14|jam 5.14"
SAME_TIME += "|05.14 WIB|5:14 wib|05.14WIB|Pukul 05.14 WIB."
NO_TIMES = {
    "24.00": "Tengah malam ditulis 00.00.",
    "25.10": "Jam hanya sampai 23.59.",
    "5.60": "Menit hanya sampai 59.",
    "5.1": "dua angka",
    "5.14 sore": "hitungan 24 jam",
    "5:14 pm": "hitungan 24 jam",
    "05.14.22 WIB": "tanpa detik",
    "05.14 WITA": "Hitung dulu jamnya dalam WIB.",
    "05.14 WIT": "Hitung dulu jamnya dalam WIB.",
    "22.14 UTC": "Hitung dulu jamnya dalam WIB.",
    "5": "belum terbaca sebagai jam",
    "0514": "belum terbaca sebagai jam",
    "jam lima": "belum terbaca sebagai jam",
    "05.14 xyz": "belum terbaca sebagai jam",
    "٠٥.١٤": "belum terbaca sebagai jam",
    "": "Belum diisi.",
    "5.14 " * 20: "Terlalu panjang.",
}


@pytest.mark.parametrize("typed", SAME_TIME.split("|"))
def test_one_time_is_written_in_many_ways(typed):
    """Dot or colon, with or without pukul, with the zone that is asked for."""
    assert read_clock(typed, "WIB") == Reading("05:14")


@pytest.mark.parametrize(("typed", "why"), NO_TIMES.items(), ids=range(len(NO_TIMES)))
def test_what_is_no_time_is_never_guessed(typed, why):
    """There is a sentence that says what to do, and no value."""
    reading = read_clock(typed, "WIB")
    assert reading.value is None and why in reading.problem
    assert reading.problem.endswith(".")


def test_without_a_zone_any_of_indonesia_may_stand_behind():
    """It is passed over; a foreign one is not."""
    for zone in ("", "WIB", "WITA", "WIT"):
        assert read_clock(f"05.14 {zone}").value == "05:14"
    assert "WIB, WITA, atau WIT" in read_clock("05.14 UTC").problem


def test_the_zone_that_is_asked_for_may_be_any():
    """A question about UTC reads UTC and sends WIB back."""
    assert read_clock("22.14 UTC", "UTC").value == "22:14"
    assert "dalam UTC" in read_clock("05.14 WIB", "UTC").problem


@given(st.times())
def test_every_minute_is_read_as_it_is_written(moment):
    """All 1,440 minutes come back from their own words."""
    iso = moment.strftime("%H:%M")
    assert read_clock(format_time(iso, "WITA"), "WITA").value == iso
    assert read_clock(iso).value == iso


@given(st.text(max_size=70), st.sampled_from(["", "WIB"]))
def test_never_raises(typed, zone):
    """Any text gives a value or a sentence, never both."""
    for reading in (read_date(typed), read_clock(typed, zone)):
        assert (reading.value is None) == bool(reading.problem)
