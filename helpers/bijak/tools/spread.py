"""A message in the chat groups of an invented village, hour by hour.

The rules, all of them:

1. A message comes from outside into a few groups at hour 0.
2. Each member of a group reads a message some time after it was posted; the times
   are exponential.
3. Whoever believes what was read passes it on with a small chance, once for each
   reading, into one other group of theirs.
4. People who check find out: they neither believe a false message nor pass it on; a
   true one they do pass on. Suspicious people believe nothing and pass on nothing.
5. Some write a correction. Some hours after reading a false message it stands in all
   their groups. It reaches whoever reads the message there later; of these a share
   stops believing, for good.

Kin of the rumour models of Daley and Kendall, *Epidemics and Rumours*, Nature 204
(1964), with readers of a correction in the part of their stiflers. A message is posted
to groups because that is how chat works. The numbers were chosen so that the means
resemble the course's plan. They were not measured in any village.

Only ``random.random`` is called, whose sequence Python keeps for a seed: the same
seed gives the same run on every computer.
"""

from __future__ import annotations

import heapq
from bisect import bisect
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from math import inf, log
from random import Random

PEOPLE, GROUPS = 600, 30
RUNS = 300
"""Runs of a mean: the mean then strays by about one point of a hundred."""

Plan = tuple[tuple[float, float, int], ...]
"""Who corrects: (least groups, most groups, how many), drawn at random within."""

_TAIL, _MOST_ACTIVE = 3.0, 12.0
_READER, _SILENT, _WRITER, _SUSPICIOUS = range(4)


@dataclass(frozen=True)
class Village:
    """Who is in which group.

    Attributes:
        groups: for each group its members, by number.
        member_of: for each person the groups they are in; some are in none.
    """

    groups: tuple[tuple[int, ...], ...]
    member_of: tuple[tuple[int, ...], ...]

    @cached_property
    def busiest(self) -> tuple[int, ...]:
        """All people, those in most groups first, of equals the lower number."""
        people = range(len(self.member_of))
        return tuple(sorted(people, key=lambda one: -len(self.member_of[one])))

    def within(self, least: float, most: float) -> list[int]:
        """The people who are in so many groups, both ends included."""
        return [
            person
            for person, groups in enumerate(self.member_of)
            if least <= len(groups) <= most
        ]


@dataclass(frozen=True)
class Conditions:
    """What people do, and how the message came.

    Attributes:
        forwarding: chance to pass on what is believed, for each reading, 0 to 1.
        checking: share of the people who check, 0 to 1.
        writing: share of these who write a correction, 0 to 1.
        suspicious: share of the people who believe nothing, 0 to 1.
        correctors: who else always checks and corrects.
        delay: hours from reading to the correction.
        persuaded: share of the people whom a correction convinces, 0 to 1.
        true: whether the message is true: then nobody corrects it.
        entries: groups it comes into from outside.
        reading: mean hours until a message is read.
    """

    forwarding: float = 0.03
    checking: float = 0.0
    writing: float = 0.0
    suspicious: float = 0.0
    correctors: Plan = ()
    delay: float = 2.0
    persuaded: float = 0.5
    true: bool = False
    entries: int = 4
    reading: float = 4.0


@dataclass(frozen=True)
class Course:
    """How far a message came: one number for each full hour, the first at hour 0.

    Attributes:
        seen: people who read it, of one run in heads, of a mean in percent.
        believing: people who believe it then; it sinks where a correction convinces.
    """

    seen: tuple[float, ...]
    believing: tuple[float, ...]


def build_village(
    seed: int,
    people: int = PEOPLE,
    groups: int = GROUPS,
    smallest: int = 15,
    largest: int = 60,
) -> Village:
    """A village in which most people are in one or two groups and a few in many.

    How likely a person is to be in a group has a heavy tail (Pareto, exponent 3).

    Args:
        seed: decides everything.
        people: how many live there.
        groups: how many groups there are.
        smallest: members of the smallest group that may occur.
        largest: members of the largest one.
    """
    draw = Random(seed).random
    active = [min((1 - draw()) ** (-1 / _TAIL), _MOST_ACTIVE) for _ in range(people)]
    shares = list(accumulate(active))
    found = []
    for _ in range(groups):
        size = smallest + int(draw() * (largest - smallest + 1))
        members: set[int] = set()
        while len(members) < size:
            members.add(bisect(shares, draw() * shares[-1]))
        found.append(tuple(sorted(members)))
    member_of: list[list[int]] = [[] for _ in range(people)]
    for group, members in enumerate(found):
        for person in members:
            member_of[person].append(group)
    return Village(tuple(found), tuple(map(tuple, member_of)))


def anyone(count: int) -> Plan:
    """So many correctors, drawn from all people."""
    return ((0, inf, count),)


def busiest(village: Village, count: int) -> Plan:
    """So many correctors, those in most groups; the last places are drawn."""
    numbers = [len(village.member_of[one]) for one in village.busiest[:count]]
    return tuple((n, n, numbers.count(n)) for n in sorted(set(numbers), reverse=True))


def _some(people: Sequence[int], count: int, draw: Callable) -> Iterator[int]:
    """So many of these at random, each once: the first steps of a shuffle."""
    left = list(people)
    for place in range(min(count, len(left))):
        other = place + int(draw() * (len(left) - place))
        left[place], left[other] = left[other], left[place]
        yield left[place]


class _Spread:
    """One run: who has read and who believes, while the clock goes on."""

    def __init__(self, village: Village, what: Conditions, seed: int, hours: int):
        self.village, self.what, self.hours = village, what, hours
        self.draw = Random(seed).random
        people = range(len(village.member_of))
        # One number each, whatever the conditions: runs of one seed can be compared.
        characters = [self.draw() for _ in people]
        self.open = [self.draw() < what.persuaded for _ in people]
        self.roles = [self._role(one) for one in characters]
        for least, most, count in what.correctors:
            for person in _some(village.within(least, most), count, self.draw):
                self.roles[person] = _WRITER
        self.seen, self.believing = [False] * len(people), [False] * len(people)
        self.convinced = [False] * len(people)
        self.corrected = [inf] * len(village.groups)
        self.waiting: list[tuple[float, int, int]] = []
        self.counts = [0, 0]

    def _role(self, character: float) -> int:
        what = self.what
        if character > 1 - what.suspicious:
            return _SUSPICIOUS
        if what.true or character >= what.checking:
            return _READER
        return _WRITER if character < what.checking * what.writing else _SILENT

    def post(self, group: int, now: float) -> None:
        """Put the message into a group; each member reads it at a time of their own."""
        for person in self.village.groups[group]:
            when = now - self.what.reading * log(1 - self.draw())
            if when <= self.hours:
                heapq.heappush(self.waiting, (when, person, group))

    def read(self, now: float, person: int, group: int) -> None:
        """One person reads the message in one group."""
        if not self.seen[person]:
            self.seen[person] = True
            self.counts[0] += 1
        role = self.roles[person]
        if role == _WRITER and not self.what.true:
            self._correct(person, now + self.what.delay)
        elif role == _READER or (role == _WRITER and self.what.true):
            self._consider(now, person, group)

    def _correct(self, person: int, when: float) -> None:
        for group in self.village.member_of[person]:
            self.corrected[group] = min(self.corrected[group], when)

    def _consider(self, now: float, person: int, group: int) -> None:
        if self.convinced[person]:
            return
        if self.corrected[group] <= now and self.open[person]:
            self.convinced[person] = True
            self.counts[1] -= self.believing[person]
            self.believing[person] = False
            return
        self.counts[1] += not self.believing[person]
        self.believing[person] = True
        if self.draw() < self.what.forwarding:
            others = [one for one in self.village.member_of[person] if one != group]
            if others:
                self.post(others[int(self.draw() * len(others))], now)

    def go(self) -> Course:
        """Let the hours pass."""
        groups = range(len(self.village.groups))
        for group in _some(groups, self.what.entries, self.draw):
            self.post(group, 0.0)
        seen, believing = [0], [0]
        while self.waiting:
            while len(seen) < self.waiting[0][0]:
                seen.append(self.counts[0])
                believing.append(self.counts[1])
            self.read(*heapq.heappop(self.waiting))
        rest = self.hours + 1 - len(seen)
        seen += [self.counts[0]] * rest
        believing += [self.counts[1]] * rest
        return Course(tuple(seen), tuple(believing))


def run(village: Village, what: Conditions, seed: int, hours: int = 24) -> Course:
    """One course of a message, in people.

    Args:
        village: who is in which group.
        what: what people do.
        seed: decides everything that is left to chance.
        hours: how long it is watched.
    """
    return _Spread(village, what, seed, hours).go()


def mean(
    village: Village, what: Conditions, runs: int = RUNS, hours: int = 24
) -> Course:
    """The mean of the runs with the seeds 0, 1, 2, …, in percent of all people.

    Args:
        village: who is in which group.
        what: what people do.
        runs: how many runs.
        hours: how long each is watched.
    """
    courses = [run(village, what, seed, hours) for seed in range(runs)]
    share = 100 / (runs * len(village.member_of))
    hourly = range(hours + 1)
    return Course(
        tuple(share * sum(one.seen[hour] for one in courses) for hour in hourly),
        tuple(share * sum(one.believing[hour] for one in courses) for hour in hourly),
    )
