"""What a curriculum must hold: each check returns Indonesian sentences, none is good.

    syllabus  files on disk = silabus.toml, both ways; its items = the notebooks' items
    lesson    anatomy and limits of lessons
    prose     length of sentences, addresses, numbers of people, tone
"""

from __future__ import annotations

from pathlib import Path

from .lesson import lesson_problems
from .prose import prose_problems
from .syllabus import syllabus_problems


def curriculum_problems(root: Path) -> list[str]:
    """Everything that is wrong with the curriculum of a trainer's checkout."""
    return [
        *syllabus_problems(root),
        *lesson_problems(root),
        *prose_problems(root),
    ]
