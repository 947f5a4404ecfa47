"""The bank of the pre- and post-test: each post and item rests on something fresh."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

from ..facts import Fact
from ..instruments import Question, SheetPlan, read_test_plan
from ..paths import TEST_PLAN
from ..text import long_date

_HERE = ("temuan", "soal")
_FACT = "fakta"
_MAX_DAYS = 366


def bank_problems(root: Path, facts: Mapping[str, Fact], today: date) -> Iterator[str]:
    """What is wrong with the rows of ``tes.toml``.

    Args:
        root: the project; it need not have a test.
        facts: the facts of the kit.
        today: what expires on this day or before is a problem.

    Raises:
        BijakError: the plan of the test cannot be read.
    """
    plan = read_test_plan(root)
    for one in plan.bank.values() if plan else ():
        for problem in _problems(one, facts, today):
            yield f"{TEST_PLAN.name}: butir {one.id} {problem}"
    if plan:
        yield from _field_problems(plan)


def _field_problems(plan: SheetPlan) -> Iterator[str]:
    """Every theme stands in one field, so that a result card leaves none out."""
    named = [theme for field in plan.fields for theme in field.themes]
    for theme in sorted({one.theme for one in plan.bank.values()}):
        if named.count(theme) != 1:
            yield f"{TEST_PLAN.name}: tema {theme} harus ada di tepat satu bidang."


def _problems(one: Question, facts: Mapping[str, Fact], today: date) -> Iterator[str]:
    kind, _, name = one.source.partition(":")
    if kind == _FACT and name not in facts:
        yield f"bersandar pada fakta {name} yang tidak ada."
    elif kind != _FACT and one.source not in _HERE:
        yield f"punya sumber “{one.source}” yang tidak dikenal."
    elif kind == _FACT and one.expires > facts[name].expires:
        yield f"kedaluwarsa sesudah faktanya, {name}."
    if today >= one.expires:
        yield f"kedaluwarsa sejak {long_date(one.expires)}. Periksa lagi."
    if not 0 < (one.expires - one.checked).days <= _MAX_DAYS:
        yield "kedaluwarsa paling lama setahun sesudah dicek."
