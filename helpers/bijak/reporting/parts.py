"""The sections of a document as HTML, which the page and the paper share."""

from __future__ import annotations

import base64
from collections.abc import Callable, Mapping
from itertools import count
from math import isfinite

from ..pages import render
from .document import Block, Cell, Document, Plot, Table

_LONG_WORD = 20
_MEDIA = {"svg": "image/svg+xml", "png": "image/png"}


def sections(document: Document, form: str, pictures: Mapping[str, bytes]) -> list[str]:
    """Each section as HTML without scripts and without anything from outside.

    Args:
        document: the report.
        form: of its pictures: ``svg`` for screens, ``png`` for paper.
        pictures: each plot's file by its id.
    """
    label = _labels()
    return [
        render(
            "laporan-bagian.html",
            number=section.number,
            title=section.title,
            parts=[_part(block, label, form, pictures) for block in section.blocks],
            on_paper=form == "png",
            has_address=_has_address,
        )
        for section in document.sections
    ]


def _labels() -> Callable[[str], str]:
    """Counts tables and plots, each kind on its own: *Tabel 1*, *Gambar 1*."""
    counters = {"Tabel": count(1), "Gambar": count(1)}
    return lambda kind: f"{kind} {next(counters[kind])}"


def _part(block: Block, label: Callable, form: str, pictures: Mapping) -> dict:
    """A block with what its template needs besides."""
    part = {"kind": type(block).__name__, "block": block}
    if isinstance(block, Table):
        return part | {"label": label("Tabel"), "numbers": number_columns(block)}
    if isinstance(block, Plot):
        data = base64.b64encode(pictures[block.id]).decode("ascii")
        picture = f"data:{_MEDIA[form]};base64,{data}"
        return part | {"label": label("Gambar"), "picture": picture}
    return part


def _has_address(text: str) -> bool:
    """Whether a cell holds so long a word that it may break anywhere."""
    return any(len(word) > _LONG_WORD for word in text.split())


def number_columns(table: Table) -> set[int]:
    """The columns that hold numbers; they stand on the right."""
    return {
        place for row in table.rows for place, cell in enumerate(row) if is_number(cell)
    }


def is_number(cell: Cell) -> bool:
    """Whether a cell says a number, and nothing but a number.

    *1 menebak* has a value and is words all the same.
    """
    if cell.value is None or not isfinite(cell.value):
        return False
    return not any(sign.isalpha() for sign in cell.text)
