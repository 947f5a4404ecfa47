"""Bytes from a stranger → plain cells and answers, sizes capped, nothing believed.

Byte order marks, UTF-16 and Latin-1 are read, and notebooks of formats 3 and 4. What
cannot be read is a sentence for the trainer, never an exception.
"""

from __future__ import annotations

import json
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass, field

from ..answers import COMPANIONS, MAX_BYTES, Entries, clean
from ..answers.carried import carried_in
from ..notebooks import opened_assignment
from .packed import MAX_NOTEBOOK

MAX_CELLS = 2_000
MAX_SOURCE = 100_000
"""Signs in one cell; the longest real one has a few thousand."""
_BEGINNING = 100
"""Cells in which the call that names the assignment is looked for."""
_MAX_TEXT = 20_000
_MAX_PARTS = 300
_MAX_DEPTH = 6
_MAX_NUMBER = 10**15
_PICTURES = ("image/png", "image/jpeg", "image/gif")

_EMPTY = "{name} kosong."
_TOO_LARGE = "{name} terlalu besar: lebih dari {most} MB. Minta kiriman tanpa keluaran."
_WEB_PAGE = "{name} berisi halaman web, mungkin halaman masuk. Minta berkas aslinya."
_CUT = "{name} terpotong, mungkin kiriman terputus. Minta kiriman baru."
_BROKEN = "{name} rusak. Minta kiriman baru."
_DEEP = "{name} bersarang terlalu dalam untuk dibaca."
_NO_CELLS = "{name} tidak berisi sel notebook. Minta berkas .ipynb aslinya."
_NO_ANSWERS = "{name} bukan berkas jawaban Bijak. Minta kiriman baru."
_ELSEWHERE = "{name} milik latihan “{other}”, bukan latihan ini."
_LONG = "Sel {place} terlalu panjang, jadi isinya dilewati."
_MANY = "Notebook berisi lebih dari {most} sel; sisanya dilewati."
_STRANGE = "Jawaban soal yang tidak dikenal dilewati: {names}."
_UNFIT = "Jawaban yang bentuknya tidak mungkin dilewati: {names}."


@dataclass(frozen=True)
class Cell:
    """A cell as it was handed in.

    Attributes:
        place: 1 for the first cell of the notebook.
        id: its id; empty before format 4.5.
        kind: ``code``, ``markdown`` or ``raw``.
        source: its text.
        marks: its nbgrader metadata.
        pictures: file name → type → base64, as far as they are pictures.
    """

    place: int
    id: str
    kind: str
    source: str
    marks: Mapping = field(default_factory=dict)
    pictures: Mapping = field(default_factory=dict)


@dataclass(frozen=True)
class Page:
    """What a notebook brought.

    Attributes:
        cells: in their order.
        entries: answers that it carries in its outputs.
        problem: why it cannot be read, or nothing.
        notices: what was odd, in Indonesian.
    """

    cells: tuple[Cell, ...] = ()
    entries: Entries = field(default_factory=dict)
    problem: str = ""
    notices: tuple[str, ...] = ()


def read_page(data: bytes, assignment: str, items: Container[str]) -> Page:
    """A notebook as it was handed in. Never raises.

    Args:
        data: the file.
        assignment: the one that is graded.
        items: the ids of its items.
    """
    content, problem = _json(data, "Notebook", MAX_NOTEBOOK)
    if problem:
        return Page(problem=problem)
    raw = _raw_cells(content)
    if not raw:
        return Page(problem=_NO_CELLS.format(name="Notebook"))
    opened = opened_assignment({"cells": raw[:_BEGINNING]})
    if opened not in ("", assignment):
        return Page(problem=_ELSEWHERE.format(name="Notebook", other=shown(opened)))
    notices = [_MANY.format(most=MAX_CELLS)] if len(raw) > MAX_CELLS else []
    cells = []
    for place, one in enumerate(raw[:MAX_CELLS], 1):
        cell = _cell(place, one)
        if len(cell.source) > MAX_SOURCE:
            notices.append(_LONG.format(place=place))
            cell = Cell(place, cell.id, cell.kind, "", cell.marks)
        cells.append(cell)
    try:
        carried = carried_in({"cells": raw}, assignment).entries
    except RecursionError:
        carried = {}
    entries, odd = _fitting(carried, items)
    return Page(tuple(cells), entries, "", (*notices, *odd))


def read_answers(data: bytes, assignment: str, items: Container[str]) -> Page:
    """A ``jawaban.json`` as it was handed in, as a page without cells. Never raises.

    Args:
        data: the file.
        assignment: the one that is graded.
        items: the ids of its items.
    """
    name = "Berkas jawaban.json"
    content, problem = _json(data, name, MAX_BYTES)
    if problem:
        return Page(problem=problem)
    if not isinstance(content, dict) or not isinstance(content.get("jawaban"), dict):
        return Page(problem=_NO_ANSWERS.format(name=name))
    other = content.get("latihan", assignment)
    if other != assignment:
        return Page(problem=_ELSEWHERE.format(name=name, other=shown(str(other))))
    entries, odd = _fitting(clean(content["jawaban"]), items)
    return Page(entries=entries, notices=tuple(odd))


def _json(data: bytes, name: str, most: int) -> tuple[object, str]:
    """What a file says, and why that cannot be read, or nothing."""
    if len(data) > most:
        return None, _TOO_LARGE.format(name=name, most=most // 10**6)
    text = decoded(data).strip().strip("\0")
    if not text:
        return None, _EMPTY.format(name=name)
    if text.startswith("<"):
        return None, _WEB_PAGE.format(name=name)
    try:
        return json.loads(text), ""
    except json.JSONDecodeError as error:
        return None, (_CUT if _is_cut(text, error) else _BROKEN).format(name=name)
    except RecursionError:
        return None, _DEEP.format(name=name)
    except ValueError:  # a number of thousands of digits
        return None, _BROKEN.format(name=name)


def _is_cut(text: str, error: json.JSONDecodeError) -> bool:
    """Whether JSON ends before it is complete: at its end, or inside a text."""
    return error.pos >= len(text) or error.msg.startswith("Unterminated")


def decoded(data: bytes) -> str:
    """Text in whatever encoding an editor saved it. Never raises."""
    try:
        return data.decode(json.detect_encoding(data)).removeprefix("\ufeff")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def shown(text: str, most: int = 60) -> str:
    """A stranger's word for a trainer's screen: short, on one line, nothing hidden."""
    return "".join(sign if sign.isprintable() else "?" for sign in text[:most])


def _raw_cells(content: object) -> list:
    """The cells of a notebook of format 4, or of the sheets of format 3."""
    sheets = content.get("worksheets") if isinstance(content, dict) else None
    found = []
    for sheet in [content, *(sheets if isinstance(sheets, list) else ())]:
        cells = sheet.get("cells") if isinstance(sheet, dict) else None
        found += cells if isinstance(cells, list) else []
    return [cell for cell in found if isinstance(cell, dict)]


def _cell(place: int, raw: dict) -> Cell:
    name, kind = raw.get("id"), raw.get("cell_type")
    kind = "markdown" if kind == "heading" else kind
    source = raw.get("source", raw.get("input", ""))
    if isinstance(source, list):
        source = "".join(line for line in source if isinstance(line, str))
    metadata = raw.get("metadata")
    marks = metadata.get("nbgrader") if isinstance(metadata, dict) else None
    return Cell(
        place,
        name if isinstance(name, str) else "",
        kind if kind in ("code", "markdown") else "raw",
        _text(source) if isinstance(source, str) else "",
        marks if isinstance(marks, dict) else {},
        dict(_pictures(raw.get("attachments"))),
    )


def _text(text: str) -> str:
    """The same text with Unix line ends, without halves of pairs of code units."""
    text = text.encode("utf-8", "replace").decode()
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _pictures(attachments: object) -> Iterator[tuple[str, dict]]:
    for name, types in attachments.items() if isinstance(attachments, dict) else ():
        kept = {
            kind: data
            for kind, data in (types.items() if isinstance(types, dict) else ())
            if kind in _PICTURES and isinstance(data, str)
        }
        if kept:
            yield _text(name), kept


def _fitting(entries: Entries, items: Container[str]) -> tuple[Entries, list[str]]:
    """Answers to known items that an answer could look like, and what was odd."""
    kept: Entries = {}
    strange, unfit = [], []
    for item, parts in entries.items():
        if item != COMPANIONS and item not in items:
            strange.append(shown(item, 20))
            continue
        fits = {
            _plain_text(part): {**entry, "isi": _plain_text(entry["isi"])}
            for part, entry in list(parts.items())[:_MAX_PARTS]
            if len(part) < 200 and _is_plain(entry["isi"], _MAX_DEPTH)
        }
        if fits:
            kept[item] = fits
        if len(fits) < len(parts):
            unfit.append(item)
    notices = [
        sentence.format(names=", ".join(names[:5]))
        for sentence, names in ((_STRANGE, strange), (_UNFIT, unfit))
        if names
    ]
    return kept, notices


def plain_answer(value: object) -> object:
    """An answer from a stranger, fit to be judged; None where it cannot be one."""
    return _plain_text(value) if _is_plain(value, _MAX_DEPTH) else None


def _is_plain(value: object, depth: int) -> bool:
    """Whether a value is small, flat, finite data."""
    if isinstance(value, str):
        return len(value) <= _MAX_TEXT
    if isinstance(value, (int, float)):
        return abs(value) <= _MAX_NUMBER  # NaN and infinity are not
    if isinstance(value, dict):
        inner = [*value, *value.values()]
    elif isinstance(value, list):
        inner = value
    else:
        return value is None
    small = depth > 0 and len(inner) <= 2 * _MAX_PARTS
    return small and all(_is_plain(one, depth - 1) for one in inner)


def _plain_text(value: object) -> object:
    """The same data, each text in it fit to be written as UTF-8."""
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode()
    if isinstance(value, dict):
        return {_plain_text(key): _plain_text(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_plain_text(one) for one in value]
    return value


__all__ = [
    "MAX_CELLS",
    "MAX_SOURCE",
    "Cell",
    "Page",
    "decoded",
    "plain_answer",
    "read_answers",
    "read_page",
    "shown",
]
