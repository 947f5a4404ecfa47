"""The data sets that ship with the kit, as tables. The one door to pandas."""

from __future__ import annotations

import re
from difflib import get_close_matches
from typing import TYPE_CHECKING

from .errors import MissingData
from .paths import data_folder
from .text import join_words

if TYPE_CHECKING:
    import pandas

_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def names() -> list[str]:
    """The names of all data sets, sorted."""
    return sorted(path.stem for path in data_folder().glob("*.csv"))


def muat_data(nama: str) -> pandas.DataFrame:
    """Muat satu data yang ikut bersama Bijak sebagai tabel.

    Sel yang kosong tetap kosong, bukan NaN. Kolom angka menjadi angka.

    Contoh: ``muat_data("lembaga")``

    Args:
        nama: nama berkas tanpa ``.csv``.

    Raises:
        MissingData: data itu tidak ada atau rusak.
    """
    # Loaded here so that importing this module stays light.
    import pandas

    # The pattern keeps `../` out: only the kit's own files are read.
    if not _NAME.fullmatch(nama) or nama not in names():
        raise MissingData(_unknown(nama))
    try:
        return pandas.read_csv(
            data_folder() / f"{nama}.csv", encoding="utf-8", keep_default_na=False
        )
    except (OSError, ValueError) as error:  # pandas' own errors are ValueErrors
        raise MissingData(
            f"Data “{nama}” tidak terbaca. Salin ulang folder Bijak dari pelatih, "
            "lalu buka lagi."
        ) from error


def _unknown(name: str) -> str:
    near = get_close_matches(name, names(), n=1)
    hint = (
        f"Mungkin maksud Anda “{near[0]}”."
        if near
        else f"Yang ada: {join_words(names())}."
    )
    return f"Data “{name}” tidak ada. {hint}"
