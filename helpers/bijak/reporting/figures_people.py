"""How many people there are, and recaps of them with small groups hidden."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ..measures.suppression import suppress
from ..results import Roster
from .event import Event

NO_REGION = "tidak disebut"


@dataclass(frozen=True)
class Recap:
    """Counts of one set of people by one property.

    Attributes:
        rows: category → how many; None where it is hidden.
        total: how many altogether; None where it is hidden.
        source: the file that says so.
    """

    rows: Mapping[str, int | None]
    total: int | None
    source: str


@dataclass(frozen=True)
class People:
    """The people of a class.

    Attributes:
        all: how many belong to it: on the roster, or with a hand-in.
        enrolled: how many stand on the roster.
        strangers: how many handed something in and stand on no roster; a lost code
            makes two people of one.
        registered: from the organiser's list; None where nobody counted.
        present: the same, of those who were there.
        recaps: name of a property → the recap.
    """

    all: int
    enrolled: int
    strangers: int
    registered: int | None
    present: int | None
    recaps: Mapping[str, Recap]


def people_figures(roster: Roster, codes: Sequence[str], event: Event) -> People:
    """Counts of people.

    The organiser's counts are about those present. Regions come from the roster only
    where the organiser has counted no groups: two sets of people are never mixed.

    Args:
        roster: who belongs to the class.
        codes: all people of the class.
        event: the organiser's counts.
    """
    recaps = {
        name: recap(counts, event.name)
        for name, counts in event.groups.items()
        if counts
    }
    if not event.groups and any(roster.regions.values()):
        counts = Counter(region or NO_REGION for region in roster.regions.values())
        recaps["wilayah"] = recap(counts, "peserta.csv")
    strangers = len(set(codes) - set(roster.regions))
    return People(
        all=len(codes),
        enrolled=len(roster.regions),
        strangers=strangers,
        registered=event.registered,
        present=event.present,
        recaps=recaps,
    )


def recap(counts: Mapping[str, int], source: str) -> Recap:
    """Counts in the order of their names' size, small ones and their mates hidden.

    Args:
        counts: category → how many.
        source: the file that says so.
    """
    names = sorted(counts, key=lambda name: (name == NO_REGION, name))
    *shown, total = suppress([counts[name] for name in names]).tolist()
    return Recap(
        {name: _whole(n) for name, n in zip(names, shown, strict=True)},
        _whole(total),
        source,
    )


def _whole(count: float) -> int | None:
    """A count; None where it is hidden (NaN)."""
    return None if count != count else int(count)
