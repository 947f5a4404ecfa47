"""Tables that break a rule, made out of the author's sample."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from ..items import Item, Key
from ..items.rules import rule_columns
from .by_rules import BROKEN, all_rules, sentence_of
from .cells import (
    CHOICE,
    CLOCK,
    DATE,
    NUMBER,
    TEXT,
    Column,
    columns_of,
    fixed_rows,
    most_rows,
    plainly,
    read_cell,
)
from .rules import Table, judge_table, read_table
from .specimens import Specimen

Rows = dict[str, dict[str, str]]
Breaker = Callable[[Rows, Mapping, Mapping[str, Column]], Rows]

_UNREADABLE = "kira-kira segitu"
_EARLY = {DATE: "1 Januari 1900", CLOCK: "00.00"}
_LATE = {DATE: "31 Desember 2999", CLOCK: "23.59"}


def broken_tables(item: Item, key: Key) -> Iterator[Specimen]:
    """Tables that must earn less than all.

    One row, one row copied all over, a row of x's, each column that a rule looks at
    left blank, and for each rule the sample changed so that it breaks the rule.
    """
    sample = {str(row): dict(cells) for row, cells in key.answer.items()}
    first, columns = next(iter(sample)), columns_of(item)
    yield Specimen("baris berisi x", {first: dict.fromkeys(columns, "x")}, 0.0)
    if len(sample) > 1:
        yield Specimen("satu baris", {first: sample[first]}, None)
        copied = {row: sample[first] for row in sample}
        yield Specimen("semua baris sama", copied, 0.0)
    rules = all_rules(item, key)
    judged = {name for rule in rules.values() for name in rule_columns(rule, columns)}
    for name in (one for one in columns if one in judged):
        yield Specimen(f"tanpa kolom {name}", _blank(sample, name), None)
    for name, rule in rules.items():
        answer = _BREAKERS[rule["uji"]](sample, rule, columns)
        table = read_table(item, answer, rules)
        fits = len(answer) <= most_rows(item) or fixed_rows(item)
        if fits and judge_table(table, rules)[name] == BROKEN:
            sentence = "" if _copied(table) else sentence_of(key, name, rule)[0]
            yield Specimen(f"melanggar {name}", answer, None, sentence)


def _copied(table: Table) -> bool:
    """Whether the whole table is one row again and again, which has its own words."""
    rows = [tuple(c.value for c in row.values()) for row in table.filled]
    return len(set(rows)) < 2


def _blank(rows: Rows, column: str) -> Rows:
    return _with_column(rows, column, dict.fromkeys(rows, ""))


def _with_column(rows: Rows, column: str, texts: Mapping[str, str]) -> Rows:
    """The rows with other texts in one column; rows that are not named keep theirs."""
    return {
        row: {**cells, column: texts.get(row, cells.get(column, ""))}
        for row, cells in rows.items()
    }


def _change_count(rows: Rows, rule: Mapping, _: Mapping) -> Rows:
    if rule.get("min", 0) > 1:
        return dict(list(rows.items())[: int(rule["min"]) - 1])
    grown = dict(rows)
    while len(grown) <= rule.get("maks", 0):
        grown[str(max(map(int, grown)) + 1)] = dict(list(rows.values())[-1])
    return grown


def _leave_hole(rows: Rows, rule: Mapping, columns: Mapping[str, Column]) -> Rows:
    return _with_column(rows, rule_columns(rule, columns)[0], {list(rows)[-1]: ""})


def _mistype(rows: Rows, rule: Mapping, _: Mapping) -> Rows:
    texts = dict.fromkeys(rows, _UNREADABLE)
    return _with_column(rows, rule_columns(rule)[0], texts)


def _repeat(rows: Rows, rule: Mapping, _: Mapping) -> Rows:
    changed, first = rows, next(iter(rows))
    for name in rule_columns(rule):
        changed = _with_column(
            changed, name, dict.fromkeys(rows, rows[first].get(name, ""))
        )
    return changed


def _hide_wanted(rows: Rows, rule: Mapping, columns: Mapping[str, Column]) -> Rows:
    column = columns[rule["kolom"]]
    if "min" in rule or "maks" not in rule:
        return _blank(rows, column.id)
    wanted = rule["isi"]
    one = wanted[0] if isinstance(wanted, (list, tuple)) else wanted
    return _with_column(rows, column.id, dict.fromkeys(rows, _as_typed(one)))


def _as_typed(value: object) -> str:
    return value if isinstance(value, str) else plainly(value)


def _miss_cell(rows: Rows, rule: Mapping, columns: Mapping[str, Column]) -> Rows:
    row, column = str(rule["baris"]), columns[rule["kolom"]]
    cell = read_cell(column, rows.get(row, {}).get(column.id))
    others = {
        TEXT: "lain sama sekali",
        DATE: _EARLY[DATE],
        CLOCK: _LATE[CLOCK],
        CHOICE: next((one for one in column.options if one != cell.value), ""),
        NUMBER: plainly((cell.value or 0) + rule.get("toleransi", 0) + 1000)
        if column.kind == NUMBER
        else "",
    }
    return _with_column(rows, column.id, {row: others[column.kind]})


def _turn_round(rows: Rows, rule: Mapping, _: Mapping) -> Rows:
    texts = [cells.get(rule["kolom"], "") for cells in rows.values()]
    turned = dict(zip(rows, reversed(texts), strict=True))
    return _with_column(rows, rule["kolom"], turned)


def _leave_range(rows: Rows, rule: Mapping, columns: Mapping[str, Column]) -> Rows:
    kind, first = columns[rule["kolom"]].kind, next(iter(rows))
    if kind == NUMBER:
        outside = rule["maks"] + 1 if "maks" in rule else rule["min"] - 1
        return _with_column(rows, rule["kolom"], {first: plainly(outside)})
    outside = _LATE[kind] if "maks" in rule else _EARLY[kind]
    return _with_column(rows, rule["kolom"], {first: outside})


def _miss_sum(rows: Rows, rule: Mapping, _: Mapping) -> Rows:
    outside = rule["maks"] + 1 if "maks" in rule else rule["min"] - 1
    texts = {**dict.fromkeys(rows, "0"), next(iter(rows)): plainly(outside)}
    return _with_column(rows, rule["kolom"], texts)


def _use_word(rows: Rows, rule: Mapping, columns: Mapping[str, Column]) -> Rows:
    texts = [name for name, column in columns.items() if column.kind == TEXT]
    name, first = rule_columns(rule, texts)[0], next(iter(rows))
    words = rule["kata"] if isinstance(rule["kata"], str) else rule["kata"][0]
    said = f"{rows[first].get(name, '')} {words.rstrip('*')}"
    return _with_column(rows, name, {first: said})


def _miscount(rows: Rows, rule: Mapping, columns: Mapping[str, Column]) -> Rows:
    first, column = next(iter(rows)), columns[rule["kolom"]]
    value = read_cell(column, rows[first].get(column.id)).value or 0
    text = plainly(value + rule.get("toleransi", 0) + 1)
    return _with_column(rows, column.id, {first: text})


_BREAKERS: dict[str, Breaker] = {
    "jumlah_baris": _change_count,
    "terisi": _leave_hole,
    "jenis": _mistype,
    "berbeda": _repeat,
    "ada": _hide_wanted,
    "sesuai": _miss_cell,
    "urut": _turn_round,
    "antara": _leave_range,
    "jumlah": _miss_sum,
    "tanpa": _use_word,
    "hitung": _miscount,
}
