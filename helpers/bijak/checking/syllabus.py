"""The syllabus says what is there, and what is there stands in the syllabus."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from ..notebooks import read_items, read_notebook
from ..paths import LESSONS, RELEASE, SOURCE
from ..syllabus import Module, read_syllabus

_REQUIRED = (
    "id",
    "judul",
    "jalur",
    "rute",
    "durasi",
    "pilar",
    "digcomp",
    "program",
    "tujuan",
    "soal",
    "diperiksa",
)
_MAX_AGE_DAYS = 365


def syllabus_problems(root: Path, today: date | None = None) -> list[str]:
    """Orphans, missing files, missing front-matter, items that differ."""
    modules = read_syllabus(root)
    problems = [*_orphans(root, modules)]
    for module in modules:
        problems += [f"{module.id}: {one}" for one in _module(root, module, today)]
    return problems


def _files(root: Path) -> dict[str, set[str]]:
    return {
        LESSONS: {path.stem for path in (root / LESSONS).glob("*.ipynb")},
        SOURCE: {path.name for path in (root / SOURCE).glob("*/")},
        RELEASE: {path.name for path in (root / RELEASE).glob("*/")},
        "docs/pelatih": {path.stem for path in (root / "docs/pelatih").glob("*.md")},
    }


def _orphans(root: Path, modules: list[Module]) -> Iterator[str]:
    ids = {module.id for module in modules}
    promised = {
        LESSONS: {module.id for module in modules if not module.is_test},
        "docs/pelatih": {module.guide for module in modules},
    }
    for folder, there in _files(root).items():
        named = promised.get(folder, ids)
        for name in sorted(named - there):
            yield f"{name} ada di silabus, tetapi tidak ada di {folder}."
        for name in sorted(there - named):
            yield f"{name} ada di {folder}, tetapi tidak ada di silabus."


def _module(root: Path, module: Module, today: date | None) -> Iterator[str]:
    for key in _REQUIRED:
        if key not in module.front:
            yield f"“{key}” belum ditulis di silabus."
    checked = module.front.get("diperiksa", {}).get("tanggal")
    if isinstance(checked, date):
        age = (today or date.today()) - checked
        if age.days > _MAX_AGE_DAYS:
            yield f"faktanya terakhir diperiksa {checked}. Periksa lagi sumbernya."
    else:
        yield "tanggal pemeriksaan fakta belum ditulis."
    source = root / SOURCE / module.id / f"{module.id}.ipynb"
    if source.is_file():
        yield from _items(module, source)


def _items(module: Module, source: Path) -> Iterator[str]:
    written = {row["id"]: row for row in module.front.get("soal", ())}
    table = read_items(read_notebook(source))
    for name in sorted(written.keys() ^ table.keys()):
        yield f"soal {name} hanya ada di salah satu: silabus atau notebook."
    for name in written.keys() & table.keys():
        graded = table[name]
        if written[name].get("poin") != graded.points:
            yield f"poin soal {name} berbeda antara silabus dan notebook."
