"""The picture of a post, carried inside the page: nothing is fetched.

The mark of all posts stands in the picture's own pixels; the file brings it along.
"""

from __future__ import annotations

import base64
import re
import zlib
from collections.abc import Mapping
from pathlib import Path

from ...paths import data_folder
from .parts import said

COLUMNS = frozenset({"gambar", "teks_alt"})

FOLDER = "gambar"
"""Where pictures lie among the data sets."""

LARGEST = 300_000
"""Bytes of one picture at most; a page carries them in the notebook file too."""

FILE_NAME = r"[a-z0-9][a-z0-9-]{0,60}\.png"
"""What a picture file is called."""

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_WIDEST = 4096
_ALT = 500


def picture(row: Mapping) -> str:
    """The picture of a row; what it shows in words when it cannot be drawn.

    Args:
        row: ``gambar`` is the name of a file in the data folder, ``teks_alt`` says
            what is in the picture.

    Returns:
        Escaped HTML, empty when the row has no picture. Never raises.
    """
    name, alt = row.get("gambar"), said(row, "teks_alt", _ALT)
    if name in (None, ""):
        return ""
    data = _read(name)
    size = png_size(data)
    if size is None:
        return _missing(alt)
    coded = base64.b64encode(data).decode("ascii")
    return (
        f'<p class="bijak-picture"><img src="data:image/png;base64,{coded}" '
        f'width="{size[0]}" height="{size[1]}" '
        f'alt="{alt or "Gambar tanpa keterangan."}"></p>'
    )


def _missing(alt: str) -> str:
    told = f"Isinya: {alt}" if alt else "Kabari pelatih Anda."
    return (
        '<div class="bijak-no-picture"><p>Gambar ini tidak dapat ditampilkan.</p>'
        f"<p>{told}</p></div>"
    )


def _read(name: object) -> bytes:
    """The bytes of a shipped picture; none for any other file."""
    if not isinstance(name, str) or not re.fullmatch(FILE_NAME, name):
        return b""
    path: Path = data_folder() / FOLDER / name
    try:
        if path.stat().st_size > LARGEST:
            return b""
        return path.read_bytes()
    except OSError:
        return b""


def png_size(data: bytes) -> tuple[int, int] | None:
    """Width and height of a whole PNG in pixels; None when it is not one.

    Every chunk's length and check sum is read (PNG specification, 5.3), so a file
    that was cut off or damaged on the way is not shown half.
    """
    if not data.startswith(_SIGNATURE + b"\x00\x00\x00\rIHDR"):
        return None
    place, kind = len(_SIGNATURE), b""
    while kind != b"IEND":
        length = int.from_bytes(data[place : place + 4], "big")
        body = data[place + 4 : place + 8 + length]
        check = data[place + 8 + length : place + 12 + length]
        if len(check) < 4 or zlib.crc32(body) != int.from_bytes(check, "big"):
            return None
        kind, place = body[:4], place + 12 + length
    width, height = (int.from_bytes(data[at : at + 4], "big") for at in (16, 20))
    fits = 0 < width <= _WIDEST and 0 < height <= _WIDEST
    return (width, height) if fits else None
