"""Values of a participant's variables: how each is read, never whether it is right."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ..items import Item
from ..scoring.code import LIST, NUMBER, TABLE, TEXT, has_type, is_number, names_of
from ..text import format_number
from .pieces import BLANK
from .safe import escaped, plain
from .words import NOT_READABLE

_LONGEST_TEXT, _LONGEST_NAME = 120, 60
_ITEMS, _ROWS, _COLUMNS = 12, 10, 8
_TINY, _HUGE = 1e-4, 1e15
_OTHER = "jenis lain"


def type_of(value: object) -> str:
    """What a value is called: angka, teks, daftar, tabel."""
    if isinstance(value, list):
        return TABLE if value and has_type(value, TABLE) else LIST
    kinds = (NUMBER, TEXT)
    return next((kind for kind in kinds if has_type(value, kind)), _OTHER)


def cell_words(value: object) -> str:
    """One number or text, short enough for a line."""
    if is_number(value):
        return _number_words(value)
    if isinstance(value, str):
        return f"“{plain(value, _LONGEST_TEXT)}”"
    if value is None:
        return "kosong"
    return str(value) if isinstance(value, bool) else _OTHER


def _number_words(value: float) -> str:
    if value and not _TINY <= abs(value) < _HUGE:
        return f"{float(value):.6g}".replace(".", ",").replace("-", "−")
    return format_number(value)


def value_words(value: object, kind: str) -> str:
    """A value and how it is read: ``12,5 (angka)``.

    Args:
        value: plain data.
        kind: the type that was declared.
    """
    found = kind if has_type(value, kind) else type_of(value)
    asked = "" if found == kind else f"; diminta {kind}"
    if found == TABLE and isinstance(value, list):
        columns = ", ".join(plain(name, _LONGEST_NAME) for name in _columns(value))
        said = f"{len(value)} baris; kolom {columns}" if value else "0 baris"
    elif found == LIST and isinstance(value, list):
        said = "; ".join(map(cell_words, value[:_ITEMS])) or "tanpa isi"
        said += f"; … ({len(value)} isi)" if len(value) > _ITEMS else ""
    else:
        said = "" if found == _OTHER else cell_words(value)
    return f"{said} ({found}{asked})".lstrip()


def _columns(rows: list) -> list[str]:
    return list(rows[0] if rows else ())[:_COLUMNS]


def _lines(item: Item, answer: object) -> Iterator[tuple[str, str, object]]:
    """Name, what is said of it, and its value, for each declared name."""
    given = answer if isinstance(answer, Mapping) else {}
    for name, kind in names_of(item).items():
        if name in given:
            said = f"{name} = {value_words(given[name], kind)}"
        else:
            said = f"{name}: belum ada. Buat variabel {name} di sel atas."
        yield name, said, given.get(name)


def static(item: Item, answer: object) -> str:
    """Every name with its value; tables below it, as far as they fit."""
    kinds = names_of(item)
    lines = []
    for name, said, value in _lines(item, answer):
        is_table = kinds[name] == TABLE and has_type(value, TABLE) and value
        grid = _table(value) if is_table else ""
        lines.append(f"<li><bdi>{escaped(said)}</bdi>{grid}</li>")
    return f'<ul class="bijak-values">{"".join(lines)}</ul>'


def _table(rows: list[dict]) -> str:
    columns = _columns(rows)
    head = "".join(
        f'<th scope="col">{escaped(name, _LONGEST_NAME)}</th>' for name in columns
    )
    body = "".join(
        f"<tr>{''.join(_cell(row.get(name)) for name in columns)}</tr>"
        for row in rows[:_ROWS]
    )
    more = len(rows) - _ROWS
    rest = f"<p>… dan {more} baris lagi.</p>" if more > 0 else ""
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{rest}"


def _cell(value: object) -> str:
    text = plain(value, _LONGEST_TEXT) if isinstance(value, str) else cell_words(value)
    return f"<td>{escaped(text)}</td>"


def words(item: Item, answer: object) -> str:
    """One line for each name: ``rata = 12,5 (angka)``."""
    if not isinstance(answer, Mapping):
        return NOT_READABLE
    return "\n".join(said for _, said, _ in _lines(item, answer))


def paper(item: Item) -> str:
    """A line for each value; the work itself is done at a computer."""
    lines = "".join(
        f"<li>{escaped(name)} ({escaped(kind)}): {BLANK}</li>"
        for name, kind in names_of(item).items()
    )
    asked = "Kerjakan di komputer, lalu salin hasilnya."
    return f'<p class="bijak-asked">{asked}</p><ul class="bijak-ticks">{lines}</ul>'
