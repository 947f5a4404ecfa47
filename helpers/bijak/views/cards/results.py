"""A page of search results: what was asked, and a list of addresses."""

from __future__ import annotations

import json
from collections.abc import Mapping

from .parts import (
    ADDRESS,
    COMMON,
    NAME,
    is_yes,
    line,
    said,
    sign,
    unbroken,
    unseen,
    words,
)

STYLE, SPOKEN = "bijak-results", "Hasil pencarian"
COLUMNS = COMMON | {"pencarian", "hasil"}
"""``pencarian``: what was typed. ``hasil``: a list of ``{judul, alamat, cuplikan,
iklan}``, or the same as JSON text; ``iklan`` is ``true`` or ``Bersponsor``. Without
``hasil`` the post's own ``judul, tautan, teks`` are the only result."""

_OWN = (("judul", "judul"), ("alamat", "tautan"), ("cuplikan", "teks"))
_MOST = 10
_LONGEST = 20_000
_SNIPPET = 400


def inside(row: Mapping) -> str:
    """The search box with its words, and the results in their order."""
    asked = said(row, "pencarian") or said(row, "judul")
    where = said(row, "kanal", NAME) or "Mesin pencari"
    lines = "".join(f"<li>{_result(one)}</li>" for one in _given(row))
    box = f"{sign(style='bijak-lens')} {unseen('Yang dicari:')}{asked}" if asked else ""
    return (
        f'<p class="bijak-engine">{where}</p>{line("bijak-asked-for", box)}'
        f'<ol class="bijak-found">{lines}</ol>'
    )


def _given(row: Mapping) -> list[Mapping]:
    """The results of a row, at most ten; what is no result is passed over."""
    given = row.get("hasil")
    if isinstance(given, str):
        given = _parsed(given)
    if not isinstance(given, (list, tuple)):
        given = []
    found = [one for one in given[:_MOST] if isinstance(one, Mapping)]
    return found or [{name: row.get(column) for name, column in _OWN}]


def _parsed(cell: str) -> object:
    """A cell with JSON; None when it is too long, too deep or not JSON."""
    if len(cell) > _LONGEST:
        return None
    try:
        return json.loads(cell)
    except (ValueError, RecursionError):
        return None


def _result(one: Mapping) -> str:
    shown = (
        line("bijak-ad", _label(one.get("iklan"))),
        line("bijak-link", unbroken(words(one.get("alamat"), ADDRESS))),
        line("bijak-found-title", said(one, "judul")),
        line("bijak-snippet", said(one, "cuplikan", _SNIPPET)),
    )
    return "".join(shown) or "<p>Hasil ini tidak dapat ditampilkan.</p>"


def _label(value: object) -> str:
    """The word that tells paid places from others."""
    if words(value, 40).lower() == "bersponsor":
        return "Bersponsor"
    return "Iklan" if is_yes(value) else ""
