"""What the syllabus promises: objectives with items, programme rows that are served."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ..syllabus import GUIDE, LESSON
from .contents import Contents

_LEAST_ITEMS = 2


def objective_problems(contents: Contents) -> Iterator[str]:
    """Objectives that fewer than two existing items show."""
    for objective in contents.module.objectives:
        asked = set(objective.items)
        for name in sorted(asked - contents.questions.keys()):
            yield f"tujuan “{objective.text}” menyebut soal {name} yang tidak ada."
        if len(asked & contents.questions.keys()) < _LEAST_ITEMS:
            yield f"tujuan “{objective.text}” perlu paling sedikit {_LEAST_ITEMS} soal."


def programme_problems(contents: Contents, rows: Mapping[str, str]) -> Iterator[str]:
    """Programme rows that do not exist, or that nothing existing serves.

    Args:
        contents: the module.
        rows: number → title, from ``program.toml``.
    """
    if "seed" in contents.module.front:
        yield "“seed” di silabus diganti “program”."
    known = contents.questions.keys() | {LESSON, GUIDE}
    for row, served in contents.module.programme.items():
        if row not in rows:
            yield f"program {row} tidak ada di program.toml."
        if not served:
            yield f"program {row} belum dilayani satu soal pun."
        for name in sorted(set(served) - known):
            yield f"program {row} menyebut {name} yang tidak ada."
