"""A table to fill, judged by rules, each of which earns its points."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from ..items import Item, Key
from ..items.rules import TABLE_TESTS, rules_problem
from . import by_rules
from .broken_tables import broken_tables
from .cells import is_filled, read_rows, row_title, typed_problems
from .rules import Table, judge_table, read_table
from .specimens import Specimen
from .verdict import EMPTY, INCOMPLETE, JUDGEABLE, UNREADABLE, Finding, Verdict

key_problem = rules_problem

_ALIKE = "Semua baris berisi sama. Isi setiap baris dengan hal yang berbeda."
_NOTES = 5


def check(item: Item, answer: object) -> Finding:
    """Whether all cells can be read, and the shown rules about completeness hold."""
    if not isinstance(answer, dict):
        return UNREADABLE, "Isi tabelnya baris demi baris."
    rows = read_rows(item, answer)
    if not any(cell.typed for row in rows.values() for cell in row.values()):
        return EMPTY, "Tabelnya masih kosong. Mulai dari baris pertama."
    problems = notes(item, answer)
    if problems:
        return INCOMPLETE, problems[0]
    states = judge_table(read_table(item, answer), item.rules)
    for name, rule in item.rules.items():
        if (
            rule["uji"] in {"jumlah_baris", "terisi"}
            and states[name] != by_rules.PASSED
        ):
            return INCOMPLETE, f"Belum terpenuhi: {rule['tulisan'].rstrip('.')}."
    return JUDGEABLE


def notes(item: Item, answer: object) -> list[str]:
    """What cannot be read, cell by cell: ``Baris 2, Tanggal: …``."""
    return [
        f"{row_title(item, name, place)}, {problem}"
        for place, (name, row) in enumerate(read_rows(item, answer).items(), 1)
        for problem in typed_problems(item, row)
    ]


def _alike(table: Table) -> bool:
    """Whether two or more rows say one and the same."""
    rows = [
        tuple(cell.value for cell in row.values())
        for row in table.rows.values()
        if is_filled(row)
    ]
    return len(rows) > 1 and len(set(rows)) == 1


def score(item: Item, answer: Mapping, key: Key) -> Verdict:
    """The points of the rules that hold; one row copied all over earns nothing."""
    rules = by_rules.all_rules(item, key)
    table = read_table(item, answer, rules)
    if _alike(table):
        return Verdict(0.0, (_ALIKE,))
    verdict = by_rules.judge(item, key, judge_table(table, rules), TABLE_TESTS)
    unread = tuple(notes(item, answer)[:_NOTES])
    return replace(verdict, sentences=unread + verdict.sentences)


def right(item: Item, key: Key) -> dict[str, dict[str, str]]:
    """The author's sample."""
    return {str(row): dict(cells) for row, cells in key.answer.items()}


def wrong(item: Item, key: Key) -> Iterator[Specimen]:
    """One row, one row copied, each column blank, each rule broken."""
    yield from broken_tables(item, key)
