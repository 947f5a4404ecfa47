"""C3: the keys follow from the world that the participant sees."""

import math
import re
from datetime import date
from itertools import combinations, product

import pytest

from bijak.authoring.synthetic import c3
from bijak.datasets import muat_data
from bijak.formulas import parse
from bijak.items import read_rows
from bijak.notebooks import read_items, read_notebook, read_quizzes
from bijak.paths import data_folder, project_root
from bijak.scoring import score
from bijak.tools.completeness import look_at
from bijak.tools.coverage import best_plans, households_of, reach, without
from bijak.tools.masking import find

MODULE = "c3-kim-adinda"
HOURS = {"wa": 2, "papan": 3, "temu": 4, "radio": 2, "web": 1}
QUIZ_HOURS = {"wa": 1, "papan": 2, "temu": 3, "radio": 2}
_DATE = re.compile(r"\b\d{1,2} (?:Maret|April) 2027\b")
_PLACE = re.compile(r"\b(?:RT \d\d|pasar desa|Balai Desa|perpustakaan desa|Dusun \w+)")


@pytest.fixture(scope="module")
def source():
    return read_notebook(project_root() / "solutions" / MODULE / f"{MODULE}.ipynb")


@pytest.fixture(scope="module")
def items(source):
    return read_items(source)


@pytest.fixture(scope="module")
def quizzes():
    return read_quizzes(
        read_notebook(project_root() / "curriculum" / f"{MODULE}.ipynb")
    )


def homes(name: str, channels) -> list:
    return households_of(muat_data(name).to_dict("records"), list(channels))


def test_the_tables_are_what_the_script_makes():
    """Byte for byte, with their seed."""
    for name, text in c3.tables().items():
        assert text == (data_folder() / name).read_text(encoding="utf-8"), name


@pytest.mark.parametrize(
    ("data", "item_id", "hours", "total"),
    [
        ("kk-saluran-c3", "c3-05", HOURS, 8),
        ("kk-saluran-c3-kuis", "c3-k05", QUIZ_HOURS, 5),
    ],
)
def test_the_formula_counts_households(data, item_id, hours, total, items, quizzes):
    """However hours are given it counts distinct households; too few bring none."""
    key = items[item_id].key if item_id in items else quizzes[item_id][1]
    households = homes(data, hours)
    others = without(households, "wa")
    least = 104 if item_id == "c3-05" else 0
    formula = parse(key.outcome)
    for given in product(*(range(need + 1) for need in hours.values())):
        amounts = dict(zip(hours, given, strict=True))
        run = [one for one, need in hours.items() if amounts[one] == need]
        fair = reach(others, run) >= least
        assert fair * reach(households, run) == formula.value(amounts), amounts
    best = best_plans(households, hours, total)
    assert [{one for one, amount in key.answer.items() if amount}] == best


def test_the_condition_is_a_share_of_the_households_without_groups():
    """60 % of 172, rounded up."""
    others = without(homes("kk-saluran-c3", HOURS), "wa")
    assert 172 == len(others)
    assert 104 == math.ceil(0.6 * len(others))


def test_the_table_in_the_question_is_the_data(source):
    """Each pattern's households stand in the text of the item."""
    text = next(cell.source for cell in source.cells if cell["id"] == "c3-05-teks")
    counts = [int(n) for n in re.findall(r"\| (\d+) \|", text)]
    assert 400 == sum(counts) == len(muat_data("kk-saluran-c3"))
    assert sorted(counts) == sorted(c3.VILLAGE.values())


def test_the_best_plan_reaches_those_without_groups():
    """Three of four households without a group hear of it, and most of all."""
    others = [one for one in homes("kk-saluran-c3", HOURS) if "wa" not in one]
    assert 172 == len(others)
    assert 134 == reach(others, ["temu", "radio"])
    assert 362 == reach(homes("kk-saluran-c3", HOURS), ["wa", "temu", "radio"])


def test_adding_up_leads_elsewhere(items):
    """The plan with the largest plain sum leaves too many out and earns nothing."""
    households = homes("kk-saluran-c3", HOURS)
    plans = [plan for size in range(6) for plan in combinations(HOURS, size)]
    affordable = [plan for plan in plans if sum(HOURS[one] for one in plan) <= 8]
    loud = max(affordable, key=lambda p: sum(reach(households, [one]) for one in p))
    assert {"wa", "papan", "radio", "web"} == set(loud)
    answer = {one: str(HOURS[one]) if one in loud else "0" for one in HOURS}
    graded = items["c3-05"]
    assert 0 == score(graded.item, answer, graded.key).share


@pytest.mark.parametrize(
    "answer",
    [{"wa": "2"}, {"papan": "2", "temu": "3", "radio": "1", "wa": "1"}, {"temu": "4"}],
)
def test_easy_plans_earn_nothing(items, answer):
    """The naive plan, a plan of unfinished hours, and one channel alone."""
    graded = items["c3-05"]
    assert 0 == score(graded.item, answer, graded.key).share


def test_every_report_without_a_date_lacks_when(items):
    """And the others name one: the key of *kapan* is the date, nothing else."""
    graded = items["c3-02"]
    for row, text in graded.item.settings["baris"].items():
        lacks = graded.key.answer[row]["kurang"] == "kapan"
        assert lacks == (not _DATE.search(text)), text
        assert lacks == (look_at("kapan", text).state != "there")


def test_every_report_without_a_place_lacks_where(items):
    """The same for the place."""
    graded = items["c3-02"]
    for row, text in graded.item.settings["baris"].items():
        lacks = graded.key.answer[row]["kurang"] == "di_mana"
        assert lacks == (not _PLACE.search(text)), text


def test_a_cause_is_named_by_its_word(items):
    """*Mengapa* is missing exactly where nothing says why."""
    graded = items["c3-02"]
    causes = ("karena", "lapuk", "terlindas")
    for row, text in graded.item.settings["baris"].items():
        lacks = graded.key.answer[row]["kurang"] == "mengapa"
        assert lacks == (not any(word in text for word in causes)), text


def test_the_percentage():
    """12 of 17, rounded to one digit."""
    assert 70.6 == round(100 * 12 / 17, 1)
    assert math.isclose(100 * 9 / 14, 64.3, abs_tol=0.05)


def test_the_day_before_yesterday(items):
    """Written on Monday 5 April 2027: Saturday 3 April."""
    assert 0 == date(2027, 4, 5).weekday()
    assert "3 April 2027" == items["c3-03"].key.answer["lembar"]["kapan"]


def test_the_sample_sheet_holds_no_personal_data(items):
    """What the trainer's sample writes, the masking tool finds clean."""
    texts = items["c3-03"].key.answer["lembar"].values()
    assert [] == [found for text in texts for found in find(text)]


def test_other_ways_of_writing_the_sheet_earn_all(items):
    """RT 8, an ISO date, other words: the rules ask for facts, not for phrases."""
    graded = items["c3-03"]
    cells = {
        "apa": "dermaga rusak, 2 papan copot",
        "siapa": "para nelayan danau",
        "kapan": "03/04/2027",
        "di_mana": "Dsn Runut RT 8",
        "mengapa": "ditabrak perahu lepas",
        "bagaimana": "ada yang tergelincir",
        "sumber": "peran",
        "status": "pasti",
    }
    assert 1 == score(graded.item, {"lembar": cells}, graded.key).share


def test_copying_the_number_costs(items):
    """The commonest mistake loses its points and gets its sentence."""
    graded = items["c3-03"]
    cells = {**graded.key.answer["lembar"], "siapa": "nelayan, HP 08xx-xxxx-xx00"}
    verdict = score(graded.item, {"lembar": cells}, graded.key)
    assert 3.5 / 4 == pytest.approx(verdict.share)
    assert graded.key.feedback["nomor"] in verdict.sentences


def test_potential_without_permission_is_not_used(source):
    """The profile of the item is a row of the data, and its owner agreed."""
    row = read_rows("potensi-desa-c3")["p03"]
    text = next(cell.source for cell in source.cells if cell["id"] == "c3-07-teks")
    for column in ("nama", "lokasi", "musim", "akses", "kontak_peran"):
        assert row[column] in text
    assert "mengizinkan" in row["izin"]
    assert 30 == len(read_rows("potensi-desa-c3"))


def test_criticism_is_among_the_tasks_of_kim(items, quizzes):
    """Passing criticism on is no watching of neighbours."""
    for item, key in (
        (items["c3-08"].item, items["c3-08"].key),
        quizzes["c3-k08"],
    ):
        critical = [one for one, text in item.options.items() if "kritik" in text]
        assert critical
        assert not set(critical) & set(key.answer)


def test_the_loose_reports_are_no_graded_ones(items):
    """Rows to look at and rows that are graded are disjoint."""
    seen = set(muat_data("aspirasi-warga-c3")["teks"])
    assert not seen & set(items["c3-02"].item.settings["baris"].values())


@pytest.mark.parametrize(
    ("column", "written"),
    [
        ("apa", "Lantai dermaga copot dua lembar"),
        ("siapa", "2 orang pencari ikan"),
        ("mengapa", "perahu hanyut menghantamnya"),
        ("bagaimana", "ada yang tergelincir, kini diberi tali"),
        ("di_mana", "RT 8 Runut"),
    ],
)
def test_one_more_way_of_writing_the_sheet(items, column, written):
    """What careful people wrote in one field of the sheet earns all."""
    graded = items["c3-03"]
    cells = {**graded.key.answer["lembar"], column: written}
    assert 1 == score(graded.item, {"lembar": cells}, graded.key).share


def test_a_profile_in_other_words_earns_all(items):
    """Months and metres in words, another name for the notes, another order."""
    text = (
        "LATIHAN — Dari catatan dalam buku KIM tanggal 2/4/2027: warga RT 8 Dusun "
        "Simak punya air terjun. Datanglah antara bulan sebelas dan bulan lima. "
        "Satu-satunya jalan masuk ialah jalan setapak, delapan ratus meter panjangnya, "
        "jadi pakailah sandal yang kuat dan bawalah air minum sendiri. Kunjungan "
        "dibolehkan pengelola. Bertanyalah lebih dulu kepada pengurus kelompok wisata "
        "tentang cuaca hari itu. Bawalah pulang sampah Anda. #LatihanBijak"
    )
    graded = items["c3-07"]
    assert 1 == score(graded.item, text, graded.key).share


def test_the_forbidden_praise_stands_in_the_question(items, source):
    """Nobody is judged by a word that the question does not name."""
    text = next(cell.source for cell in source.cells if cell["id"] == "c3-07-teks")
    for word in items["c3-07"].item.rules["pujian"]["isi"]:
        assert word.rstrip("*") in text


def test_a_good_title_without_the_word_lamp_first(items):
    """*Penerangan jalan* names the matter as well."""
    graded = items["c3-10"]
    cells = {
        **graded.key.answer["paket"],
        "judul": "LATIHAN — Penerangan jalan RT 03 Simak pulih, lampunya terang",
    }
    assert 1 == score(graded.item, {"paket": cells}, graded.key).share
