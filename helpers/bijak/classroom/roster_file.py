"""A trainer's list of participants: ``kode,wilayah``, as Excel or a person writes it.

Both columns are optional. Names, identity and telephone numbers are refused: a code
stands for the name, and what is not collected cannot be lost.
"""

from __future__ import annotations

import re
from pathlib import Path

from ..answers.people import normalise
from ..errors import BijakError
from ..office_files import columns_of, read_lines
from ..personal_numbers import find_personal_numbers, masked
from .roster import TRAINER_CODE

_KNOWN = ("kode", "wilayah")
_MOST = 500
_PERSONAL = re.compile(
    r"nama|name|nik\b|ktp|telp|telepon|ponsel|hp\b|phone|wa\b|whatsapp|e-?mail|surel"
    r"|alamat|address|lahir|umur|usia|kelamin|gender"
)
_REFUSED = (
    "Kolom “{column}” di {path} berisi data pribadi, padahal kelas cukup memakai "
    "kode. Hapus kolom itu; sisakan kode dan wilayah."
)
_UNKNOWN = "Kolom “{column}” di {path} tidak dikenal. Yang dipakai: kode dan wilayah."
_LOOKS_PERSONAL = (
    "Baris {line} di {path} berisi “{text}”, yang mirip nomor telepon atau NIK. "
    "Hapus nomor itu; kode sudah menggantikan nama."
)
_NAME_AS_CODE = (
    "Baris {line} di {path}: “{text}” tidak dapat menjadi kode, mungkin karena berisi "
    "nama orang. Kosongkan kolom kode; kode dibuatkan."
)
_EMPTY = "Berkas {path} tidak berisi baris peserta."
_TOO_MANY = "Berkas {path} berisi lebih dari {most} baris. Bagi menjadi beberapa kelas."


def read_rows(path: Path) -> list[tuple[str, str]]:
    """(code or nothing, region) of each line of a trainer's list.

    Args:
        path: a CSV file; ``;`` or tab for commas, a BOM and capitals are forgiven.

    Raises:
        BijakError: it cannot be read, or holds what nobody should collect.
    """
    filled = read_lines(path)
    if not filled:
        raise BijakError(_EMPTY.format(path=path))
    columns = columns_of(filled[0][1])
    for column in columns:
        if _PERSONAL.search(column):
            raise BijakError(_REFUSED.format(column=column, path=path))
        if column not in _KNOWN:
            raise BijakError(_UNKNOWN.format(column=column, path=path))
    rows = []
    for number, cells in filled[1:]:
        row = dict(zip(columns, map(str.strip, cells), strict=False))
        rows.append(_checked(row, number, path))
    if not rows:
        raise BijakError(_EMPTY.format(path=path))
    if len(rows) > _MOST:
        raise BijakError(_TOO_MANY.format(path=path, most=_MOST))
    return rows


def _checked(row: dict[str, str], line: int, path: Path) -> tuple[str, str]:
    for text in row.values():
        for number in find_personal_numbers(text):
            raise BijakError(
                _LOOKS_PERSONAL.format(line=line, path=path, text=masked(number))
            )
    typed = row.get("kode", "")
    try:
        code = normalise(typed) if typed else ""
    except BijakError as error:
        raise BijakError(
            _NAME_AS_CODE.format(line=line, path=path, text=typed)
        ) from error
    if code == TRAINER_CODE or (typed and not any(map(str.isdigit, code))):
        raise BijakError(_NAME_AS_CODE.format(line=line, path=path, text=typed))
    return code, row.get("wilayah", "")
