"""What a curriculum must hold: each check returns Indonesian sentences, none is good.

syllabus  files on disk = silabus.toml, both ways; its items = the notebooks' items
promises  objectives have items, programme rows are served
feedback  every wrong option has its own sentence
sources   every fact of the real world has a source that has not expired
world     invented people stand in a table, invented deceptions carry their mark
lesson    anatomy and limits of lessons
bank      posts and items of the test rest on something that has not expired
prose     length of sentences, addresses, numbers of people, tone
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from ..facts import read_facts
from ..syllabus import read_programme, read_syllabus
from .bank import bank_problems
from .contents import read_contents
from .feedback import sentence_problems
from .lesson import lesson_problems
from .promises import objective_problems, programme_problems
from .prose import prose_problems
from .sources import fact_problems, row_problems, unused_problems
from .syllabus import syllabus_problems
from .world import (
    data_problems,
    known_names,
    mark_problems,
    people_problems,
    picture_problems,
)


def curriculum_problems(root: Path, today: date | None = None) -> list[str]:
    """Everything that is wrong with the curriculum of a trainer's checkout.

    Args:
        root: the project.
        today: facts that have expired by this day are problems; today unless given.
    """
    return [
        *syllabus_problems(root, today),
        *_module_problems(root, today or date.today()),
        *lesson_problems(root),
        *prose_problems(root),
    ]


def _module_problems(root: Path, today: date) -> Iterator[str]:
    """What is wrong with the modules' contents, and with what they share."""
    facts, rows, names = read_facts(), read_programme(root), known_names()
    modules = [read_contents(root, module) for module in read_syllabus(root)]
    for one in modules:
        for problem in (
            *objective_problems(one),
            *programme_problems(one, rows),
            *sentence_problems(one),
            *fact_problems(one, facts),
            *people_problems(one, names),
            *mark_problems(one),
            *picture_problems(one),
        ):
            yield f"{one.module.id}: {problem}"
    yield from row_problems(facts, today)
    yield from unused_problems(facts, modules)
    yield from data_problems(names)
    yield from bank_problems(root, facts, today)
