"""The bulletin of an earthquake, in the order that people know it.

Who issued it is what the row says: no institution is named here.
"""

from __future__ import annotations

from collections.abc import Mapping

from .parts import COMMON, NAME, address, line, said, text, words

STYLE, SPOKEN = "bijak-bulletin", "Info gempa"
COLUMNS = COMMON | {
    "lembaga",
    "magnitudo",
    "lokasi",
    "kedalaman",
    "koordinat",
    "potensi",
    "dirasakan",
}
"""``lembaga``: who issued it, else ``pengirim``. ``potensi``: what it may cause.
``dirasakan``: how strongly and where it was felt."""

_ROWS = (
    ("waktu", "Waktu"),
    ("lokasi", "Lokasi"),
    ("koordinat", "Koordinat"),
    ("kedalaman", "Kedalaman"),
    ("potensi", "Potensi"),
    ("dirasakan", "Dirasakan"),
)


def inside(row: Mapping) -> str:
    """Who says it, the magnitude in large, and the rest as a list of pairs."""
    issuer = said(row, "lembaga", NAME) or said(row, "pengirim", NAME)
    name = said(row, "judul") or "Info Gempa Bumi"
    told = text(row) if words(row.get("teks")) else ""
    return (
        f'<div class="bijak-issuer">{line("bijak-agency", issuer)}'
        f'<p class="bijak-quake"><strong>{name}</strong></p></div>'
        f'<div class="bijak-measures">{_magnitude(row)}{_pairs(row)}</div>'
        f'<div class="bijak-advice">{told}{address(row)}{_channel(row)}</div>'
    )


def _magnitude(row: Mapping) -> str:
    shown = said(row, "magnitudo", 20)
    if not shown:
        return ""
    return (
        '<p class="bijak-magnitude"><span>Magnitudo</span> '
        f"<strong>{shown}</strong></p>"
    )


def _pairs(row: Mapping) -> str:
    pairs = "".join(
        f"<div><dt>{label}</dt><dd>{shown}</dd></div>"
        for column, label in _ROWS
        if (shown := said(row, column))
    )
    return f"<dl>{pairs}</dl>" if pairs else ""


def _channel(row: Mapping) -> str:
    shown = said(row, "kanal", NAME)
    return line("bijak-channel", f"Disiarkan lewat: {shown}" if shown else "")
