"""The test before and after: how well a class tells hoaxes and true posts apart.

All that compares before and after rests on the people who sat both. Who answered fewer
than eight hoaxes or eight true posts (the short form, an early end) is missing: so few
answers are no measure. A post that was skipped counts half, as participants are told,
and so does a guess on average; a skill item without an answer earns nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ..instruments import SheetPlan
from ..measures import gain, words
from ..measures.estimates import Estimate, mean_interval
from ..measures.suppression import LEAST
from ..results import ClassSittings, Sitting
from .figures_persons import (
    MEASURES,
    POSTS,
    Level,
    Person,
    is_known,
    levels_of,
    measures_of,
)
from .figures_work import guarded

SOURCE = "autograded/*/tes-?/jawaban.json"


@dataclass(frozen=True)
class Change:
    """One measure before and after; `gain` is of the same people."""

    before: Estimate
    after: Estimate
    gain: Estimate


@dataclass(frozen=True)
class When:
    """One occasion of the test.

    Attributes:
        id: ``prates``.
        title: what participants read.
        sat: how many answered anything of their sheet.
        measured: how many of them answered enough posts for d′.
        answered: mean number of posts answered of those measured.
        levels: the steps of confidence.
        alone: measure → mean of all measured at this occasion; only where there are
            not enough people to compare before and after, or at later occasions.
    """

    id: str
    title: str
    sat: int
    measured: int
    answered: Estimate
    levels: tuple[Level, ...]
    alone: Mapping[str, Estimate]


@dataclass(frozen=True)
class Test:
    """What the test says about a class.

    Attributes:
        of: how many people the class has.
        before: the first occasion.
        after: the second one.
        later: occasions months afterwards at which anybody sat.
        both: how many were measured at both.
        only_before: measured before, and not after.
        only_after: measured after, and not before.
        neither: measured at none of the two.
        changes: measure → before, after and gain, of those measured at both.
        effects: ``d_z``, ``d_av`` and ``g`` of the points.
        leavers: points before, of those who are missing afterwards.
        stayers: points before, of those who sat both.
        said: words about the class before, after, and about the change.
        unreadable: files that could not be read.
        unplanned: sheets that somebody else should have taken.
        backwards: people whose second sheet began before their first, by the clocks
            of their laptops.
    """

    of: int
    before: When
    after: When
    later: tuple[When, ...]
    both: int
    only_before: int
    only_after: int
    neither: int
    changes: Mapping[str, Change]
    effects: Mapping[str, Estimate]
    leavers: Estimate
    stayers: Estimate
    said: Mapping[str, words.Said]
    unreadable: int
    unplanned: int
    backwards: int


def test_figures(
    plan: SheetPlan,
    codes: Sequence[str],
    sittings: Sequence[Sitting],
    sat: ClassSittings,
) -> Test:
    """What the test says about a class.

    Args:
        plan: the plan of the test.
        codes: all people of the class.
        sittings: their sheets.
        sat: what could not be counted.
    """
    people = {one.id: measures_of(one.id, sittings) for one in plan.occasions}
    first, second, *later = plan.occasions
    before, after = people[first.id], people[second.id]
    measured = [
        {c for c, p in had.items() if is_known(p["d"])} for had in (before, after)
    ]
    both = sorted(measured[0] & measured[1])
    compares = len(both) >= LEAST
    changes = _changes(plan, both, before, after) if compares else {}
    whens = {
        one.id: _when(
            one.id, one.title, sittings, people[one.id], not compares or one in later
        )
        for one in plan.occasions
    }
    return Test(
        of=len(codes),
        before=whens[first.id],
        after=whens[second.id],
        later=tuple(whens[one.id] for one in later if whens[one.id].sat),
        both=len(both),
        only_before=len(measured[0] - measured[1]),
        only_after=len(measured[1] - measured[0]),
        neither=len(codes) - len(measured[0] | measured[1]),
        changes=changes,
        effects=_effects(plan, both, before, after) if compares else {},
        leavers=_mean_points(before, sorted(measured[0] - measured[1])),
        stayers=_mean_points(before, both),
        said=_said(changes, whens[first.id], whens[second.id]),
        unreadable=sat.unreadable,
        unplanned=sat.unplanned,
        backwards=_backwards(first.id, second.id, sittings),
    )


def _order(plan: SheetPlan, codes: Sequence[str], *occasions: str) -> list[str]:
    """Which sheets each person had, in which order."""
    orders = map(plan.order, codes)
    return ["+".join(one[occasion] for occasion in occasions) for one in orders]


def _changes(
    plan: SheetPlan,
    both: Sequence[str],
    before: Mapping[str, Person],
    after: Mapping[str, Person],
) -> dict[str, Change]:
    """Measure → change, of people who have it at both occasions."""
    first, second = (one.id for one in plan.occasions[:2])
    found = {}
    for name in MEASURES:
        had = [
            c for c in both if is_known(before[c][name]) and is_known(after[c][name])
        ]
        pre, post = ([when[c][name] for c in had] for when in (before, after))
        order = _order(plan, had, first, second)
        told = mean_interval(pre, order), mean_interval(post, order)
        told = (*told, gain.raw_gain(pre, post, order))
        gone = len(both) - len(had)
        found[name] = Change(*(guarded(_missing(one, gone)) for one in told))
    return found


def _missing(estimate: Estimate, more: int) -> Estimate:
    """The same with more people who were there and could not be counted."""
    values = (estimate.value, estimate.low, estimate.high, estimate.error)
    return Estimate(*values, estimate.n, estimate.missing + more)


def _effects(
    plan: SheetPlan,
    both: Sequence[str],
    before: Mapping[str, Person],
    after: Mapping[str, Person],
) -> dict[str, Estimate]:
    """How large the gain in points is, in three units."""
    pre, post = ([when[c]["points"] for c in both] for when in (before, after))
    order = _order(plan, both, *(one.id for one in plan.occasions[:2]))
    return {
        "d_z": gain.effect_z(pre, post, order),
        "d_av": gain.effect_average(pre, post, order),
        "g": gain.hake(pre, post, POSTS),
    }


def _mean_points(had: Mapping[str, Person], codes: Sequence[str]) -> Estimate:
    return guarded(mean_interval([had[code]["points"] for code in codes]))


def _when(
    occasion: str,
    title: str,
    sittings: Sequence[Sitting],
    people: Mapping[str, Person],
    alone: bool,
) -> When:
    here = [one for one in sittings if one.occasion == occasion]
    enough = [one for one in here if is_known(people[one.code]["d"])]
    counts = [float(len(one.called)) for one in enough]
    means = {
        name: guarded(
            mean_interval([p[name] for p in people.values() if is_known(p["d"])])
        )
        for name in (MEASURES if alone else ())
    }
    return When(
        id=occasion,
        title=title,
        sat=len(here),
        measured=len(enough),
        answered=guarded(mean_interval(counts)),
        levels=levels_of(here),
        alone=means,
    )


def _said(
    changes: Mapping[str, Change], before: When, after: When
) -> dict[str, words.Said]:
    """Words about the class; only where there are numbers to say them of."""
    if changes:
        d, c = changes["d"], changes["c"]
        return {
            "before": words.group(d.before, c.before),
            "after": words.group(d.after, c.after),
            "change": words.change(d.gain, c.gain),
        }
    return {
        name: words.group(when.alone["d"], when.alone["c"])
        for name, when in (("before", before), ("after", after))
        if when.measured
    }


def _backwards(first: str, second: str, sittings: Sequence[Sitting]) -> int:
    """How many began the second sheet before the first."""
    began = {(one.code, one.occasion): one.began for one in sittings}
    return sum(
        began[code, second] < started
        for (code, occasion), started in began.items()
        if occasion == first and (code, second) in began
    )
