"""Earthquake data, read and compared: values computed by hand."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bijak.datasets import muat_data
from bijak.errors import BijakError, MissingData
from bijak.tools import quakes
from bijak.tools.broadcasts import DIFFERENT, MISSING, SAME, compare
from bijak.tools.quakes import Quake

MOMENT = datetime(2024, 1, 1, 22, 14, 33, tzinfo=UTC)
QUAKE = Quake(
    datetime(2027, 4, 4, 12, 26, 40, tzinfo=UTC),
    -10.89,
    100.14,
    4.6,
    8.0,
    "Pusat gempa berada di darat 9 km Timur Laut Sumberwarta",
    "Tidak berpotensi tsunami",
    "IV Sumberwarta, III Sukateliti",
)
WHOLE = (
    "LATIHAN — Gempa M4,6, Minggu 4 April 2027 pukul 19.26 WIB. Pusatnya di darat, "
    "9 km timur laut Sumberwarta, kedalaman 8 km. Tidak berpotensi tsunami. Sumber: "
    "kartu latihan, diambil 19.40 WIB. #LatihanBijak"
)


def states(text: str) -> dict[str, str]:
    return {line.element: line.state for line in compare(text, QUAKE)}


@pytest.mark.parametrize(
    ("zone", "there"),
    {
        "WIB": "2024-01-02 05:14",
        "WITA": "2024-01-02 06:14",
        "WIT": "2024-01-02 07:14",
    }.items(),
)
def test_utc_to_the_zones_of_indonesia(zone, there):
    """22.14 UTC on New Year's Day is the morning of the second."""
    assert f"{quakes.local_time(MOMENT, zone):%Y-%m-%d %H:%M}" == there
    assert quakes.day_shift(MOMENT, zone) == 1


@given(
    st.datetimes(datetime(1990, 1, 1), datetime(2090, 1, 1), timezones=st.just(UTC)),
    st.sampled_from(list(quakes.ZONES)),
)
def test_a_zone_never_changes_the_moment(moment, zone):
    """The same moment, the date the same or one later, hours ahead as the zone says."""
    there = quakes.local_time(moment, zone)
    hours = {"WIB": 7, "WITA": 8, "WIT": 9}[zone]
    assert there == moment
    assert there.replace(tzinfo=None) - moment.replace(tzinfo=None) == timedelta(
        hours=hours
    )
    assert quakes.day_shift(moment, zone) == int(moment.hour + hours >= 24)


def test_a_time_without_zone_is_refused():
    """Whoever forgets the zone is told, not guessed for."""
    with pytest.raises(ValueError, match="without a time zone"):
        quakes.local_time(datetime(2027, 4, 5), "WIB")
    with pytest.raises(BijakError, match="WIB, WITA, atau WIT"):
        quakes.local_time(MOMENT, "WIBB")


def test_one_object_and_a_list_are_both_feeds():
    """autogempa holds an object, gempadirasakan a list."""
    one = quakes.load("gempa-b4-latihan")["kartu"][0]
    assert [q.magnitude for q in quakes.read_feed(one)] == [5.4]
    assert len(quakes.read_feed(quakes.load("gempa-b4-dirasakan"))) == 15


def test_what_is_no_feed_is_named():
    """The sentence says which column cannot be read."""
    with pytest.raises(BijakError, match=r"Infogempa\.gempa"):
        quakes.read_feed({"gempa": []})
    bad = {
        "DateTime": "2027-04-04T12:26:40+00:00",
        "Coordinates": "-1,2",
        "Magnitude": "kuat",
    }
    with pytest.raises(BijakError, match="Magnitude"):
        quakes.read_feed({"Infogempa": {"gempa": bad}})
    with pytest.raises(MissingData, match="tidak-ada"):
        quakes.load("tidak-ada")


def test_the_local_columns_of_our_data_agree_with_the_moment():
    """Tanggal and Jam are the DateTime on the clocks of WIB."""
    cards = [c for n in ("pelajaran", "latihan") for c in _entries(f"gempa-b4-{n}")]
    for one in [*cards, *_entries("gempa-b4-dirasakan")]:
        wib = datetime.fromisoformat(one["DateTime"]).astimezone(
            timezone(timedelta(hours=7))
        )
        assert one["Jam"] == f"{wib:%H:%M:%S} WIB"
        assert one["Tanggal"].split()[0] == f"{wib.day:02}"


def _entries(name: str) -> list[dict]:
    data = quakes.load(name)
    if "kartu" in data:
        return [card["Infogempa"]["gempa"] for card in data["kartu"]]
    return data["Infogempa"]["gempa"]


@pytest.mark.parametrize(
    ("numeral", "value"), {"I": 1, "III": 3, "IV": 4, "IX": 9, "XII": 12}.items()
)
def test_roman_numerals(numeral, value):
    """Smaller before greater is taken off."""
    assert quakes.roman(numeral) == value


@pytest.mark.parametrize("odd", ["", "A", "XIII", "iv"])
def test_what_is_no_roman_numeral_of_the_scale(odd):
    """The scale has twelve steps, written in capitals."""
    with pytest.raises(ValueError, match=r"Roman|XII"):
        quakes.roman(odd)


def test_of_a_range_the_highest_counts():
    """II-III is III."""
    felt = quakes.intensities(
        "III-IV Sumberwarta, II – III Telaga Cakap, II Sukateliti"
    )
    assert felt == {"Sumberwarta": 4, "Telaga Cakap": 3, "Sukateliti": 2}


def test_distance_of_one_degree():
    """One degree of latitude is 2·π·6371/360 = 111,19 km; a half turn is 20.015 km."""
    here, north = _at(0, 100), _at(1, 100)
    assert quakes.distance(here, north) == pytest.approx(111.19, abs=0.01)
    assert quakes.distance(_at(0, 0), _at(0, 180)) == pytest.approx(20015.1, abs=0.1)
    assert quakes.distance(here, here) == 0


def _at(latitude: float, longitude: float, **others) -> Quake:
    known = {"time": MOMENT, "magnitude": 5.0, "depth": 10.0, "place": "x"} | others
    return Quake(latitude=latitude, longitude=longitude, **known)


def test_an_update_changes_what_it_changes():
    """Only the differing parameters are named, with both values."""
    cards = quakes.load("gempa-b4-latihan")["kartu"]
    old, new = (quakes.read_feed(card)[0] for card in cards[:2])
    assert quakes.changes(old, new) == [quakes.Change("magnitude", 5.4, 5.2)]
    assert quakes.changes(new, new) == []


def test_another_earthquake_is_no_update():
    """A minute and a hundred kilometres are the limits."""
    old = _at(0, 100)
    assert quakes.same_event(old, _at(0.8, 100, time=MOMENT + timedelta(seconds=60)))
    assert not quakes.same_event(old, _at(1, 100))
    assert not quakes.same_event(old, _at(0, 100, time=MOMENT + timedelta(seconds=61)))
    with pytest.raises(BijakError, match="dua gempa"):
        quakes.changes(old, _at(1, 100))


def test_running_means():
    """(4, 5, 6) → 4, 4,5, 5."""
    assert quakes.running_means([4, 5, 6]) == [4, 4.5, 5]
    assert quakes.running_means([]) == []


@given(st.lists(st.floats(3, 8), min_size=1))
def test_a_mean_lies_between_its_readings(readings):
    """And the last one is the mean of all."""
    means = quakes.running_means(readings)
    assert min(readings) - 1e-9 <= min(means) <= max(means) <= max(readings) + 1e-9
    assert means[-1] == pytest.approx(sum(readings) / len(readings))


def test_the_story_of_the_lesson_is_in_the_stations():
    """Four stations say 4,9, nine 5,1, all 24 5,0: as the three bulletins say."""
    means = quakes.running_means(muat_data("stasiun-b4")["bacaan"].tolist())
    cards = quakes.load("gempa-b4-pelajaran")["kartu"][:3]
    told = [quakes.read_feed(card)[0].magnitude for card in cards]
    assert [round(means[n - 1], 1) for n in (4, 9, 24)] == told == [4.9, 5.1, 5.0]


def test_a_whole_broadcast_agrees_in_every_element():
    """Also with the time at which the data were fetched in it."""
    assert set(states(WHOLE).values()) == {SAME}


@pytest.mark.parametrize(
    ("old", "new", "element", "state"),
    [
        ("M4,6", "M6,4", "Magnitudo", DIFFERENT),
        ("M4,6", "magnitudo 4.6", "Magnitudo", SAME),
        ("M4,6", "berkekuatan 4,6", "Magnitudo", SAME),
        ("M4,6", "dengan magnitudonya 4,6", "Magnitudo", SAME),
        ("Gempa M4,6", "Gempa 4,6", "Magnitudo", SAME),
        ("M4,6", "berkekuatan 5,6", "Magnitudo", DIFFERENT),
        ("M4,6", "4,6 SR", "Satuan kekuatan", DIFFERENT),
        ("Gempa M4,6,", "Gempa", "Magnitudo", MISSING),
        ("19.26", "19:26", "Waktu", SAME),
        ("19.26 WIB", "12.26 UTC", "Waktu", SAME),
        ("19.26 WIB", "21.26 WIT", "Waktu", SAME),
        ("19.26 WIB", "12.26 WIB", "Waktu", DIFFERENT),
        ("19.26 WIB", "19.26", "Zona waktu", MISSING),
        ("pukul 19.26 WIB", "jam 7 malam", "Waktu", DIFFERENT),
        ("9 km", "90 km", "Jarak", DIFFERENT),
        ("timur laut", "barat laut", "Arah dan tempat", DIFFERENT),
        ("kedalaman 8 km", "dalamnya 80 km", "Kedalaman", DIFFERENT),
        (", kedalaman 8 km", "", "Kedalaman", MISSING),
        ("Tidak berpotensi", "Berpotensi", "Potensi", DIFFERENT),
        ("Tidak berpotensi", "Bisa", "Potensi", DIFFERENT),
        ("Tidak berpotensi tsunami", "Tsunami! Tidak ada waktu", "Potensi", DIFFERENT),
        ("Tidak berpotensi", "Potensi tsunami tidak lama lagi:", "Potensi", DIFFERENT),
        ("berpotensi tsunami", "berpotensi menimbulkan tsunami", "Potensi", SAME),
        ("Tidak berpotensi tsunami", "Potensi tsunami: tidak ada", "Potensi", SAME),
        ("Tidak berpotensi tsunami", "Tsunami: tidak berpotensi", "Potensi", SAME),
        ("Tidak berpotensi tsunami", "Tdk berpotensi tsunami", "Potensi", SAME),
        ("Tidak berpotensi tsunami. ", "", "Potensi", MISSING),
        ("diambil 19.40", "diambil 4 April pukul 19.40", "Waktu", SAME),
        ("diambil 19.40", "diambil 4/4/2027 pukul 19.40", "Waktu", SAME),
        ("Gempa M", "Kartu latihan pukul 19.40 WIB: gempa M", "Waktu", SAME),
        ("timur laut", "ke arah timur-laut dari", "Jarak", SAME),
        ("Sumber: kartu latihan", "Dari grup sebelah", "Sumber", MISSING),
    ],
)
def test_one_thing_changed_is_found(old, new, element, state):
    """And nothing else is blamed for it."""
    found = states(WHOLE.replace(old, new))
    assert found.pop(element) == state
    others = {k: v for k, v in found.items() if k not in {"Waktu", "Zona waktu"}}
    assert set(others.values()) == {SAME}


def test_the_rumour_of_the_lesson():
    """Its rough hour is its time, and SR is no word of the data."""
    rumour = "Gempa 5 SR jam 4 sore di Sumberwarta. Dalamnya 14 km, bisa tsunami!"
    card = quakes.load("gempa-b4-pelajaran")["kartu"][2]
    lines = compare(rumour, quakes.read_feed(card)[0])
    told = {line.element: (line.written, line.state) for line in lines}
    assert told["Magnitudo"] == ("5,0", SAME)
    assert told["Satuan kekuatan"] == ("SR", DIFFERENT)
    assert told["Waktu"] == ("jam 4 sore", DIFFERENT)
    assert told["Potensi"] == ("berpotensi tsunami", DIFFERENT)
    assert "Angka lain" not in told


@pytest.mark.parametrize(
    ("more", "numbers"),
    {
        " Susulan M7,5 pukul 22.30!": "7,5; 22.30",
        " Jam 4 sore, kata 3 orang.": "3",
        " Tanggal 4/4/2027, koordinat 10,89 dan 100,14.": "",
        " Diperbarui pukul 20.05 WIB.": "",
        " Sekali lagi: 19:26 WIB, atau 20.26 WITA.": "",
        " Sudah 1.2.3 kali.": "1.2.3",
        " Data diambil Minggu, 4 April 2027, pukul 19.40 WIB.": "",
    }.items(),
)
def test_numbers_that_belong_to_nothing_are_named(more, numbers):
    """Whatever the data do not say stands in a line of its own."""
    lines = compare(WHOLE + more, QUAKE)
    found = [line.written for line in lines if line.element == "Angka lain"]
    assert found == ([numbers] if numbers else [])


def test_a_card_shows_the_local_time_and_indonesian_numbers():
    """The same quake on the clocks of two zones."""
    row = quakes.card_row(QUAKE)
    assert (row["magnitudo"], row["kedalaman"]) == ("4,6", "8 km")
    assert row["waktu"] == "4 April 2027, 19.26 WIB"
    assert quakes.card_row(QUAKE, "WIT")["waktu"] == "4 April 2027, 21.26 WIT"
    assert row["koordinat"] == "10,89 LS – 100,14 BT"


@pytest.mark.parametrize(
    "said",
    [
        "Tidak akan terjadi tsunami.",
        "Tsunami tidak terjadi.",
        "Tsunami tidak akan terjadi.",
    ],
)
def test_no_wave_in_other_words(said):
    """What people write is not turned round."""
    assert states(said)["Potensi"] == states("Tidak berpotensi tsunami.")["Potensi"]


def test_a_magnitude_in_a_verb():
    """Newspapers write *bermagnitudo*."""
    written = f"Gempa bermagnitudo {QUAKE.magnitude}".replace(".", ",")
    assert states(written)["Magnitudo"] == SAME
