"""The keys of A4 follow from its data, reckoned here without the kit's scoring."""

from __future__ import annotations

import csv
import re
from itertools import combinations, pairwise

import pytest

from bijak.formulas import parse
from bijak.notebooks import read_items, read_notebook, read_quizzes
from bijak.paths import data_folder, project_root
from bijak.scoring import score
from bijak.tools.trials import village_of

MODULE = "a4-satu-klik-seribu-orang"
ROWS = ("satu", "dua", "tiga", "banyak")


def _items() -> dict[str, tuple]:
    """Id → item and key, of the assignment and of the lesson."""
    root = project_root()
    graded = read_items(read_notebook(root / "solutions" / MODULE / f"{MODULE}.ipynb"))
    quizzes = read_quizzes(read_notebook(root / "curriculum" / f"{MODULE}.ipynb"))
    return {name: (one.item, one.key) for name, one in graded.items()} | quizzes


ITEMS = _items()


def _table(name: str) -> list[dict[str, str]]:
    with (data_folder() / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _question(item: str) -> str:
    path = project_root() / "solutions" / MODULE / f"{MODULE}.ipynb"
    (cell,) = (c for c in read_notebook(path).cells if c["id"] == f"{item}-teks")
    return cell.source


def _end(name: str, village: str, first: str) -> dict[str, float]:
    (row,) = (
        row
        for row in _table("sebaran-a4-percobaan")
        if (row["percobaan"], row["desa"], row["pengatur_1"]) == (name, village, first)
    )
    return {line: float(row[line]) for line in ("garis_1", "garis_2")}


def test_the_steepest_six_hours():
    """The table of a4-01 is the curve at which nobody checks; its start is best."""
    curve = {
        float(row["x"]): float(row["y"])
        for row in _table("sebaran-a4-diam")
        if float(row["nilai"]) == 0
    }
    shown = [curve[hour] for hour in (0, 6, 12, 18, 24)]
    for value in shown[1:]:
        assert f"| {value:.1f}%".replace(".", ",") in _question("a4-01")
    gains = [b - a for a, b in pairwise(shown)]
    assert max(gains) == gains[0] > gains[1] + 5
    item, key = ITEMS["a4-01"]
    assert item.options[key.answer] == "Jam 0 sampai 6"


def test_who_does_not_believe():
    """a4-02: its table is the kept one, and all but the believers do not believe."""
    kept = {row["jam"]: row for row in _table("sebaran-a4-baca")}
    for hour in ("6", "12", "24", "48"):
        seen, believing = kept[hour]["membaca"], kept[hour]["percaya"]
        line = f"| {hour} | {seen}% | {believing}% |".replace(".", ",")
        assert line in _question("a4-02")
    assert ITEMS["a4-02"][1].answer == pytest.approx(100 - float(kept["12"]["percaya"]))


@pytest.mark.parametrize("name", ["a4-03", "a4-04", "a4-k03", "a4-k04"])
def test_the_least_share_that_meets_the_target(name):
    """The first setting at which the curve ends at the target or below, and no later
    one rises above it again."""
    item, key = ITEMS[name]
    ends: dict[float, tuple[float, float]] = {}
    for row in _table(item.settings["simulasi"]):
        share, hour, value = (float(row[one]) for one in ("nilai", "x", "y"))
        ends[share] = max(ends.get(share, (0.0, 0.0)), (hour, value))
    target = item.settings["sasaran"]
    good = sorted(share for share, (_, value) in ends.items() if value <= target)
    assert good[0] == key.answer
    assert good == [share for share in sorted(ends) if share >= key.answer]
    hours = {hour for hour, _ in ends.values()}
    assert hours == {24}


def test_writing_needs_fewer_checkers_than_silence():
    """Same target, same village: far fewer."""
    for silent, writing in (("a4-03", "a4-04"), ("a4-k03", "a4-k04")):
        assert (
            ITEMS[silent][0].settings["sasaran"]
            == (ITEMS[writing][0].settings["sasaran"])
        )
        assert ITEMS[writing][1].answer <= ITEMS[silent][1].answer - 20


@pytest.mark.parametrize(
    ("name", "table", "base"),
    [
        ("a4-05", "a4-anggota", 60.6),
        ("a4-k05", "a4-anggota-kuis", 58.8),
    ],
)
def test_the_outcome_of_an_allocation_is_near_the_kept_means(name, table, base):
    """The formula strays less than a point, and the key is the best of the table."""
    item, key = ITEMS[name]
    text = (project_root() / "benchmarks" / f"{table}.csv").read_text("utf-8")
    lines = csv.DictReader(text.splitlines())
    rows = [{k: float(v) for k, v in line.items()} for line in lines]
    outcome = parse(key.outcome)
    for row in rows:
        counts = {one: int(row[one]) for one in ROWS}
        assert base - float(outcome.value(counts)) == pytest.approx(
            row["percaya"], abs=1
        )
    best = min(rows, key=lambda row: row["percaya"])
    assert {one: best[one] for one in ROWS} == key.answer
    assert all(best[one] <= high for one, (_, high) in item.settings["batas"].items())


@pytest.mark.parametrize(
    ("name", "village", "early"),
    [("a4-06", "sebelah", "0,5 jam"), ("a4-k06", "sukateliti", "2 jam")],
)
def test_the_price_of_a_late_correction(name, village, early):
    """Believers after 12 hours' delay less those after the early one."""
    first, late = (_end("jeda", village, one) for one in (early, "12 jam"))
    key = ITEMS[name][1]
    assert key.answer == pytest.approx(late["garis_2"] - first["garis_2"], abs=0.01)
    # Taking the other line is a known mistake, and far from the key.
    other = late["garis_1"] - first["garis_1"]
    assert abs(other - key.answer) > 2 * key.tolerance
    ranges = [one for one in key.feedback if isinstance(one, tuple)]
    assert any(low <= other <= high for low, high in ranges)


def test_the_lesson_does_not_answer_for_the_other_village():
    """No two delays of the lesson's village give a difference that a4-06 accepts."""
    delays = ("0,5 jam", "2 jam", "6 jam", "12 jam")
    ends = [_end("jeda", "sukateliti", one) for one in delays]
    key = ITEMS["a4-06"][1]
    for early, late in combinations(ends, 2):
        for line in ("garis_1", "garis_2"):
            assert abs(late[line] - early[line] - key.answer) > 2 * key.tolerance


def test_two_posters_hold_back_the_hoax_alike():
    """a4-07: its table is the kept one; the readers of the warning differ by far."""
    rows = {
        (row["pengatur_1"], row["pengatur_2"]): row
        for row in _table("sebaran-a4-percobaan")
        if (row["percobaan"], row["desa"]) == ("curiga", "sebelah")
    }
    told = [rows[one] for one in (("0%", "0%"), ("30%", "0%"), ("0%", "30%"))]
    for row in told:
        assert f"| {row['garis_2']}% |".replace(".", ",") in _question("a4-07")
    _, suspicious, checking = told
    assert float(checking["garis_1"]) > float(suspicious["garis_1"]) + 10
    praise = ITEMS["a4-07"][1].feedback["benar"]
    for row in (suspicious, checking):
        assert f"{row['garis_1']}%".replace(".", ",") in praise


GOOD = (
    "Hari Selasa, 6 April 2027, posyandu Dusun Simak buka pukul 08.00 di balai dusun. "
    "Kata Bu Ningsih. Ditunggu ya!",
    "Pukul 08.00 besok posyandu tetap berjalan di balai dusun. Sumber: kader Ningsih. "
    "Sampai jumpa di sana.",
    "Menurut Bu Ningsih, posyandu besok tetap buka pk. 8 di balai dusun. Tolong "
    "teruskan.",
    "Saya baru bertanya kepada Bu Ningsih: posyandu besok jam 8 tetap buka di balai "
    "dusun. Yuk datang.",
    "Warga, posyandu Dusun Simak buka besok jam 8 di balai dusun. Ini kata Ibu "
    "Ningsih. Datang, ya.",
)


@pytest.mark.parametrize("text", GOOD)
def test_a_good_correction_passes_every_rule(text):
    """However it begins and whatever it asks people to do."""
    item, key = ITEMS["a4-08"]
    marked = f"LATIHAN — {text} #LatihanBijak"
    assert score(item, marked, key).points == key.total


@pytest.mark.parametrize(
    "text",
    [
        "Singkong, garam, dan minyak bersih: itulah isi keripik Bu Sari. Pagi ini Bu "
        "Ningsih melihat dapurnya. Tolong teruskan.",
        "Pagi ini Bu Ningsih melihat dapur Bu Sari: singkong, garam, minyak bersih. "
        "Ayo pesan lagi.",
    ],
)
def test_a_good_correction_of_the_lesson_passes_every_rule(text):
    """The twin in the lesson is as open as the item."""
    item, key = ITEMS["a4-k08"]
    assert score(item, f"LATIHAN — {text} #LatihanBijak", key).points == key.total


def test_a_correction_that_spreads_the_error_is_not_full():
    """Right words, wrong news: the news itself and the words to avoid are missed."""
    item, key = ITEMS["a4-08"]
    text = (
        "LATIHAN — Posyandu besok tidak ada, jangan ke balai dusun pukul 08.00. Kader "
        "Ningsih akan datang lebih awal. Kabari semua. #LatihanBijak"
    )
    assert score(item, text, key).points <= key.total - 1.5


def test_what_is_read_from_the_dial():
    """a4-k02: 20 % check and keep silent."""
    assert ITEMS["a4-k02"][1].answer == _end("diam", "sukateliti", "20%")["garis_2"]


def test_numbers_told_in_the_lesson_are_those_of_the_trials():
    """58,8; days 19 and 20; the ceiling; 15 against 30 members; warnings."""
    path = project_root() / "curriculum" / f"{MODULE}.ipynb"
    prose = "\n".join(c.source for c in read_notebook(path).cells)
    rows = _table("sebaran-a4-percobaan")

    def end(*wanted: str, line: str = "garis_2") -> str:
        (row,) = (r for r in rows if tuple(r.values())[: len(wanted)] == wanted)
        return f"{float(row[line]):g}%".replace(".", ",")

    told = [
        end("diam", "sukateliti", "0%"),
        end("dasar", "sukateliti", "ke-19", line="garis_1"),
        end("dasar", "sukateliti", "ke-20", line="garis_1"),
        end("kim", "sukateliti", "15 orang", "yang grupnya terbanyak"),
        end("kim", "sukateliti", "30 orang", "acak"),
        end("curiga", "sukateliti", "50%", "0%", line="garis_1"),
        end("curiga", "sukateliti", "0%", "30%", line="garis_1"),
    ]
    assert told == ["58,8%", "22,7%", "73,7%", "22,7%", "28,9%", "36%", "58,8%"]
    rounded = ["(percaya 23%)", "(29%)"]  # 22,7% and 28,9%
    assert all(one in prose for one in [*told[:3], *rounded, *told[5:]])
    outside = sum(not groups for groups in village_of("sukateliti").member_of)
    assert (outside, round(100 * (1 - outside / 600), 1)) == (100, 83.3)
    assert "tidak dapat melewati 83,3%" in prose
    days = [float(r["garis_1"]) for r in rows if r["percobaan"] == "dasar"]
    assert (min(days[:20]), max(days[:20])) == (22.7, 73.7)


def test_the_challenge_is_what_the_table_of_days_holds():
    """Reckoned without pandas: rows once, means in percent, days above a half."""
    raw = [tuple(row.values()) for row in _table("sebaran-a4-hari")]
    rows = list(dict.fromkeys(raw))
    key = ITEMS["a4-10"][1]
    assert (len(raw), len(rows)) == (607, key.answer["banyak"])
    means = {}
    for way in {way for _, way, *_ in rows}:
        heads = [int(believing) for _, one, _, believing in rows if one == way]
        means[way] = round(sum(heads) / len(heads) / 6, 1)
    wanted = sorted(means.items(), key=lambda pair: pair[1])
    assert [(row["cara"], row["persen"]) for row in key.answer["rata"]] == wanted
    assert key.answer["tinggi"] == [mean for _, mean in wanted]
    big = [r for r in rows if r[1] == "tanpa pemeriksa" and int(r[3]) > 300]
    assert key.answer["hari_besar"] == len(big)


def test_the_poster_and_the_call_ask_the_same_of_two_places():
    """The right effect and reason never stand in the same place twice."""
    places = []
    for name in ("a4-07", "a4-k07"):
        item, key = ITEMS[name]
        tiers = {"jawaban": [*item.options], "alasan": [*item.settings["alasan"]]}
        places.append({t: ids.index(key.answer[t]) for t, ids in tiers.items()})
    assert places[0]["jawaban"] != places[1]["jawaban"]
    assert places[0]["alasan"] != places[1]["alasan"]


def test_the_guide_prints_the_numbers_of_the_trials():
    """What a trainer reads out without electricity is what the screen shows."""
    guide = (project_root() / "docs" / "pelatih" / f"{MODULE}.md").read_text("utf-8")
    lines = re.findall(r"^\| (.+?) \| ([\d,]+)% \| ([\d,]+)% \|$", guide, re.MULTILINE)
    assert len(lines) >= 10
    kept = {
        (float(row["garis_1"]), float(row["garis_2"]))
        for row in _table("sebaran-a4-percobaan")
    }
    for _, first, second in lines:
        pair = tuple(float(one.replace(",", ".")) for one in (first, second))
        assert pair in kept
