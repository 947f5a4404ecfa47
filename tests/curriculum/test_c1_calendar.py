"""C1: keys from the data by other ways, one fact everywhere, nothing for a guesser."""

from __future__ import annotations

import csv
import math
import random
import re
import statistics
from collections import defaultdict
from datetime import date
from itertools import product

import pytest

from bijak.dates import read_date
from bijak.notebooks import read_items, read_notebook, read_quizzes
from bijak.paths import data_folder, project_root
from bijak.scoring import score

MODULE = "c1-kalender-konten"
ROOT = project_root()
SETS = {"insight-konten": ("c1-03", "siang"), "insight-toko-c1": ("c1-k04", "malam")}
TEXTS = ("c1-04", "c1-05", "c1-06")
FACTS = (
    *("hari", "tanggal", "mulai", "selesai", "tempat", "sebab"),
    *("tampung", "sejak", "bantuan", "sumber"),
)


@pytest.fixture(scope="module")
def items():
    return read_items(read_notebook(ROOT / "solutions" / MODULE / f"{MODULE}.ipynb"))


@pytest.fixture(scope="module")
def quizzes():
    return read_quizzes(read_notebook(ROOT / "curriculum" / f"{MODULE}.ipynb"))


def read(name: str) -> list[dict[str, str]]:
    """The rows of a data set, by the standard library alone."""
    with (data_folder() / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def by_slot(rows) -> dict[str, list[int]]:
    found = defaultdict(list)
    for row in rows:
        found[row["waktu"]].append(int(row["jangkauan"]))
    return dict(found)


def once(rows) -> list[dict[str, str]]:
    """Rows without their copies."""
    return [dict(row) for row in dict.fromkeys(tuple(row.items()) for row in rows)]


@pytest.mark.parametrize("name", SETS)
def test_the_best_hour_is_one_and_stays_one(name, items, quizzes):
    """By the median one group leads by a tenth, with or without copies and the viral
    post; by the mean another one leads, because of a single post."""
    item, viral = SETS[name]
    key = items[item].key if item in items else quizzes[item][1]
    whole = read(name)
    rows = once(whole)
    most = max(int(row["jangkauan"]) for row in rows)
    calm = [row for row in rows if int(row["jangkauan"]) < most]
    for some in (whole, rows, calm):
        slots = by_slot(some)
        assert all(len(values) >= 20 for values in slots.values())
        medians = sorted(((statistics.median(v), k) for k, v in slots.items()))
        assert medians[-1][1] == key.part("jam").answer
        assert medians[-1][0] >= 1.1 * medians[-2][0]
    means = {k: statistics.fmean(v) for k, v in by_slot(rows).items()}
    assert max(means, key=means.get) == viral
    without = {k: statistics.fmean(v) for k, v in by_slot(calm).items()}
    assert max(without, key=without.get) == key.part("jam").answer


@pytest.mark.parametrize("name", SETS)
def test_what_the_feedback_says_of_the_hours_is_so(name):
    """Groups are equally large, and the viral group is not the second best."""
    slots = by_slot(once(read(name)))
    assert {len(values) for values in slots.values()} == {
        36 if name == "insight-konten" else 24
    }
    order = sorted(slots, key=lambda one: -statistics.median(slots[one]))
    expected = {
        "insight-konten": "petang malam pagi sore siang",
        "insight-toko-c1": "pagi petang sore malam siang",
    }
    assert " ".join(order) == expected[name]


def test_the_printed_table_of_hours_is_the_data():
    """On paper there is no live picture; its numbers stand above it."""
    source = read_notebook(ROOT / "solutions" / MODULE / f"{MODULE}.ipynb")
    (text,) = (cell.source for cell in source.cells if cell["id"] == "jam-teks")
    rows = re.findall(r"\| (\w+), [\d–]+ \| (.+?) \| (.+?) \| (.+?) \| (.+?) \|", text)
    printed = {
        name.lower(): [int(number.replace(".", "")) for number in numbers]
        for name, *numbers in rows
    }
    slots = by_slot(once(read("insight-konten")))
    assert set(printed) == set(slots)
    for name, (count, mean, median, most) in printed.items():
        values = slots[name]
        assert (count, most) == (len(values), max(values))
        assert mean == math.floor(statistics.fmean(values) + 0.5)
        assert median == math.floor(statistics.median(values) + 0.5)


def test_reach_has_a_heavy_tail_and_exports_have_mistakes():
    """The largest post is fifty times the middle one; copies and gaps are there."""
    for name in SETS:
        rows = read(name)
        reach = [int(row["jangkauan"]) for row in rows]
        assert max(reach) > 50 * statistics.median(reach)
        assert len(rows) - len(once(rows)) == 2
        assert 1 <= sum(not row["komentar"] for row in rows) <= 3
        assert all(
            int(row["tayangan"]) >= int(row["jangkauan"]) >= int(row["simpan"])
            for row in rows
        )


def test_lesson_and_assignment_share_no_row():
    """What is explained in the lesson is not asked again."""
    lesson, graded = (
        {tuple(row.values()) for row in read(name)}
        for name in ("insight-toko-c1", "insight-konten")
    )
    assert not lesson & graded


def test_the_challenge_from_the_data(items):
    """The bonus key, without pandas; the mean would name another pillar."""
    key = items["c1-11"].key
    shares = defaultdict(list)
    rows = once(read("insight-konten"))
    for row in rows:
        share = 100 * int(row["simpan"]) / int(row["jangkauan"])
        shares[row["pilar"]].append(share)
    table = sorted(
        ((statistics.median(v), pillar) for pillar, v in shares.items()), reverse=True
    )
    assert key.answer["banyak"] == len(rows)
    assert [row["pilar"] for row in key.answer["ringkas"]] == [p for _, p in table]
    expected = [pytest.approx(height, abs=0.01) for height, _ in table]
    assert [row["persen"] for row in key.answer["ringkas"]] == expected
    assert key.answer["tinggi"] == expected
    assert key.answer["teratas"] == table[0][1]
    by_mean = max(shares, key=lambda one: statistics.fmean(shares[one]))
    assert ("teratas", by_mean) in key.feedback


def _spring(words: str) -> date:
    """``Selasa, 13 April`` in the year of the fictional world; its weekday fits."""
    weekday, rest = words.split(", ")
    day = date.fromisoformat(read_date(f"{rest} 2027").value)
    names = "Senin Selasa Rabu Kamis Jumat Sabtu Minggu".split()
    assert names[day.weekday()] == weekday
    return day


_ROW = re.compile(r"\| \**([A-N])\. (.+?) \((.+?)\) \| (.+?) \| (.+?) \|")


def _materials(text: str) -> dict[str, dict]:
    """What the table of c1-02 says of each material."""
    found = {}
    for line in text.splitlines():
        if row := _ROW.match(line):
            letter, name, kind, source, embargo = row.groups()
            event = re.search(r"(\w+, \d+ April)\**$", name)
            found[letter.lower()] = {
                "name": name.strip("*"),
                "pillar": kind.split(",")[0],
                "due": "wajib" in kind,
                "source": source,
                "from": _spring(embargo) if embargo != "–" else None,
                "event": _spring(event[1]) if event else None,
            }
    return found


def test_every_due_material_has_one_day(items):
    """From embargo and event alone there is exactly one row for each of them."""
    graded = items["c1-02"]
    found = _materials(graded.text)
    assert len(found) == 14
    days = {row: _spring(words) for row, words in graded.item.settings["baris"].items()}
    assert len(days) == 8
    holiday = _spring("Selasa, 13 April")
    assert (
        "Selasa, 13 April 2027, Hari Telaga"
        in read_notebook(ROOT / "solutions" / MODULE / f"{MODULE}.ipynb")
        .cells[2]
        .source
    )
    pins = {
        rule["isi"]: rule["baris"]
        for rule in graded.key.rules.values()
        if rule["uji"] == "sesuai"
    }
    due = {letter for letter, one in found.items() if one["due"]}
    assert due == set(pins)
    for letter, one in found.items():
        if not one["due"] or one["pillar"] == "evaluasi":
            continue
        event = one["event"] or holiday
        fitting = [row for row, day in days.items() if one["from"] <= day < event]
        assert fitting == [pins[letter]]
    assert pins["f"] == list(days)[-1]


def test_pillars_and_sources_of_the_rules_are_those_of_the_table(items):
    """The rules count what the table says."""
    graded = items["c1-02"]
    found = _materials(graded.text)

    def letters(pillar):
        return [letter for letter, one in found.items() if one["pillar"] == pillar]

    rules = {**graded.item.rules, **graded.key.rules}
    assert rules["promosi"]["isi"] == letters("promosi")
    assert rules["edukasi"]["isi"] == letters("edukasi")
    assert rules["cerita"]["isi"] == letters("cerita")
    doubtful = [
        letter
        for letter, one in found.items()
        if one["source"] in ("pesan terusan di grup", "belum diketahui")
    ]
    assert rules["sumber"]["isi"] == doubtful
    assert rules["promosi"]["maks"] == 1


def test_the_agenda_says_the_same(items):
    """Public dates of the question stand in the agenda of the offices."""
    found = _materials(items["c1-02"].text)
    agenda = {row["judul"]: row for row in read("agenda-opd")}
    for letter, title in {
        "b": "Pasar murah di lapangan Sukateliti",
        "i": "Loket desa tutup pada Hari Telaga",
        "m": "Air mati di Dusun Runut: tandon dicuci",
    }.items():
        embargo = date.fromisoformat(agenda[title]["embargo"][:10])
        assert found[letter]["from"] == embargo
        event = found[letter]["event"] or date(2027, 4, 13)
        assert agenda[title]["tgl"] == event.isoformat()
    assert len(read("agenda-opd")) == 60
    holidays = {row["tgl"] for row in read("hari-libur-c1")}
    assert "2027-04-13" in holidays


def test_bu_saris_bank_and_the_agenda_agree():
    """What an office announces may be told from the same day on, before its event."""
    bank = {row["id"]: row for row in read("bahan-konten-c1")}
    agenda = {row["judul"]: row for row in read("agenda-opd")}
    for name, title in {
        "bazar": "Bazar keripik Sumberwarta",
        "air": "Air mati di Dusun Runut: tandon dicuci",
        "murah": "Pasar murah di lapangan Sukateliti",
    }.items():
        assert bank[name]["mulai"] == agenda[title]["embargo"][:10]
        assert bank[name]["akhir"] < agenda[title]["tgl"]
        assert bank[name]["sumber"] == agenda[title]["opd"]


def test_three_texts_ask_for_the_same_facts(items):
    """Whatever the channel, the same facts in the same words count."""
    rules = [items[name].item.rules for name in TEXTS]
    for fact in FACTS:
        assert rules[0][fact] == rules[1][fact] == rules[2][fact]


def test_one_text_does_not_serve_three_channels(items):
    """Copying a version to another channel never earns everything."""
    for one, other in product(TEXTS, TEXTS):
        verdict = score(items[other].item, items[one].key.answer, items[other].key)
        assert (verdict.share == 1.0) == (one == other)


CLOCKS = (
    *("pukul 8 sampai pukul 12", "08:00-12:00", "jam 8–12", "8.00 hingga 12.00"),
    *("dari 8 pagi sampai 12 siang", "pukul 08.00 sampai tengah hari"),
    "selama 4 jam mulai pukul 08.00",
)


@pytest.mark.parametrize("clock", CLOCKS)
def test_clock_times_are_read_as_people_write_them(items, clock):
    """Points, colons, words and short spans say the same."""
    graded = items["c1-04"]
    text = graded.key.answer.replace("pukul 08.00 sampai 12.00", clock)
    assert clock in text
    assert score(graded.item, text, graded.key).share == 1.0


OTHER_WORDS = {
    "15 April": ("15/4/2027", "15 Apr"),
    "ampung air": ("ampunglah air",),
    "Tampung air": (
        "Isilah ember",
        "Warga mengisi ember",
        "Isi penuh bak mandi",
        "Penuhi bak",
        "Isi penampungan",
        "Air ditampung",
        "Penampungan diisi",
    ),
    "sejak Rabu malam": ("pada malam Kamis",),
    "Perumda Air Telaga": ("PDAM Air Telaga", "Perumda"),
    "tangki biru": ("tangki besar warna biru", "tangki penampung air yang biru"),
    "Tolong sampaikan": ("Bagikan", "Beri kabar", "Sebarkan", "Beritahukan"),
}


@pytest.mark.parametrize("name", TEXTS)
def test_facts_may_be_said_in_other_words(items, name):
    """What neighbours write instead counts as much."""
    graded = items[name]
    example = graded.key.answer
    for words, others in OTHER_WORDS.items():
        for other in others if words in example else ():
            text = example.replace(words, other)
            assert score(graded.item, text, graded.key).share == 1.0, text


def test_facts_turned_round_do_not_earn_everything(items):
    """Negations of the sheet, and orders to press something on a board."""
    for name, right, wrong in (
        ("c1-04", "mati Kamis", "tidak mati Kamis"),
        ("c1-04", "Mohon tampung", "Tidak usah tampung"),
        ("c1-04", "Tolong sampaikan", "Jangan sampaikan"),
        ("c1-04", "Sumber: Perumda", "Sumber bukan Perumda"),
        ("c1-04", "air di Dusun Runut mati", "air mati"),
        ("c1-05", "Tangki:", "Tekan di sini:"),
    ):
        graded = items[name]
        assert right in graded.key.answer
        text = graded.key.answer.replace(right, wrong)
        assert score(graded.item, text, graded.key).share < 1.0, text


def test_a_changed_fact_is_told(items):
    """Another day or hour costs exactly its own rule, in every version."""
    for name in TEXTS:
        graded = items[name]
        for right, wrong in (
            *(("15 April", "16 April"), ("08.00", "09.00"), ("Rabu", "Selasa")),
            ("tandon dicuci", "pipa diganti"),
        ):
            text = graded.key.answer.replace(right, wrong)
            verdict = score(graded.item, text, graded.key)
            assert verdict.share == pytest.approx(1 - 1 / len(graded.item.rules))


def _random_table(item, rng) -> dict:
    options = {n: list(c["pilihan"]) for n, c in item.settings["kolom"].items()}
    return {
        row: {name: rng.choice(some) for name, some in options.items()}
        for row in item.settings["baris"]
    }


def test_filling_the_calendar_at_random_earns_little(items):
    """200 random calendars, and one material or one channel everywhere."""
    graded = items["c1-02"]
    rng = random.Random(5)
    earned = [
        score(graded.item, _random_table(graded.item, rng), graded.key).share
        for _ in range(200)
    ]
    assert statistics.fmean(earned) < 0.45
    rows = graded.item.settings["baris"]
    same = {row: {"bahan": "h", "kanal": "wa", "pj": "raka"} for row in rows}
    assert score(graded.item, same, graded.key).share == 0


def test_right_options_are_not_the_longest(items):
    """Of choices and their parts whose options are sentences."""
    for graded in items.values():
        item = graded.item
        if item.kind != "choice":
            continue
        parts = item.parts or {"": ""}
        for name in parts:
            options = item.options[name] if item.parts else item.options
            right = graded.key.part(name).answer if item.parts else graded.key.answer
            longest = max(len(words) for words in options.values())
            if " " not in options[right]:
                continue
            assert len(options[right]) < longest
