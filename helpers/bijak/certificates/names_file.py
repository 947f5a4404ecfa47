"""The organiser's own list of who attended: ``kode,nama``.

It is the one place with names, so it has to lie outside the folders of classes, which
are backed up, graded and reported on.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from ..answers.people import normalise
from ..errors import BijakError
from ..office_files import columns_of, read_lines
from ..personal_numbers import find_personal_numbers
from ..printing import undrawable
from .promise import same_name, tidy_name

_COLUMNS = ["kode", "nama"]
_LONGEST = 80
_MOST = 5000
_HEAD = (
    "Baris pertama {path} harus berisi kolom kode dan nama saja. Yang terbaca: {found}."
)
_WITHIN = (
    "Berkas nama {path} ada di dalam folder kelas. Pindahkan ke folder lain: cadangan "
    "dan hasil kelas tidak boleh memuat nama."
)
_EMPTY = "Berkas {path} tidak berisi baris peserta."
_TOO_MANY = "Berkas {path} berisi lebih dari {most} baris. Bagi menjadi beberapa kelas."
_LINE = "{path} baris {line}: {problem}"
_NO_CODE = "kodenya kosong. Buat kode dengan: bijak cards --people 1 --add"
_TWICE = "kode {code} sudah ada di baris {first}. Satu orang, satu baris."
_FOREIGN = "kode {code} tidak ada di kelas ini. Periksa ejaannya di kartu peserta."
_NO_NAME = "namanya kosong. Isi, atau hapus barisnya jika orang itu tidak hadir."
_LONG = "namanya lebih dari {longest} huruf. Singkat gelarnya."
_NUMBER = "kolom nama berisi “{text}…”, yang mirip nomor telepon atau NIK. Hapus."
_LETTER = "huruf “{letter}” tidak dapat dicetak. Tulis namanya dengan huruf Latin."


@dataclass(frozen=True)
class Attendee:
    """Somebody who attended, says the organiser."""

    code: str
    name: str


def read_names(
    path: Path, classes: Path, known: Collection[str] = ()
) -> list[Attendee]:
    """Who attended, in the order of the file.

    Args:
        path: a CSV file; ``;`` or tab for commas and Excel's encodings are forgiven.
        classes: the folder of all classes, in which the file must not lie.
        known: the codes of the class; empty where it has no roster.

    Raises:
        BijakError: the sentence names file and line.
    """
    if path.resolve().is_relative_to(classes.resolve()):
        raise BijakError(_WITHIN.format(path=path))
    lines = read_lines(path)
    if not lines:
        raise BijakError(_EMPTY.format(path=path))
    columns = columns_of(lines[0][1])
    if sorted(columns) != _COLUMNS:
        found = ", ".join(columns)[:60]
        raise BijakError(_HEAD.format(path=path, found=found))
    if len(lines) > _MOST + 1:
        raise BijakError(_TOO_MANY.format(path=path, most=_MOST))
    people: dict[str, tuple[int, str]] = {}
    for line, cells in lines[1:]:
        row = dict(zip(columns, cells, strict=False))
        try:
            code, name = _code(row.get("kode", ""), known), _name(row.get("nama", ""))
            if code in people:
                raise BijakError(_TWICE.format(code=code, first=people[code][0]))
        except BijakError as error:
            told = _LINE.format(path=path, line=line, problem=error)
            raise BijakError(told) from error
        people[code] = line, name
    if not people:
        raise BijakError(_EMPTY.format(path=path))
    return [Attendee(code, name) for code, (_, name) in people.items()]


def _code(typed: str, known: Collection[str]) -> str:
    if not typed.strip():
        raise BijakError(_NO_CODE)
    code = normalise(typed)
    if known and code not in known:
        raise BijakError(_FOREIGN.format(code=code))
    return code


def _name(typed: str) -> str:
    name = tidy_name(typed)
    if not same_name(name):
        raise BijakError(_NO_NAME)
    if len(name) > _LONGEST:
        raise BijakError(_LONG.format(longest=_LONGEST))
    if numbers := find_personal_numbers(name):
        raise BijakError(_NUMBER.format(text=numbers[0][:4]))
    if letters := undrawable(name):
        raise BijakError(_LETTER.format(letter=letters[0]))
    return name
