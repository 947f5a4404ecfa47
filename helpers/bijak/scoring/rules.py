"""The rules that judge a table: counts, types, order and arithmetic.

Rows that say nothing do not count. A rule about every row holds only where at least
half of the rows asked for are there; a table of one row does not obey it yet.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise

from ..dates import read_clock, read_date
from ..formulas import BadFormula, Formula, exact, parse
from ..items import Item
from ..items.rules import rule_columns
from .by_rules import BROKEN, PASSED, THIN
from .cells import (
    CHOICE,
    CLOCK,
    DATE,
    NUMBER,
    TEXT,
    Cell,
    Column,
    Row,
    columns_of,
    fixed_rows,
    folded,
    is_filled,
    read_rows,
)
from .number import matches
from .text_rules import has_phrase


@dataclass(frozen=True)
class Table:
    """A table as rules see it.

    Attributes:
        columns: column id → column.
        rows: row id → its cells: all fixed rows, or the others that hold anything.
        asked: how many rows are wanted at least.
    """

    columns: Mapping[str, Column]
    rows: Mapping[str, Row]
    asked: int

    @property
    def enough(self) -> int:
        """Rows from which on a rule about every row can be said to hold."""
        return math.ceil(self.asked / 2)

    @property
    def filled(self) -> list[Row]:
        """The rows that say something."""
        return [row for row in self.rows.values() if is_filled(row)]

    def cells(self, column: str) -> list[Cell]:
        """The cells of a column in which something can be read."""
        return [row[column] for row in self.filled if row[column].value is not None]


def read_table(
    item: Item, answer: object, rules: Mapping[str, Mapping] | None = None
) -> Table:
    """Read an answer for rules; without ``rules`` for those that are shown."""
    rules = item.rules if rules is None else rules
    fixed = fixed_rows(item)
    rows = read_rows(item, answer)
    wanted = [
        rule.get("min", 1)
        for rule in rules.values()
        if rule["uji"] in {"jumlah_baris", "ada", "berbeda"}
    ]
    return Table(
        columns_of(item),
        {name: row for name, row in rows.items() if fixed or _is_typed(row)},
        len(fixed) or max([1, *wanted]),
    )


def _is_typed(row: Row) -> bool:
    return any(cell.typed for cell in row.values())


def judge_table(table: Table, rules: Mapping[str, Mapping]) -> dict[str, str]:
    """How each rule comes out: rule id → ``PASSED``, ``BROKEN`` or ``THIN``.

    Raises:
        KeyError: a rule lacks what its test needs (the author's mistake).
    """
    if not table.filled:
        return dict.fromkeys(rules, BROKEN)
    states = {name: _TESTS[rule["uji"]](table, rule) for name, rule in rules.items()}
    return {**states, **dict.fromkeys(_guessed(table, rules), BROKEN)}


def _guessed(table: Table, rules: Mapping[str, Mapping]) -> list[str]:
    """Rules about single cells of a column where one option was chosen for all rows.

    The same option everywhere is right somewhere, but it is no answer.
    """
    keyed: dict[str, dict[str, object]] = {}
    for name, rule in rules.items():
        if rule["uji"] == "sesuai" and table.columns[rule["kolom"]].kind == CHOICE:
            keyed.setdefault(rule["kolom"], {})[name] = repr(rule["isi"])
    return [
        name
        for column, wanted in keyed.items()
        if len(set(wanted.values())) > 1
        and len({cell.value for cell in table.cells(column)}) == 1
        and len(table.cells(column)) > 1
        for name in wanted
    ]


def _state(holds: bool) -> str:
    return PASSED if holds else BROKEN


def _every(holds: Iterable[bool], least: int) -> str:
    """A rule about every row: broken by one, and only believed with enough of them."""
    seen = list(holds)
    if not all(seen):
        return BROKEN
    return PASSED if len(seen) >= least else THIN


def _within(count: float, rule: Mapping) -> bool:
    low, high = rule.get("min", float("-inf")), rule.get("maks", float("inf"))
    return matches(count, (low, high))


def _row_count(table: Table, rule: Mapping) -> str:
    return _state(_within(len(table.filled), rule))


def _complete(table: Table, rule: Mapping) -> str:
    names = rule_columns(rule, table.columns)
    holes = (
        all(row[name].value is not None for name in names)
        for row in table.rows.values()
    )
    return _every(holes, table.enough)


def _typed_well(table: Table, rule: Mapping) -> str:
    names = rule_columns(rule)
    typed = [row[n] for row in table.rows.values() for n in names if row[n].typed]
    return _every((cell.value is not None for cell in typed), table.enough)


def _different(table: Table, rule: Mapping) -> str:
    names = rule_columns(rule)
    values = [tuple(row[name].value for name in names) for row in table.filled]
    whole = [value for value in values if None not in value]
    if "min" in rule:
        return _state(len(set(whole)) >= rule["min"])
    if len(set(whole)) < len(whole):
        return BROKEN
    return PASSED if len(whole) >= max(2, table.enough) else THIN


def _alternatives(wanted: object) -> list:
    return list(wanted) if isinstance(wanted, (list, tuple)) else [wanted]


def _meets(column: Column, cell: Cell, wanted: object, slack: float = 0.0) -> bool:
    """Whether a cell holds one wanted thing; a text only has to be the same words."""
    if cell.value is None:
        return False
    if column.kind == NUMBER:
        return matches(cell.value, wanted, slack)
    if column.kind == DATE:
        return cell.value == read_date(wanted).value
    if column.kind == CLOCK:
        return cell.value == read_clock(wanted, column.unit).value
    return cell.value == (folded(wanted) if column.kind == TEXT else wanted)


def _holds_one(column: Column, cell: Cell, wanted: object) -> bool:
    if column.kind == TEXT:
        return any(has_phrase(str(cell.value), one) for one in _alternatives(wanted))
    return any(_meets(column, cell, one) for one in _alternatives(wanted))


def _present(table: Table, rule: Mapping) -> str:
    name = rule["kolom"]
    cells = table.cells(name)
    column = table.columns[name]
    count = sum(_holds_one(column, cell, rule["isi"]) for cell in cells)
    if "min" not in rule and "maks" in rule:
        return _every([count <= rule["maks"]] * max(1, len(cells)), table.enough)
    return _state(_within(count, {"min": 1, **rule}))


def _agrees(table: Table, rule: Mapping) -> str:
    name = rule["kolom"]
    cell = table.rows.get(str(rule["baris"]), {}).get(name, Cell())
    slack = rule.get("toleransi", 0.0)
    return _state(
        any(
            _meets(table.columns[name], cell, one, slack)
            for one in _alternatives(rule["isi"])
        )
    )


def _in_order(table: Table, rule: Mapping) -> str:
    values = [cell.value for cell in table.cells(rule["kolom"])]
    return _every((a <= b for a, b in pairwise(values)), max(1, table.enough - 1))


def _in_range(table: Table, rule: Mapping) -> str:
    name = rule["kolom"]
    kind = table.columns[name].kind
    read = {DATE: read_date, CLOCK: read_clock}.get(kind)
    bounds = {
        bound: read(rule[bound]).value if read else rule[bound]
        for bound in ("min", "maks")
        if bound in rule
    }
    return _every(
        (
            bounds.get("min", cell.value)
            <= cell.value
            <= bounds.get("maks", cell.value)
            for cell in table.cells(name)
        ),
        table.enough,
    )


def _sum(table: Table, rule: Mapping) -> str:
    values = [cell.value for cell in table.cells(rule["kolom"])]
    if not _within(math.fsum(values), rule):
        return BROKEN
    return PASSED if len(values) >= table.enough else THIN


def _without(table: Table, rule: Mapping) -> str:
    texts = [name for name, column in table.columns.items() if column.kind == TEXT]
    names = rule_columns(rule, texts)
    return _every(
        (
            not any(
                has_phrase(folded(row[name].typed), word)
                for name in names
                for word in _alternatives(rule["kata"])
            )
            for row in table.filled
        ),
        table.enough,
    )


def _computed(table: Table, rule: Mapping) -> str:
    formula = parse(rule["rumus"])
    rows = [
        row
        for row in table.filled
        if all(row[name].value is not None for name in formula.names)
    ]
    return _every((_right_sum(row, rule, formula) for row in rows), table.enough)


def _right_sum(row: Row, rule: Mapping, formula: Formula) -> bool:
    found = row[rule["kolom"]].value
    try:
        names = {name: exact(row[name].value) for name in formula.names}
        wanted = float(formula.value(names))
    except BadFormula:
        return False
    return found is not None and matches(found, wanted, rule.get("toleransi", 0.0))


_TESTS: dict[str, Callable[[Table, Mapping], str]] = {
    "jumlah_baris": _row_count,
    "terisi": _complete,
    "jenis": _typed_well,
    "berbeda": _different,
    "ada": _present,
    "sesuai": _agrees,
    "urut": _in_order,
    "antara": _in_range,
    "jumlah": _sum,
    "tanpa": _without,
    "hitung": _computed,
}
