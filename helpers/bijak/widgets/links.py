"""An address taken apart, to look at: its parts in colour, the steps, what to note."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path

import ipywidgets

from ..errors import BijakError
from ..views.safe import escaped
from ..views.styles import read_style
from .frame import button, live, make, row, sheet, words

MARK = "BEDAH TAUTAN — alamat hanya dibaca, tidak dibuka"
"""Stands above every view."""

LAST_WORD = "Alamat resmi pun dapat diretas. Tetap periksa isinya."

_SCRIPTS = {
    "LATIN": "Latin",
    "CYRILLIC": "Kiril",
    "GREEK": "Yunani",
    "ARABIC": "Arab",
    "CJK": "Han",
    "BALINESE": "Bali",
    "JAVANESE": "Jawa",
}
_LONG_BUTTON = 60


@cache
def _style() -> str:
    return f"<style>{read_style(Path(__file__).with_name('links.css'))}</style>"


def _part(style: str, text: str, name: str) -> str:
    """One part of an address with its name, for eyes and for screen readers."""
    if not text:
        return ""
    return (
        f'<span class="bijak-piece bijak-piece-{style}">'
        f'<code>{escaped(text)}</code><span class="bijak-piece-name">{name}</span>'
        f"</span>"
    )


def _pieces(link) -> str:
    """The whole address from left to right, part by part."""
    scheme = f"{link.scheme}://" if link.scheme else ""
    user = f"{link.user}@" if link.user else ""
    before = f"{link.subdomain}." if link.subdomain else ""
    return "".join(
        (
            _part("plain", scheme, "cara mengirim"),
            _part("free", user, "nama saja"),
            _part("free", before, "bebas ditulis"),
            _part("core", link.core or link.host, "domain inti"),
            _part("plain", f":{link.port}" if link.port else "", "pintu"),
            _part("free", link.rest, "nama halaman"),
        )
    )


def steps(link) -> list[str]:
    """What a person does, from cutting the address to finding its owner.

    Args:
        link: an object with the attributes of `tools.links.Link`.

    Returns:
        Sentences, not yet escaped.
    """
    said = ["Potong pada garis miring pertama sesudah ://. Sisanya hanya nama halaman."]
    if link.user:
        said.append(f"Buang bagian sampai tanda @: “{link.user}” hanya sebuah nama.")
    said.append(f"Sisa yang dibaca: {link.host}")
    if not link.core:
        return [*said, _no_core(link)]
    kind = "ruang yang dipinjamkan" if link.lent else "akhiran milik umum"
    said.append(f"Baca dari kanan. “{link.suffix}” itu {kind}.")
    return [*said, f"Tambah satu bagian di kirinya: {link.core}"]


def _no_core(link) -> str:
    if link.suffix:
        return f"“{link.suffix}” baru akhiran; belum ada nama pemilik di depannya."
    return "Ini angka alamat mesin, tanpa nama pemilik."


def notes(link) -> list[str]:
    """What deserves a second look, and what it does not prove.

    Args:
        link: an object with the attributes of `tools.links.Link`.

    Returns:
        Sentences, not yet escaped.
    """
    said = []
    if link.has_foreign_letters:
        alphabets = [_SCRIPTS.get(one, one.title()) for one in link.scripts]
        said.append(
            f"Ada huruf di luar a–z. Orang melihat “{link.host_shown}”, mesin membaca "
            f"“{link.host}”. Abjadnya: {' dan '.join(alphabets)}."
        )
    if link.is_encrypted:
        said.append("https: jalurnya terkunci. Gembok tidak menjamin pemiliknya jujur.")
    elif link.scheme == "http":
        said.append("http: jalurnya tidak terkunci. Jangan mengisi data di sana.")
    if link.lent:
        said.append("Menumpang di ruang pinjaman: pemiliknya bisa siapa saja.")
    return said


def static_html(link) -> str:
    """An address with its parts, steps and notes, to be read.

    Args:
        link: an object with the attributes of `tools.links.Link`.

    Returns:
        Escaped HTML.
    """
    path = "".join(f"<li>{escaped(one)}</li>" for one in steps(link))
    extra = "".join(f"<li>{escaped(one)}</li>" for one in notes(link))
    core = escaped(link.core) if link.core else "tidak ada"
    return (
        f'<div class="bijak-box bijak-links" role="group">{_style()}'
        f'<p class="bijak-links-mark">{escaped(MARK)}</p>'
        f'<p class="bijak-pieces">{_pieces(link)}</p>'
        f"<ol>{path}</ol>"
        f'<p class="bijak-core">Domain inti: <strong>{core}</strong></p>'
        f"{f'<ul>{extra}</ul>' if extra else ''}"
        f'<p class="bijak-last">{escaped(LAST_WORD)}</p></div>'
    )


def static_text(link) -> str:
    """The same in words, for programs without HTML."""
    numbered = [f"{place}. {one}" for place, one in enumerate(steps(link), 1)]
    core = link.core or "tidak ada"
    return "\n".join([*numbered, f"Domain inti: {core}", *notes(link), LAST_WORD])


class Dissector(ipywidgets.VBox):
    """A box for an address, addresses to try, and the address in parts."""

    def __init__(self, take_apart: Callable, addresses: Sequence[str]) -> None:
        """Show the first address in parts."""
        self._take_apart = take_apart
        self._box = make(
            ipywidgets.Text,
            "bijak-query",
            value=addresses[0],
            placeholder="https://…",
            continuous_update=False,
            tooltip="Alamat yang dibedah",
            description="Alamat",
        )
        bar = row(self._box, button("Bedah", self._press, "bijak-first"))
        tries = [self._try(one) for one in addresses] if len(addresses) > 1 else []
        self._said, self._view = live(), words("")
        super().__init__(
            [sheet(), bar, *tries, self._said, self._view],
            layout=self._view.layout,
            _dom_classes=("bijak-form", "bijak-links-form"),
        )
        self._box.observe(lambda event: self.look_at(event["new"]), "value")
        self.look_at(addresses[0])

    def look_at(self, address: str) -> None:
        """Show an address in parts, or say why it cannot be read."""
        try:
            link = self._take_apart(address)
        except BijakError as error:
            self._said.value, self._view.value = escaped(str(error)), ""
            return
        self._said.value = f"Domain inti: {escaped(link.core or 'tidak ada')}."
        self._view.value = static_html(link)

    def _press(self) -> None:
        self.look_at(self._box.value)

    def _try(self, address: str) -> ipywidgets.Button:
        """A button that puts one of the given addresses into the box."""
        label = address if len(address) <= _LONG_BUTTON else f"{address[:59]}…"
        return button(label, lambda: self._choose(address), "bijak-try")

    def _choose(self, address: str) -> None:
        self._box.value = address
        self.look_at(address)


def dissector(take_apart: Callable, addresses: Sequence[str]) -> ipywidgets.Widget:
    """A live box that takes addresses apart.

    Args:
        take_apart: address → an object like `tools.links.Link`; may raise
            `BijakError`, whose sentence is shown.
        addresses: at least one; the first is shown at the start.
    """
    return Dissector(take_apart, addresses)
