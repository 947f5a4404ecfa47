"""*Jeli* and *curiga* in words, never more certain than the answers allow.

Light on purpose: whoever only needs a sentence loads no library.

Thresholds, the same as in the objectives of the modules:

- jeli: d′ ≥ 1; somebody who guesses has 0.
- leaning: |c| > ½; below suspicious, above trusting.
- moved between two tests: the 95 % interval leaves 0 out, and for c |Δc| > 0.15.
  Where c moved, d′ must have moved by more than 0.2 in all of its interval: the
  correction pulls the d′ of a leaning class further towards 0 (with 12 + 12 posts and
  c = −1 by 0.1 more at d′ = 1, by 0.2 more at 1.5), so a class that only stops leaning
  would look more discerning.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import hypot
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .light import Estimate, Person

SHARP = 1.0
"""From this d′ on somebody is called *jeli*."""

BALANCED = 0.5
"""Up to this |c| nobody is said to lean."""

STEADY = 0.15
"""Up to this |Δc| a class has not become more suspicious, or more trusting."""

PULL = 0.2
"""How much of a change of d′ may come from the correction when c moved."""

REACH = 1.959964
"""How many standard errors a 95 % interval reaches to either side."""

TOO_FEW = "Jawabannya belum cukup untuk menghitung jeli dan curiga."


@dataclass(frozen=True)
class Said:
    """What is said about a person or a class.

    Attributes:
        jeli: a code: ``sharp``, ``above``, ``unclear``, ``reversed``; of a change
            ``better``, ``worse``, ``unclear``; ``missing`` when there is too little.
        curiga: a code: ``suspicious``, ``trusting``, ``balanced``, of a change also
            ``steady``, ``unclear``; ``missing``.
        sure: whether the interval allows both to be said without a reservation.
        sentences: Indonesian sentences, in the order of reading.
    """

    jeli: str
    curiga: str
    sure: bool
    sentences: tuple[str, ...]


def person(d: float | None, c: float | None, error: float | None, items: int) -> Said:
    """What a person is told, in private.

    One person's d′ from 24 posts is known only to about ±1, so a reservation is the
    rule here, and two people must not be compared.

    Args:
        d: discernment; None (or NaN) when there were too few answers.
        c: criterion.
        error: standard error of d; that of c is half of it.
        items: how many posts it rests on.
    """
    if d is None or c is None or error is None or d != d or c != c or error != error:
        return Said("missing", "missing", False, (TOO_FEW,))
    low, high = d - REACH * error, d + REACH * error
    jeli = "sharp" if d >= SHARP else "above" if low > 0 else "unclear"
    if high < 0:
        jeli = "reversed"
    clear = low >= SHARP if jeli == "sharp" else high < SHARP
    curiga = _leaning(c)
    certain = curiga != "balanced" and abs(c) - REACH * error / 2 > 0
    known = certain or (curiga == "balanced" and abs(c) + REACH * error / 2 <= BALANCED)
    sentences = [_PERSON_JELI[jeli, clear], _PERSON_CURIGA[curiga, certain]]
    if not (clear and known):
        sentences.append(reservation(items))
    return Said(jeli, curiga, clear and known, tuple(sentences))


def reservation(items: int) -> str:
    """What belongs beside a person's result that is not certain.

    Args:
        items: how many posts it rests on.
    """
    return f"Ini baru dari {items} kiriman. Dengan kiriman lain hasilnya dapat berbeda."


def person_change(before: Person, after: Person) -> Said:
    """What a person is told between two tests, in private.

    From 24 posts each, d′ must move by about 1.4 and c by about 0.7 before chance is
    unlikely; so *belum terlihat* is the rule.

    Args:
        before: the earlier test.
        after: the later one.
    """
    if before.d is None or after.d is None:
        return Said("missing", "missing", False, (TOO_FEW,))
    d, c = after.d - before.d, after.c - before.c
    reach = REACH * hypot(before.error, after.error)
    moved = abs(c) > max(STEADY, reach / 2)
    least = reach + (PULL if moved else 0.0)
    jeli = "better" if d > least else "worse" if d < -least else "unclear"
    curiga = ("suspicious" if c < 0 else "trusting") if moved else "unclear"
    sentences = [_MOVED_JELI[jeli], _MOVED_CURIGA[curiga]]
    if moved and jeli != "better":
        sentences.append(_ONLY_MOVED[curiga])
    if jeli == curiga == "unclear":
        sentences.append("Perubahan kecil sering hanya kebetulan.")
    return Said(jeli, curiga, "unclear" not in (jeli, curiga), tuple(sentences))


def group(d: Estimate, c: Estimate) -> Said:
    """What a trainer is told about a class at one time.

    Args:
        d: mean d′ of the class with its interval.
        c: mean c of the class.
    """
    if not _has_interval(d) or not _has_interval(c):
        return Said("missing", "missing", False, (TOO_FEW,))
    jeli = "sharp" if d.low >= SHARP else "above" if d.low > 0 else "unclear"
    if d.high < 0:
        jeli = "reversed"
    curiga = "balanced"
    if c.high < -BALANCED or c.low > BALANCED:
        curiga = _leaning(c.value)
    elif c.low < -BALANCED or c.high > BALANCED:
        curiga = "unclear"
    sure = "unclear" not in (jeli, curiga)
    return Said(jeli, curiga, sure, (_GROUP_JELI[jeli], _GROUP_CURIGA[curiga]))


def change(d: Estimate, c: Estimate) -> Said:
    """What a trainer is told about a class between two tests.

    Better means more discerning. A class that only calls more posts a hoax is not
    better: then c falls, d′ does not rise, and this is said.

    Args:
        d: mean change of d′ with its interval.
        c: mean change of c; below 0 more suspicious.
    """
    if not _has_interval(d) or not _has_interval(c):
        return Said("missing", "missing", False, (TOO_FEW,))
    moved = (c.high < 0 or c.low > 0) and abs(c.value) > STEADY
    least = PULL if moved else 0.0
    jeli = "better" if d.low > least else "worse" if d.high < -least else "unclear"
    if moved:
        curiga = "suspicious" if c.value < 0 else "trusting"
    else:
        curiga = "steady" if -STEADY <= c.low and c.high <= STEADY else "unclear"
    sentences = [_CHANGE_JELI[jeli], _CHANGE_CURIGA[curiga]]
    if moved and jeli != "better":
        sentences.append(_ONLY_MOVED[curiga])
    return Said(jeli, curiga, "unclear" not in (jeli, curiga), tuple(sentences))


def _leaning(c: float) -> str:
    """Which way a criterion leans."""
    if abs(c) <= BALANCED:
        return "balanced"
    return "suspicious" if c < 0 else "trusting"


def _has_interval(estimate: Estimate) -> bool:
    return None not in (estimate.value, estimate.low, estimate.high)


_PERSON_JELI = {
    ("sharp", True): "Anda jeli: hoaks tertangkap, kabar benar jarang tertuduh.",
    ("sharp", False): "Anda tampak jeli, tetapi ini belum pasti.",
    ("above", True): "Anda sudah membedakan, tetapi sebagian masih tertukar.",
    ("above", False): "Anda sudah membedakan, dan mungkin sudah jeli.",
    ("unclear", True): "Hoaks dan kabar benar masih sering tertukar.",
    ("unclear", False): "Hoaks dan kabar benar masih tertukar, mungkin kebetulan saja.",
    ("reversed", True): "Banyak jawaban terbalik. Bahas beberapa bersama pelatih.",
    ("reversed", False): "Banyak jawaban terbalik. Bahas beberapa bersama pelatih.",
}
_PERSON_CURIGA = {
    ("suspicious", True): "Anda cenderung curiga: kabar benar ikut tertuduh.",
    ("suspicious", False): "Anda tampak cenderung curiga, tetapi ini belum pasti.",
    ("trusting", True): "Anda cenderung percaya: hoaks ikut lolos.",
    ("trusting", False): "Anda tampak cenderung percaya, tetapi ini belum pasti.",
    ("balanced", False): "Anda tidak tampak berat sebelah.",
}
_MOVED_JELI = {
    "better": "Anda lebih jeli daripada sebelumnya.",
    "worse": "Kali ini hoaks dan kabar benar lebih sering tertukar.",
    "unclear": "Jeli: belum terlihat jelas berubah.",
}
_MOVED_CURIGA = {
    "suspicious": "Anda lebih curiga daripada sebelumnya.",
    "trusting": "Anda lebih percaya daripada sebelumnya.",
    "unclear": "Curiga: belum terlihat jelas berubah.",
}
_GROUP_JELI = {
    "sharp": "Kelas ini jeli.",
    "above": "Kelas ini membedakan lebih baik daripada menebak.",
    "unclear": "Kelas ini belum terlihat membedakan lebih baik daripada menebak.",
    "reversed": "Jawaban kelas ini lebih sering terbalik daripada menebak.",
}
_GROUP_CURIGA = {
    "suspicious": "Kelas ini cenderung curiga: kabar benar ikut tertuduh.",
    "trusting": "Kelas ini cenderung percaya: hoaks ikut lolos.",
    "balanced": "Kelas ini tidak berat sebelah.",
    "unclear": "Belum jelas apakah kelas ini berat sebelah.",
}
_CHANGE_JELI = {
    "better": "Kelas ini lebih jeli daripada sebelumnya.",
    "worse": "Kelas ini kurang jeli daripada sebelumnya.",
    "unclear": "Jeli: belum terlihat perubahan.",
}
_CHANGE_CURIGA = {
    "suspicious": "Kelas ini lebih curiga daripada sebelumnya.",
    "trusting": "Kelas ini lebih percaya daripada sebelumnya.",
    "steady": "Curiga: tetap.",
    "unclear": "Curiga: belum terlihat jelas berubah.",
}
_ONLY_MOVED = {
    "suspicious": "Lebih banyak kiriman disebut hoaks, juga yang benar. "
    "Itu belum berarti lebih pandai memilah.",
    "trusting": "Lebih banyak kiriman dipercaya, juga yang hoaks. "
    "Itu belum berarti lebih pandai memilah.",
}
