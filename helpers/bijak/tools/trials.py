"""The trials of a message in a village: dials to turn, and what comes of each.

Every trial asks one question of `spread` and keeps everything else still. The means
of all settings are kept in ``data/sebaran-a4-percobaan.csv``; they are made by
`bijak.authoring.synthetic.a4`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import product

from ..errors import BijakError
from ..text import format_number, join_words
from .spread import Conditions, Course, Village, anyone, build_village, busiest, mean
from .spread import run as run_once

HOURS = 24
VILLAGES: Mapping[str, tuple[str, int]] = {
    "sukateliti": ("Desa Sukateliti", 5),
    "sebelah": ("desa sebelah", 3),
}
"""Name in a cell → (name to read, seed)."""

LATE_CHECKING: Mapping[str, float] = {"sukateliti": 0.2, "sebelah": 0.1}
"""Share of the people who check in the trial of late corrections, 0 to 1, by village:
two shares, so that what one village shows does not answer for the other."""

SEEN, BELIEVING = "Pernah membaca", "Percaya"

Setting = tuple[float | str, ...]
Lines = dict[str, tuple[tuple[float, float], ...]]


@dataclass(frozen=True)
class Dial:
    """One thing that can be turned.

    Attributes:
        name: what is turned, in a few words.
        choices: value → its words.
    """

    name: str
    choices: Mapping[float | str, str]


@dataclass(frozen=True)
class Trial:
    """A question to the village.

    Attributes:
        question: in one sentence.
        dials: what can be turned.
        lines: (village, setting) → the curves, in percent of all people.
    """

    question: str
    dials: tuple[Dial, ...]
    lines: Callable[[str, Setting], Lines]

    def settings(self) -> Iterator[Setting]:
        """All settings, the last dial turning fastest."""
        return product(*(dial.choices for dial in self.dials))

    def words(self, setting: Setting) -> tuple[str, ...]:
        """A setting as people read it."""
        return tuple(
            dial.choices[value] for dial, value in zip(self.dials, setting, strict=True)
        )


@lru_cache(maxsize=4)
def village_of(name: str) -> Village:
    """The village behind a name.

    Raises:
        BijakError: no village has this name.
    """
    if name not in VILLAGES:
        known = join_words([f"“{one}”" for one in VILLAGES])
        raise BijakError(f"Desa “{name}” tidak ada. Yang ada: {known}.")
    return build_village(VILLAGES[name][1])


@lru_cache(maxsize=512)
def _mean(village: str, what: Conditions) -> Course:
    return mean(village_of(village), what, hours=HOURS)


def _points(values: tuple[float, ...]) -> tuple[tuple[float, float], ...]:
    return tuple((hour, round(value, 1)) for hour, value in enumerate(values))


def _both(village: str, what: Conditions) -> Lines:
    course = _mean(village, what)
    return {SEEN: _points(course.seen), BELIEVING: _points(course.believing)}


def _one_day(village: str, setting: Setting) -> Lines:
    people = len(village_of(village).member_of)
    course = run_once(village_of(village), Conditions(), int(setting[0]), HOURS)
    share = tuple(100 * count / people for count in course.believing)
    usual = _points(_mean(village, Conditions()).believing)
    return {"Hari ini": _points(share), "Rata-rata 300 hari": usual}


def _silent(village: str, setting: Setting) -> Lines:
    return _both(village, Conditions(checking=setting[0] / 100))


def _late(village: str, setting: Setting) -> Lines:
    share = LATE_CHECKING[village]
    what = Conditions(checking=share, writing=0.5, delay=setting[0])
    return _both(village, what)


def _members(village: str, setting: Setting) -> Lines:
    count, where = setting
    busy = where == "banyak"
    plan = busiest(village_of(village), count) if busy else anyone(count)
    return _both(village, Conditions(correctors=plan if count else ()))


def _warning(village: str, setting: Setting) -> Lines:
    suspicious, checking = (share / 100 for share in setting)
    people = {"suspicious": suspicious, "checking": checking}
    hoax = _mean(village, Conditions(**people))
    true = _mean(village, Conditions(**people, true=True))
    return {
        "Peringatan benar terbaca": _points(true.seen),
        "Hoaks dipercaya": _points(hoax.believing),
    }


def _percents(*shares: int) -> dict[float | str, str]:
    return {share: f"{share}%" for share in shares}


TRIALS: Mapping[str, Trial] = {
    "dasar": Trial(
        "Hari yang berbeda di desa yang sama: seberapa jauh hoaks menyebar?",
        (Dial("Hari", {day: f"ke-{day}" for day in range(1, 21)}),),
        _one_day,
    ),
    "diam": Trial(
        "Sebagian warga memeriksa, lalu diam. Apa yang berubah?",
        (Dial("Memeriksa lalu diam", _percents(*range(0, 81, 10))),),
        _silent,
    ),
    "jeda": Trial(
        "Koreksi yang sama, jam yang berbeda. Apa yang berubah?",
        (
            Dial(
                "Koreksi terkirim sesudah",
                {h: f"{format_number(h)} jam" for h in (0.5, 2.0, 6.0, 12.0)},
            ),
        ),
        _late,
    ),
    "kim": Trial(
        "Anggota KIM selalu menulis koreksi. Siapa yang sebaiknya diajak?",
        (
            Dial("Anggota KIM", {n: f"{n} orang" for n in (0, 15, 30, 60)}),
            Dial("Dipilih", {"acak": "acak", "banyak": "yang grupnya terbanyak"}),
        ),
        _members,
    ),
    "curiga": Trial(
        "Sebagian warga mencurigai semua pesan. Apa harganya?",
        (
            Dial("Curiga pada semua", _percents(*range(0, 71, 10))),
            Dial("Memeriksa", _percents(0, 30)),
        ),
        _warning,
    ),
}
"""Name in a cell → the trial."""


def trial_of(name: str) -> Trial:
    """The trial with a name.

    Raises:
        BijakError: there is none.
    """
    if name not in TRIALS:
        known = join_words([f"“{one}”" for one in TRIALS])
        raise BijakError(f"Percobaan “{name}” tidak ada. Yang ada: {known}.")
    return TRIALS[name]
