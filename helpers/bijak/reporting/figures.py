"""All figures of a report, as a tree of numbers with n, missing and source.

    work     who handed in what, points, and the commonest mistakes
    before   pre- and post-test of the class
    items    how hard the test's items were, and what was chosen instead
    people   recaps of the people, small groups hidden

Whoever belongs to no roster counts too, and is told; trainers do not. A number about
fewer than five people is not shown: its place says so. No code of a person is in it.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from ..event_file import titles_of
from ..instruments import SheetPlan, read_test_plan
from ..results import ClassSittings, read_class, read_roster, read_scores
from ..syllabus import read_syllabus
from .event import Event
from .figures_items import Items, item_figures
from .figures_people import People, people_figures
from .figures_test import Test, test_figures
from .figures_work import Work, work_figures


@dataclass(frozen=True)
class Figures:
    """What a report says in numbers.

    Attributes:
        people: how many belong to the class, and recaps of them.
        work: what was handed in.
        test: pre- and post-test; None in a project without a test.
        items: the test's items; None in a project without a test.
        modules: titles of the event's modules, in the organiser's order.
        piloted: whether enough people have answered the bank of the test.
    """

    people: People
    work: Work
    test: Test | None
    items: Items | None
    modules: tuple[str, ...]
    piloted: bool


def compute(root: Path, home: Path, event: Event) -> Figures:
    """All figures of one class.

    Args:
        root: the project, which holds the keys.
        home: the class's folder.
        event: the event, for its modules and counts.

    Raises:
        BijakError: the event names an unknown module; or roster, gradebook, plan or
            a source notebook cannot be read.
    """
    titles = {one.id: one.title for one in read_syllabus(root)}
    plan = read_test_plan(root)
    roster = read_roster(home)
    scores = read_scores(home)
    sat = read_class(root, home, plan) if plan else ClassSittings(())
    sittings = [one for one in sat.sittings if one.code not in roster.trainers]
    known = {code for one in scores.points.values() for code in one}
    known |= {one.code for one in sittings}
    codes = sorted({*roster.regions, *known} - roster.trainers)
    if plan:
        test = test_figures(plan, codes, sittings, sat)
        items = item_figures(root, plan, sittings)
    return Figures(
        people=people_figures(roster, codes, event),
        work=work_figures(root, home, event, codes, scores, _sheets(plan)),
        test=test if plan else None,
        items=items if plan else None,
        modules=tuple(titles_of(event.file, titles, event.name)),
        piloted=bool(plan and plan.piloted),
    )


def _sheets(plan: SheetPlan | None) -> frozenset[str]:
    """The sheets of the test, which are told by occasion and not as assignments."""
    return frozenset(plan.sheets if plan else ())
