"""What an allocation shares out, and the answers that anybody would give first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor

from ..formulas import exact
from ..items import Item, Key
from ..numerals import Reading, clear_number, read_number
from ..text import format_number, with_unit
from .grids import Point

LONGEST = 200
"""Letters of one row that are stored and read."""

Amounts = dict[str, Fraction]


@dataclass(frozen=True)
class Plan:
    """What there is to share out, exactly.

    Attributes:
        rows: row id → its label.
        total: how much there is.
        step: every amount is a multiple of it.
        limits: row id → least and most.
        unit: what is shared out.
    """

    rows: Mapping[str, str]
    total: Fraction
    step: Fraction
    limits: Mapping[str, tuple[Fraction, Fraction]]
    unit: str

    def amount(self, value: Fraction) -> str:
        """An amount with its unit: ``Rp250.000``, ``12,5%``, ``3 jam``."""
        return with_unit(format_number(float(value)), self.unit)

    def pair(self, first: Fraction, second: Fraction, between: str) -> str:
        """Two amounts in one breath: ``1 sampai 5 jam``, ``Rp100 dari Rp500``."""
        if self.unit in ("Rp", "%"):
            return f"{self.amount(first)} {between} {self.amount(second)}"
        return f"{format_number(float(first))} {between} {self.amount(second)}"

    def problems(self, amounts: Mapping[str, Fraction]) -> Iterator[str]:
        """What is impossible about single rows, one sentence each."""
        for row, value in amounts.items():
            low, high = self.limits[row]
            # More than there is at all is told once, by `too_much`.
            above = high < value and high < self.total
            if value < 0:
                yield f"{self.rows[row]}: angka tidak boleh kurang dari 0."
            elif value < low or above:
                yield f"{self.rows[row]}: pakai {self.pair(low, high, 'sampai')}."
            elif value % self.step:
                yield f"{self.rows[row]}: pakai kelipatan {self.amount(self.step)}."

    def too_much(self, amounts: Mapping[str, Fraction]) -> str:
        """By how much the total is passed, or nothing."""
        over = sum(amounts.values()) - self.total
        if over <= 0:
            return ""
        return (
            f"{self.amount(over)} terlalu banyak. "
            f"Kurangi sampai {self.amount(self.total)}."
        )

    def grid(self) -> tuple[list[tuple[int, int]], int]:
        """Limits of the rows and the total, counted in steps."""
        limits = [
            (ceil(low / self.step), floor(high / self.step))
            for low, high in self.limits.values()
        ]
        return limits, floor(self.total / self.step)

    def amounts(self, point: Point) -> Amounts:
        """The amounts that a point of the grid stands for."""
        return {
            row: steps * self.step for row, steps in zip(self.rows, point, strict=True)
        }


def plan_of(item: Item) -> Plan:
    """What an item gives to share out; limits that are not stated are 0 and all."""
    total = exact(item.settings["total"])
    stated = item.settings.get("batas") or {}
    limits = {
        row: tuple(exact(end) for end in stated.get(row, (0, total)))
        for row in item.options
    }
    step = exact(item.settings.get("kelipatan", 1))
    return Plan(item.options, total, step, limits, item.unit)


def read_amount(plan: Plan, typed: object) -> Reading | None:
    """How one row's text reads; None when there is nothing in it."""
    if typed is None or (isinstance(typed, str) and not typed[:LONGEST].strip()):
        return None
    return read_number(typed, plan.unit)


def reading_problem(plan: Plan, row: str, typed: object) -> str:
    """Why one row's text is no number, with the row's label; or nothing."""
    reading = read_amount(plan, typed)
    if reading is None or not reading.problem:
        return ""
    problem = reading.problem
    if reading.values:
        ways = " atau ".join(written(exact(value)) for value in reading.values)
        problem = f"angka ini dapat dibaca dua cara. Tulis {ways}."
    return f"{plan.rows[row]}: {problem}"


def written(value: Fraction) -> str:
    """An amount as a person would type it, to be read in one way only."""
    return clear_number(float(value)).replace("−", "-")


def amounts_of(plan: Plan, answer: Mapping) -> Amounts:
    """The rows that can be read, exactly as typed: 0,1 is a tenth."""
    read = {row: read_amount(plan, answer.get(row)) for row in plan.rows}
    return {
        row: exact(reading.value)
        for row, reading in read.items()
        if reading and reading.value is not None
    }


def accepted(plan: Plan, key: Key) -> list[Amounts]:
    """The key as a list of best answers; rows it does not name get nothing."""
    given = key.answer if isinstance(key.answer, (list, tuple)) else [key.answer]
    return [_complete(plan, one) for one in given]


def _complete(plan: Plan, amounts: Mapping) -> Amounts:
    return {row: exact(amounts.get(row, 0)) for row in plan.rows}


def naive(plan: Plan, key: Key) -> Amounts:
    """The author's naive answer, or equal parts."""
    return _complete(plan, key.naive) if key.naive else equal_parts(plan)


def equal_parts(plan: Plan) -> Amounts:
    """Equal parts in whole steps; what remains goes to the first rows with room."""
    limits, units = plan.grid()
    parts = [low for low, _ in limits]
    for _ in range(units - sum(parts)):
        room = [row for row, (_, high) in enumerate(limits) if parts[row] < high]
        if not room:
            break
        # The poorest is next, of equals the first.
        parts[min(room, key=parts.__getitem__)] += 1
    return plan.amounts(tuple(parts))


def everything_on(plan: Plan, row: str) -> Amounts:
    """As much as possible on one row, as little as possible on the others."""
    limits, units = plan.grid()
    parts = [low for low, _ in limits]
    place = list(plan.rows).index(row)
    most = units - sum(parts) + parts[place]
    parts[place] = min(most, limits[place][1])
    return plan.amounts(tuple(parts))
