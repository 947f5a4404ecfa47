"""Who handed in what, how many points it earned, and the commonest mistakes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from ..measures.estimates import Estimate, mean_interval
from ..measures.suppression import LEAST
from ..paths import SOURCE
from ..results import ItemTally, Scores, count_mistakes, sheet_items
from ..syllabus import read_syllabus
from .event import Event

SOURCE_POINTS = "gradebook.db"
SOURCE_ANSWERS = "autograded/*/{}/jawaban.json"
HARDEST = 2
"""Items of each assignment that are named."""


@dataclass(frozen=True)
class Assignment:
    """One assignment of a class.

    Attributes:
        id: ``b1-lima-langkah-bijak``.
        title: what participants read.
        handed_in: how many handed it in; None before anybody could.
        of: how many people the class has.
        ungraded: handed in, but without points: not graded, or waiting for a person.
        points: mean points of those who have some, with its interval.
        most: what all of it is worth.
        hardest: the items that fewest got right, hardest first.
        unreadable: files of answers that could not be read.
    """

    id: str
    title: str
    handed_in: int
    of: int
    ungraded: int
    points: Estimate
    most: float
    hardest: tuple[ItemTally, ...] = ()
    unreadable: int = 0


@dataclass(frozen=True)
class Work:
    """What a class handed in, without the test.

    Attributes:
        assignments: those of the event's modules, and others with hand-ins, in the
            order of the syllabus.
        of: how many people the class has.
        all_done: how many handed in every assignment of the event; None where the
            event has none.
        event_assignments: how many assignments the event has.
    """

    assignments: tuple[Assignment, ...]
    of: int
    all_done: int | None
    event_assignments: int


def work_figures(
    root: Path,
    home: Path,
    event: Event,
    codes: Sequence[str],
    scores: Scores,
    sheets: frozenset[str],
) -> Work:
    """What a class handed in.

    Args:
        root: the project.
        home: the class's folder.
        event: says which modules it had.
        codes: all people of the class.
        scores: its gradebook.
        sheets: assignments that are sheets of the test.
    """
    titles = {one.id: one.title for one in read_syllabus(root)}
    known = [
        name
        for name in titles
        if name not in sheets and (root / SOURCE / name / f"{name}.ipynb").exists()
    ]
    people = set(codes)
    handed_in = {name: _handed_in(home, name, scores) & people for name in known}
    wanted = [name for name in known if name in event.file.modules]
    told = [name for name in known if name in wanted or handed_in[name]]
    done = set.intersection(*(handed_in[n] for n in wanted)) if wanted else None
    return Work(
        assignments=tuple(
            _assignment(root, home, name, titles[name], handed_in[name], codes, scores)
            for name in told
        ),
        of=len(codes),
        all_done=None if done is None else len(done),
        event_assignments=len(wanted),
    )


def _handed_in(home: Path, name: str, scores: Scores) -> set[str]:
    """Whose hand-in came in: graded, or still waiting in its folder."""
    waiting = {folder.parent.name for folder in (home / "submitted").glob(f"*/{name}")}
    return waiting | set(scores.points.get(name, ()))


def _assignment(
    root: Path,
    home: Path,
    name: str,
    title: str,
    handed_in: set[str],
    codes: Sequence[str],
    scores: Scores,
) -> Assignment:
    points = scores.points.get(name, {})
    earned = [points[code] for code in codes if points.get(code) is not None]
    mean = guarded(replace(mean_interval(earned), missing=len(codes) - len(earned)))
    found, unreadable = count_mistakes(
        home, name, sorted(handed_in), sheet_items(root, name)
    )
    return Assignment(
        id=name,
        title=title,
        handed_in=len(handed_in),
        of=len(codes),
        ungraded=len(handed_in) - len(earned),
        points=mean,
        most=scores.most.get(name, 0.0),
        hardest=_hardest(found),
        unreadable=unreadable,
    )


def _hardest(found: Sequence[ItemTally]) -> tuple[ItemTally, ...]:
    """The items that the smallest share got right, not those that all had right."""
    told = [one for one in found if one.counted.right is not None]
    missed = [one for one in told if one.counted.right < one.counted.answered]
    missed.sort(key=lambda one: (one.counted.right / one.counted.answered, one.item))
    return tuple(missed[:HARDEST])


def guarded(estimate: Estimate) -> Estimate:
    """An estimate without its numbers where they are about fewer than five people."""
    if estimate.n >= LEAST:
        return estimate
    return Estimate(n=estimate.n, missing=estimate.missing)
