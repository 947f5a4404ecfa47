"""Named values that came out of a participant's code, compared one by one.

The answer is plain data: name → number, text, list, or table (a list of rows, each a
mapping of columns). Nothing here ever runs code.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ..items import OTHER, RIGHT, Item, Key
from ..text import join_words
from .specimens import Specimen
from .verdict import EMPTY, INCOMPLETE, JUDGEABLE, UNREADABLE, Finding, Verdict, say

NUMBER, TEXT, LIST, TABLE = "angka", "teks", "daftar", "tabel"

_ROUNDING = 1e-9
_LARGEST = 10**300
_NOT_YET = "Variabel {name} belum ada. Buat di sel kode, lalu jalankan dari atas."
_WRONG_TYPE = "Variabel {name} belum berupa {kind}. Ubah isinya menjadi {kind}."
_NOT_RIGHT = "Isi {name} belum cocok. Periksa lagi langkah hitungannya."
_ROWS = "Banyak baris {name} belum cocok. Periksa lagi penyaringan dan urutannya."
_ROW = "{name}, baris {row}: isi kolom {column} belum cocok."


def is_number(value: object) -> bool:
    """Whether this is a finite number; True and False are none."""
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return False
    return -_LARGEST < value < _LARGEST  # never so for nan


def _is_cell(value: object) -> bool:
    return value is None or isinstance(value, (bool, str)) or is_number(value)


def _is_row(value: object) -> bool:
    return isinstance(value, dict) and all(map(_is_cell, value.values()))


def has_type(value: object, kind: str) -> bool:
    """Whether a value is a number, text, list or table, as it was declared."""
    if kind == NUMBER:
        return is_number(value)
    if kind == TEXT:
        return isinstance(value, str)
    inside = _is_row if kind == TABLE else _is_cell
    return isinstance(value, list) and all(map(inside, value))


def names_of(item: Item) -> dict[str, str]:
    """Name → its type, as the question declares them."""
    return dict(item.settings["nama"])


def check(item: Item, answer: object) -> Finding:
    """Whether every declared name is there and of its type."""
    if not isinstance(answer, dict):
        return UNREADABLE, "Nilai variabel tidak terbaca. Jalankan sel kode dari atas."
    names = names_of(item)
    missing = [name for name in names if name not in answer]
    if len(missing) == len(names):
        return EMPTY, f"Belum ada variabel {join_words(missing)}. Bagian ini bonus."
    problems = [why for name in names if (why := _unusable(item, answer, name))]
    return (INCOMPLETE, problems[0]) if problems else JUDGEABLE


def _unusable(item: Item, answer: Mapping, name: str) -> str:
    """Why a value cannot be compared, or nothing."""
    kind = names_of(item)[name]
    if name not in answer:
        return _NOT_YET.format(name=name)
    if not has_type(answer[name], kind):
        return _WRONG_TYPE.format(name=name, kind=kind)
    return ""


def _slack(key: Key, name: str) -> float:
    tolerance = key.tolerance
    found = tolerance.get(name, 0.0) if isinstance(tolerance, Mapping) else tolerance
    return float(found)


def _same(value: object, target: object, slack: float) -> bool:
    """Whether two cells say the same: numbers within ± slack, texts letter by letter.

    Spaces around a text and the last digits of a float are nobody's mistake.
    """
    if is_number(value) and is_number(target):
        scale = max(1.0, abs(value), abs(target))
        return abs(value - target) <= slack + _ROUNDING * scale
    if isinstance(value, str) and isinstance(target, str):
        return value.strip() == target.strip()
    return type(value) is type(target) and value == target


def _matches(value: object, target: object, slack: float) -> bool:
    """Whether a whole value, list or table meets another."""
    if isinstance(target, (list, tuple)):
        if not isinstance(value, list) or len(value) != len(target):
            return False
        return all(
            _matches(one, other, slack)
            for one, other in zip(value, target, strict=True)
        )
    if isinstance(target, Mapping):
        return isinstance(value, Mapping) and not _off_columns(value, target, slack)
    return _same(value, target, slack)


def _off_columns(row: Mapping, target: Mapping, slack: float) -> list[str]:
    """The columns of the key in which a row is not right; others are passed over."""
    return [
        str(column)
        for column, wanted in target.items()
        if column not in row or not _same(row[column], wanted, slack)
    ]


def _table_hint(name: str, value: list, target: list, slack: float) -> str:
    """Where a table is not right first, never what would be right."""
    if len(value) != len(target):
        return _ROWS.format(name=name)
    for place, (row, wanted) in enumerate(zip(value, target, strict=True), 1):
        for column in _off_columns(row, wanted, slack):
            return _ROW.format(name=name, row=place, column=column)
    return ""


def key_problem(item: Item, key: Key) -> str:
    """What an author must mend about a key before anybody is judged by it."""
    names = names_of(item)
    if set(key.answer) != set(names):
        return "nama di kunci tidak sama dengan nama di soal"
    if isinstance(key.points, Mapping) and set(key.points) != set(names):
        return "poin tidak menyebut setiap nama satu kali"
    for name, value in right(item, key).items():
        if not has_type(value, names[name]):
            return f"kunci {name} bukan {names[name]}"
    strange = [one for one, _ in _known_wrong(key) if one not in names]
    return f"umpan balik menyebut nama lain: {strange[0]}" if strange else ""


def points_of(key: Key) -> dict[str, float]:
    """Name → its points: as the author split them, else equal parts."""
    if isinstance(key.points, Mapping):
        return {name: float(key.points.get(name, 0.0)) for name in key.answer}
    return dict.fromkeys(key.answer, key.total / len(key.answer))


def score(item: Item, answer: Mapping, key: Key) -> Verdict:
    """The share of the points of the names that are right, each by itself."""
    wrong = [name for name in key.answer if not _is_right(item, answer, key, name)]
    if not wrong:
        return Verdict(1.0, say(key, RIGHT))
    points = points_of(key)
    earned = sum(worth for name, worth in points.items() if name not in wrong)
    missing = [name for name in wrong if name not in answer]
    said = [
        one
        for name in wrong
        if name not in missing
        for one in _sentences(item, answer, key, name)
    ]
    if missing:
        said.append(_NOT_YET.format(name=join_words(missing)))
    share = earned / key.total if key.total else 0.0
    return Verdict(share, tuple(dict.fromkeys(said)))


def _is_right(item: Item, answer: Mapping, key: Key, name: str) -> bool:
    if _unusable(item, answer, name):
        return False
    return _matches(answer[name], key.answer[name], _slack(key, name))


def _sentences(item: Item, answer: Mapping, key: Key, name: str) -> tuple[str, ...]:
    """What is said about a name that is not right."""
    unusable = _unusable(item, answer, name)
    if unusable:
        return (unusable,)
    value, target, slack = answer[name], key.answer[name], _slack(key, name)
    for one, known in _known_wrong(key):
        if one == name and _matches(value, known, slack):
            return say(key, (one, known))
    is_table = names_of(item)[name] == TABLE
    hint = _table_hint(name, value, target, slack) if is_table else ""
    own = say(key, name) or say(key, OTHER)
    return (*own, hint) if hint else own or (_NOT_RIGHT.format(name=name),)


def _known_wrong(key: Key) -> list[tuple[str, object]]:
    """The (name, wrong value) pairs that have a sentence of their own."""
    return [one for one in key.feedback if isinstance(one, tuple) and len(one) == 2]


def right(item: Item, key: Key) -> dict[str, object]:
    """The key, as it would come out of a run."""
    return {name: _plain(value) for name, value in key.answer.items()}


def _plain(value: object) -> object:
    if isinstance(value, Mapping):
        return {str(column): _plain(cell) for column, cell in value.items()}
    return [_plain(one) for one in value] if isinstance(value, (list, tuple)) else value


def wrong(item: Item, key: Key) -> Iterator[Specimen]:
    """Each known wrong value, and each name missing, of another type, or not right."""
    whole, points = right(item, key), points_of(key)
    for name, known in _known_wrong(key):
        answer = {**whole, name: _plain(known)}
        share = 1 - points[name] / key.total
        sentence = key.feedback[name, known]
        yield Specimen(f"keliru: {name} {known}", answer, share, sentence)
    for name, value in whole.items():
        share = 1 - points[name] / key.total
        rest = {one: found for one, found in whole.items() if one != name}
        yield Specimen(f"tanpa {name}", rest, share)
        yield Specimen(f"jenis lain: {name}", {**whole, name: {"x": []}}, share)
        # Another author may have given this very value a sentence: only the share
        # is known here.
        other = _another(value, _slack(key, name))
        yield Specimen(f"lain: {name}", {**whole, name: other}, share)


def _another(value: object, slack: float) -> object:
    """A value of the same type that is surely not right."""
    if isinstance(value, dict):
        return {column: _another(cell, slack) for column, cell in value.items()}
    if isinstance(value, list):
        return [*value[:-1], _another(value[-1], slack)] if value else ["lain"]
    if isinstance(value, str):
        return f"{value} lain"
    return value + slack * 2 + abs(value) + 1 if is_number(value) else "lain"
