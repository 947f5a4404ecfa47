"""The plan of the test: who gets which sheet when, and where it stands at home."""

from datetime import date
from pathlib import Path

import pytest

from bijak.checking.bank import bank_problems
from bijak.errors import BijakError
from bijak.facts import read_facts
from bijak.instruments import read_test_plan
from bijak.jupyter.cards import cards
from bijak.paths import TEST_PLAN

ROOT = Path(__file__).resolve().parents[2]
WHOLE = (ROOT / TEST_PLAN).read_text(encoding="utf-8")


def written(root: Path, text: str) -> Path:
    """A project that holds only this plan."""
    (root / TEST_PLAN).parent.mkdir()
    (root / TEST_PLAN).write_text(text, encoding="utf-8")
    return root


def test_a_project_may_have_no_test(tmp_path):
    """Then there is no plan."""
    assert None is read_test_plan(tmp_path)


def test_a_row_of_the_bank_is_read():
    """Theme, difficulty, source, and two days."""
    one = read_test_plan(ROOT).bank["j4"]
    assert ("bencana", 1, "fakta:gempa-belum-diprediksi") == (
        one.theme,
        one.difficulty,
        one.source,
    )
    assert date(2026, 11, 22) == one.checked < one.expires


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("diuji_coba = false\n", ""),
        ("urutan = [", "urut = ["),
        ('judul = "Prates"', 'nama = "Prates"'),
        ('["j1", "j2", "j3", "j4"]', '["j1"'),
        (', "bencana", 1, "fakta:gempa-belum-diprediksi"', ', "bencana"'),
    ],
)
def test_a_broken_plan_is_told_plainly(tmp_path, old, new):
    """With the name of the file, never with a traceback."""
    assert old in WHOLE
    root = written(tmp_path, WHOLE.replace(old, new, 1))
    with pytest.raises(BijakError, match=r"tes\.toml"):
        read_test_plan(root)


@pytest.mark.parametrize("code", ["padi-001", "padi-002", "kenanga-4821"])
def test_at_home_a_participant_sees_one_sheet_before_and_one_after(code):
    """Under the names of the occasions, the first after orientation, the last last."""
    shown = [(card.module.title, card.module.id) for card in cards(ROOT, code)]
    mine = read_test_plan(ROOT).order(code)
    assert "orientasi" == shown[0][1]
    assert ("Prates", mine["prates"]) == shown[1]
    assert ("Pascates", mine["pascates"]) == shown[-1]
    assert 2 == sum(name.startswith("tes-") for _, name in shown)
    assert mine["prates"] != mine["pascates"]


def test_a_sheet_of_the_test_is_called_a_test():
    """On its card and its button; an exercise stays one."""
    first, test, *_ = cards(ROOT, "padi-001")
    assert ("latihan", "Buka latihan") == (first.kind, first.opening)
    assert ("tes", "Buka tes") == (test.kind, test.opening)


def test_a_plan_names_the_occasion_of_a_sheet():
    """As the code says; what is no sheet belongs nowhere."""
    plan = read_test_plan(ROOT)
    order = plan.order("padi-001")
    assert "prates" == plan.first.id
    assert "pascates" == plan.occasion("padi-001", order["pascates"]).id
    assert None is plan.occasion("padi-001", "orientasi")


def test_every_theme_stands_in_one_field():
    """And each field names a lesson that is there."""
    plan = read_test_plan(ROOT)
    named = [theme for field in plan.fields for theme in field.themes]
    assert {one.theme for one in plan.bank.values()} == set(named)
    assert len(named) == len(set(named))
    for field in plan.fields:
        assert (ROOT / "curriculum" / f"{field.module}.ipynb").is_file()


def test_the_order_does_not_change_with_what_stands_beside_the_code():
    """A code alone decides; four codes in a row need not get four orders."""
    plan = read_test_plan(ROOT)
    assert plan.order("padi-001") == plan.order("padi-001")
    assert 4 == len({tuple(plan.order(f"padi-{n}").values()) for n in range(40)})


def test_a_theme_without_a_field_is_named(tmp_path):
    """Otherwise a result card would leave its posts out; twice is as wrong."""
    text = WHOLE.replace('tema = ["angka"]', 'tema = ["bencana"]')
    assert text != WHOLE
    found = list(
        bank_problems(written(tmp_path, text), read_facts(), date(2026, 12, 1))
    )
    wrong = [one for one in found if "bidang" in one]
    assert ["angka", "bencana"] == [one.split("tema ")[1].split()[0] for one in wrong]
