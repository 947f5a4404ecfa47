"""Post cards of a data set, shown in a lesson."""

from __future__ import annotations

from .. import widgets
from ..errors import BijakError
from ..items import read_rows
from ..views import post_card


def tampilkan_kiriman(data: str, *nomor: str) -> None:
    """Tampilkan kartu kiriman dari sebuah data; tanpa nomor berarti semuanya.

    Contoh: ``tampilkan_kiriman("kiriman-b1-pelajaran", "p01", "p02")``
    """
    rows = read_rows(data)
    unknown = [name for name in nomor if name not in rows]
    if unknown:
        raise BijakError(f"Kiriman {unknown[0]} tidak ada di data {data}.")
    shown = [rows[name] for name in nomor or rows]
    widgets.style()
    cards = "".join(post_card(row) for row in shown)
    texts = (row.get("teks") or row.get("judul") or "" for row in shown)
    widgets.show(None, cards, "\n\n".join(texts))
