"""Anatomy and limits of a lesson."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from ..notebooks import TAGS, read_notebook
from ..paths import LESSONS

_MAX_CODE_LINES = 8
_MAX_WORDS = 120
_CELLS = range(16, 31)
_HEADINGS = (
    "Yang akan Anda lakukan",
    "Yang akan Anda kuasai",
    "Yang Anda perlukan",
    "Waktu",
    "Coba sendiri",
    "Ringkasan",
    "Lanjut",
)
_IMAGE = re.compile(r"!\[([^\]]*)\]\(([^)\s]+)[^)]*\)")


def lesson_problems(root: Path) -> list[str]:
    """What is wrong with the lessons of a project."""
    return [
        f"{path.name}: {problem}"
        for path in sorted((root / LESSONS).glob("*.ipynb"))
        for problem in _problems(read_notebook(path), path.parent)
    ]


def _problems(notebook, folder: Path) -> Iterator[str]:
    cells = notebook.cells
    prose = "\n".join(cell.source for cell in cells if cell.cell_type == "markdown")
    if len(cells) not in _CELLS:
        yield f"berisi {len(cells)} sel; seharusnya 16 sampai 30."
    for heading in _HEADINGS:
        if heading not in prose:
            yield f"bagian “{heading}” tidak ada."
    if not any("siapkan" in cell.metadata.get("tags", ()) for cell in cells):
        yield "sel bertanda “siapkan” tidak ada."
    yield from _images(prose, folder)
    for i, cell in enumerate(cells):
        yield from (f"sel {cell['id']}: {problem}" for problem in _cell(cell))
        if i and cell.cell_type == "code" == cells[i - 1].cell_type:
            yield f"sel {cell['id']}: perlu kalimat di antara dua sel kode."


def _images(prose: str, folder: Path) -> Iterator[str]:
    for _, target in _IMAGE.findall(prose):
        if not (folder / target).is_file():
            yield f"gambar {target} tidak ada."


def _cell(cell) -> Iterator[str]:
    unknown = set(cell.metadata.get("tags", ())) - set(TAGS)
    if unknown:
        yield f"tanda tak dikenal: {', '.join(sorted(unknown))}."
    if cell.cell_type == "markdown":
        words = len(re.findall(r"\w+", _IMAGE.sub("", cell.source)))
        if words > _MAX_WORDS:
            yield f"{words} kata; paling banyak {_MAX_WORDS}."
        return
    lines = cell.source.splitlines()
    if cell.source.count("kuis.") == 0 and len(lines) > _MAX_CODE_LINES:
        yield f"{len(lines)} baris kode; paling banyak {_MAX_CODE_LINES}."
    if any(line.lstrip().startswith(("%", "!")) for line in lines):
        yield "perintah % atau ! tidak jalan di semua laptop."
