"""From a class and its ``kegiatan.toml`` to a report in four forms, all or none."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import date
from pathlib import Path

from ..errors import BijakError
from ..personal_numbers import find_personal_numbers, masked
from .document import Blank, Document
from .event import Event, read_event
from .figures import compute
from .folders import replace_folder
from .page import make_page
from .paper import make_paper
from .sections import document
from .tables import csv_files
from .workbook import make_workbook

FOLDER = "laporan"
"""The report's folder inside a class's."""

_PERSONAL = (
    "Laporan tidak ditulis: {place} memuat “{number}”, yang mirip nomor telepon atau "
    "NIK. Hapus nomor itu dari {file} atau dari daftar asalnya, lalu ulangi."
)
_NO_DATE = (
    "Tanggal laporan belum ada. Isi tanggal_laporan di {file}, atau tulis --date "
    "2026-11-26."
)


@dataclass(frozen=True)
class Written:
    """What was made.

    Attributes:
        folder: where it is.
        files: names in it, the three documents first.
        blanks: section and prompt of what remains to be written by hand.
        kept: where an earlier report is that somebody had changed; None if there
            was none.
    """

    folder: Path
    files: tuple[str, ...]
    blanks: tuple[tuple[str, str], ...]
    kept: Path | None


def write_report(
    root: Path,
    home: Path,
    event_path: Path,
    folder: Path | None = None,
    made_on: date | None = None,
) -> Written:
    """Make the report of a class.

    Equal inputs give equal bytes of all files: the only date is the one told.

    Args:
        root: the project, which holds the keys.
        home: the class's folder.
        event_path: its ``kegiatan.toml``.
        folder: where the report goes; ``laporan`` in ``home`` unless told.
        made_on: in place of ``tanggal_laporan``.

    Raises:
        BijakError: the event or the class cannot be read, or a text holds a number
            that may belong to a person; nothing was written.
    """
    event = _dated(read_event(event_path), made_on)
    made = document(event, compute(root, home, event))
    refuse_personal_numbers(made, event_path.name)
    files = forms(made)
    folder = folder or home / FOLDER
    kept = replace_folder(folder, files)
    return Written(folder, tuple(files), tuple(_blanks(made)), kept)


def forms(made: Document) -> dict[str, bytes]:
    """All files of a report: their paths in its folder, and their content."""
    return {
        "laporan.html": make_page(made),
        "laporan.pdf": make_paper(made),
        "laporan.xlsx": make_workbook(made),
        **{f"data/{name}": data for name, data in sorted(csv_files(made).items())},
    }


def _dated(event: Event, made_on: date | None) -> Event:
    """The event with the date that its report bears."""
    if made_on:
        return replace(event, file=replace(event.file, reported=made_on))
    if not event.file.reported:
        raise BijakError(_NO_DATE.format(file=event.name))
    return event


def _blanks(made: Document) -> Iterator[tuple[str, str]]:
    for section in made.sections:
        for block in section.blocks:
            if isinstance(block, Blank):
                yield f"{section.number}. {section.title}", block.prompt


def refuse_personal_numbers(made: Document, file: str) -> None:
    """Look through all that would be written.

    Raises:
        BijakError: a number may be of an identity card or a telephone.
    """
    places = [
        (f"bagian {section.number} ({section.title})", section)
        for section in made.sections
    ]
    for place, part in [*places, ("judul atau catatan kaki", made)]:
        for text in _texts(part):
            for number in find_personal_numbers(text):
                shown = masked(number)
                raise BijakError(_PERSONAL.format(place=place, number=shown, file=file))


def _texts(value: object) -> Iterator[str]:
    """All texts inside a document, wherever they stand."""
    if isinstance(value, str):
        yield value
    elif is_dataclass(value):
        for one in fields(value):
            yield from _texts(getattr(value, one.name))
    elif isinstance(value, Mapping):
        yield from _texts(list(value.values()))
    elif isinstance(value, list | tuple):
        for one in value:
            yield from _texts(one)
