"""The sheets of a class are read as they were answered, whoever wrote the files."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bijak.answers import MAX_BYTES, WHOLE, written
from bijak.answers.entries import SURE
from bijak.instruments import read_test_plan
from bijak.items import CLASSIFY
from bijak.results import read_class, read_sitting, read_sittings
from bijak.results.sittings import sheet_items
from bijak.scoring import specimens

ROOT = Path(__file__).resolve().parents[2]
PLAN = read_test_plan(ROOT)
CODE = "padi-001"
BEFORE = PLAN.order(CODE)["prates"]
AT = "2026-11-24T02:{:02}:00+00:00"


def entry(value: object, minute: int = 0) -> dict:
    """A value with its time."""
    return {"isi": value, "pada": AT.format(minute)}


def full(sheet: str) -> dict[str, dict[str, dict]]:
    """Entries of somebody who has all of a sheet right, sure of everything."""
    found = {}
    for name, graded in sheet_items(ROOT, sheet).items():
        right = next(
            one.answer
            for one in specimens(graded.item, graded.key)
            if one.name == "benar"
        )
        if graded.item.kind == CLASSIFY:
            found[name] = {card: entry(label, 1) for card, label in right.items()}
            found[name] |= {f"{SURE}/{card}": entry(4, 1) for card in right}
        else:
            found[name] = {WHOLE: entry(right, 9), SURE: entry(4, 9)}
    return found


def put(home: Path, code: str, sheet: str, data: bytes) -> Path:
    """Lay a graded copy of answers down."""
    path = home / "autograded" / code / sheet / "jawaban.json"
    path.parent.mkdir(parents=True)
    path.write_bytes(data)
    return path


def test_a_full_sheet(tmp_path):
    """24 posts, 12 hoaxes all caught, 8 skill items right, and the times."""
    path = put(tmp_path, CODE, BEFORE, written(BEFORE, full(BEFORE), CODE))
    found = read_sitting(ROOT, PLAN, "prates", CODE, path)
    assert (CODE, "prates", BEFORE) == (found.code, found.occasion, found.sheet)
    assert (24, 12) == (len(found.hoax), sum(found.hoax.values()))
    assert found.hoax == found.called
    assert dict.fromkeys(found.hoax, 4) == found.sure
    assert [True] * 8 == list(found.skills.values())
    assert found.skills.keys() == found.chosen.keys() == found.skill_sure.keys()
    assert datetime(2026, 11, 24, 2, 1, tzinfo=UTC) == found.began
    assert datetime(2026, 11, 24, 2, 9, tzinfo=UTC) == found.ended


def test_every_sheet_has_twelve_of_each():
    """24 posts and 8 skill items on each of the four sheets."""
    for sheet in PLAN.sheets:
        table = sheet_items(ROOT, sheet).values()
        cards = [c for g in table if g.item.kind == CLASSIFY for c in g.item.cards]
        assert (24, 11) == (len(set(cards)), len(table))


def test_what_was_skipped_is_missing(tmp_path):
    """A post without a label is not there, a skill item without answer is None."""
    entries = full(BEFORE)
    card = next(iter(sheet_items(ROOT, BEFORE)[f"{BEFORE}-01"].item.cards))
    del entries[f"{BEFORE}-01"][card]
    del entries[f"{BEFORE}-05"]
    path = put(tmp_path, CODE, BEFORE, written(BEFORE, entries, CODE))
    found = read_sitting(ROOT, PLAN, "prates", CODE, path)
    assert card in found.hoax and card not in found.called
    assert found.skills[f"{BEFORE}-05"] is None
    assert f"{BEFORE}-05" not in found.chosen
    assert (23, 7) == (len(found.called), len(found.chosen))


def test_what_no_form_writes_is_no_answer(tmp_path):
    """Unknown cards, labels, levels and items of other sheets change nothing."""
    other = next(sheet for sheet in PLAN.sheets if sheet != BEFORE)
    card, *rest = sheet_items(ROOT, BEFORE)[f"{BEFORE}-01"].item.cards
    posts = {card: entry(["hoaks"]), rest[0]: entry("HOAKS"), "z99": entry("hoaks")}
    posts[rest[1]] = entry("hoaks")
    entries = {
        f"{BEFORE}-01": posts | {f"{SURE}/{rest[1]}": entry(9)},
        f"{BEFORE}-05": {WHOLE: entry("tidak ada")},
        f"{other}-05": {WHOLE: entry("a", 59)},
        "~bersama": {WHOLE: entry(["melati-1"], 58)},
    }
    path = put(tmp_path, CODE, BEFORE, written(BEFORE, entries, CODE))
    found = read_sitting(ROOT, PLAN, "prates", CODE, path)
    assert {rest[1]: True} == found.called
    assert {} == found.sure
    assert {} == found.chosen
    assert datetime(2026, 11, 24, 2, 0, tzinfo=UTC) == found.ended


def test_an_untouched_sheet_is_no_sitting(tmp_path):
    """No file, no answers, or answers of another sheet only."""
    other = next(sheet for sheet in PLAN.sheets if sheet != BEFORE)
    data = [written(BEFORE, {}, CODE), written(other, full(other), CODE)]
    paths = [tmp_path / "jawaban.json"]
    paths += [put(tmp_path / str(n), CODE, BEFORE, one) for n, one in enumerate(data)]
    read = [read_sitting(ROOT, PLAN, "prates", CODE, path) for path in paths]
    assert [None] * 3 == read


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{",
        b"[]",
        b'{"format": 1, "jawaban"',
        b"\xff\xfe\x00",
        b"[" * 100_000,
        b'{"format": 1, "x": "' + b"a" * MAX_BYTES + b'"}',
    ],
    ids=["empty", "half", "list", "cut", "bytes", "nested", "large"],
)
def test_one_unreadable_file_stops_nobody(tmp_path, data):
    """It is counted, and the others are read."""
    put(tmp_path, CODE, BEFORE, data)
    after = PLAN.order("padi-002")["pascates"]
    put(tmp_path, "padi-002", after, written(after, full(after), "padi-002"))
    found = read_class(ROOT, tmp_path, PLAN)
    got = [(one.code, one.occasion) for one in found.sittings]
    assert ([("padi-002", "pascates")], 1) == (got, found.unreadable)
    assert list(found.sittings) == read_sittings(ROOT, tmp_path, PLAN)


def test_a_sheet_that_the_plan_gives_later_is_missing_now(tmp_path):
    """Counted as not planned, unless its occasion stands on the home page by then."""
    later = PLAN.order(CODE)["bulan-1"]
    put(tmp_path, CODE, later, written(later, full(later), CODE))
    found = read_class(ROOT, tmp_path, PLAN)
    assert ((), 1) == (found.sittings, found.unplanned)
    opened = tuple(replace(one, place="akhir") for one in PLAN.occasions)
    found = read_class(ROOT, tmp_path, replace(PLAN, occasions=opened))
    assert (["bulan-1"], 0) == ([s.occasion for s in found.sittings], found.unplanned)


def test_folders_that_are_no_code_are_passed_over(tmp_path):
    """Such as what a system leaves behind."""
    put(tmp_path, "Salinan dari padi-001", BEFORE, json.dumps({}).encode())
    assert ((), 0) == (
        read_class(ROOT, tmp_path, PLAN).sittings,
        read_class(ROOT, tmp_path, PLAN).unreadable,
    )


def test_nobody(tmp_path):
    """A class without hand-ins has no sittings."""
    assert [] == read_sittings(ROOT, tmp_path, PLAN)
