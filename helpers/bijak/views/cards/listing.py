"""A thing for sale: picture, name, price, and what buyers look at."""

from __future__ import annotations

import html
from collections.abc import Mapping

from .parts import (
    COMMON,
    LINE,
    NAME,
    address,
    amount,
    head,
    line,
    said,
    sign,
    text,
    unseen,
    words,
)
from .picture import COLUMNS as PICTURE
from .picture import picture

STYLE, SPOKEN = "bijak-listing", "Lapak"
COLUMNS = (
    COMMON
    | PICTURE
    | {"harga", "harga_semula", "penilaian", "terjual", "lokasi", "varian"}
)
"""``judul``: the name of the thing. ``harga``, ``harga_semula``: rupiah as digits, or
as words. ``penilaian``: stars of five. ``varian``: a list, or words between ``;``.
What a listing lacks is not drawn: to see that is what people learn."""

_VARIANTS = 12


def inside(row: Mapping) -> str:
    """Picture, name, price, marks of quality, variants, shop, description."""
    name = said(row, "judul")
    goods = (
        line("bijak-thing", f"<strong>{name}</strong>" if name else ""),
        line("bijak-price", _price(row)),
        line("bijak-facts", _facts(row)),
        _variants(row.get("varian")),
    )
    return (
        f'{picture(row)}<div class="bijak-goods">{"".join(goods)}</div>'
        f"{_shop(row)}{_about(row)}"
    )


def _about(row: Mapping) -> str:
    told, where = words(row.get("teks")), address(row)
    if told:
        told = f"<p><strong>Deskripsi</strong></p>{text(row)}"
    return f'<div class="bijak-about">{told}{where}</div>' if told or where else ""


def _rupiah(row: Mapping, column: str) -> str:
    shown = amount(row, column)
    return f"Rp{shown}" if shown[:1].isdigit() else shown


def _price(row: Mapping) -> str:
    now, before = _rupiah(row, "harga"), _rupiah(row, "harga_semula")
    shown = f"{unseen('Harga')}<strong>{now}</strong>" if now else ""
    if before:
        shown += f" {unseen('Harga semula')}<s>{before}</s>"
    return shown


def _facts(row: Mapping) -> str:
    stars, sold = amount(row, "penilaian"), amount(row, "terjual")
    place = said(row, "lokasi", NAME)
    shown = (
        stars and f"{sign('★')} {unseen('Penilaian')}{stars}{unseen(' dari 5')}",
        sold and f"{sold} terjual",
        place and f"Dikirim dari {place}",
    )
    return " ".join(f"<span>{one}</span>" for one in shown if one)


def _variants(value: object) -> str:
    if isinstance(value, str):
        value = value[: LINE * _VARIANTS].split(";")
    if not isinstance(value, (list, tuple)):
        return ""
    shown = [words(one, NAME) for one in value[:_VARIANTS]]
    chips = "".join(f"<li>{html.escape(one)}</li>" for one in shown if one)
    if not chips:
        return ""
    return f'<div class="bijak-variants"><p>Varian</p><ul>{chips}</ul></div>'


def _shop(row: Mapping) -> str:
    name = words(row.get("pengirim"), NAME)
    under = filter(None, (said(row, "kanal", NAME), said(row, "waktu")))
    return head(name, " · ".join(under)) if name else ""
