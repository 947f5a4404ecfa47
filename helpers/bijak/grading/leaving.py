"""Hand-ins of several people, one of whom has withdrawn from the class."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from ..withdrawn import Eraser, Register
from .hand_ins import HandIn
from .unpacking import Unit

WITHDRAWN = (
    "Kumpulan {code} tidak diterima: peserta ini sudah menarik datanya dari kelas. "
    "Hapus berkas ini dari tempat asalnya juga."
)


def without_withdrawn(hand_in: HandIn, register: Register) -> HandIn:
    """The same work, of those who stay; whoever it names first has not withdrawn."""
    if not len(register):
        return hand_in
    for code in filter(register.holds, hand_in.codes[1:]):
        eraser = Eraser(code)
        hand_in = replace(
            hand_in,
            codes=tuple(one for one in hand_in.codes if one != code),
            notebook=eraser.content(hand_in.notebook, "notebook.ipynb"),
            answers=eraser.value(hand_in.answers),
        )
    return hand_in


def erasers(unit: Unit, register: Register) -> list[Eraser]:
    """One for each withdrawn person whom a file names."""
    if not len(register):
        return []
    codes = {code for _, one in unit.found for code in one.codes}
    return [Eraser(code) for code in sorted(filter(register.holds, codes))]


def clean_folder(folder: Path, codes: list[str]) -> None:
    """Take withdrawn codes out of a collected hand-in."""
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not path.is_symlink():
            before = data = path.read_bytes()
            for code in codes:
                data = Eraser(code).content(data, path.name)
            if data != before:
                path.write_bytes(data)
