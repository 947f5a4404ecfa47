"""An address taken apart in a lesson: live where there is a front end, else read."""

from __future__ import annotations

from ..widgets import has_front_end, show
from ..widgets.links import dissector, static_html, static_text
from .links import take_apart


def bedah_tautan(*alamat: str) -> None:
    """Bedah alamat dari kanan: akhiran, domain inti, lalu bagian yang bebas ditulis.

    Alamat tidak dibuka dan tidak dikirim ke mana pun.

    Contoh: ``bedah_tautan("https://sukateliti.example.surat-warga.test/ktp")``

    Args:
        alamat: satu alamat atau lebih; yang pertama langsung dibedah.
    """
    addresses = alamat or ("https://layanan.telagacakap.example/surat",)
    links = [take_apart(one) for one in addresses]
    live = dissector(take_apart, addresses) if has_front_end() else None
    said = "\n\n".join(static_text(link) for link in links)
    show(live, "".join(static_html(link) for link in links), said)
