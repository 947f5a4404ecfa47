"""A class with known ability, guessing, leaning and gain, and what the measures say.

    python benchmarks/cohort.py                 1,000 runs of 50 and of 3,000 people
    python benchmarks/cohort.py --runs 200      fewer
    python benchmarks/cohort.py --seed 5        other classes, the same items and truth

Each person has a d′, a criterion and a skill of their own; each item has a difficulty
that stays the same in all runs, since a class meets one bank and not all banks.
A post is called a hoax when its evidence exceeds the person's criterion (equal-variance
signal detection); now and then somebody guesses, says *belum tahu*, or leaves an item
empty; the less able leave the class somewhat more often before the second test.

The estimand is the expected value of the same statistic on a test of the same length
and the same items, over people like these: what a class of two million would show.
It is not the true d′, which the log-linear correction draws towards 0.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from scipy.stats import binom

HERE = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(HERE / "helpers"))

from bijak.measures import (  # noqa: E402
    calibration,
    discernment,
    gain,
    item_analysis,
    linking,
    reliability,
    words,
)
from bijak.measures.estimates import Estimate, mean_interval  # noqa: E402

SEED = 20270405
CHUNKS, CHUNK = 5, 400_000
HOAX = np.arange(24) < 12
ANCHORS = [0, 1, 12, 13]
SKILLS, OPTIONS = 8, 4
ITEMS = len(HOAX) + SKILLS
SKILL_GUESS = 1 / OPTIONS
STEPS = (0.3, 0.8, 1.4)
NEAR = 0.06


@dataclass(frozen=True)
class Cohort:
    """The people a class is drawn from: means, and standard deviations between people.

    Attributes:
        d: discernment before the class; `d_sd` between people.
        lean: criterion before the class, below 0 suspicious.
        gain: what the class adds to d′.
        shift: what it adds to the criterion.
        skill: ability at the skill items, and what is added to it.
        guess: share of answers that are the toss of a coin.
        empty: share of items left out.
        leave: share of people who miss the second test.
    """

    d: float = 1.0
    d_sd: float = 0.6
    lean: float = 0.0
    lean_sd: float = 0.4
    gain: float = 0.4
    gain_sd: float = 0.3
    shift: float = 0.0
    shift_sd: float = 0.2
    skill: float = 0.0
    skill_sd: float = 0.7
    skill_gain: float = 0.4
    guess: float = 0.08
    empty: float = 0.02
    leave: float = 0.15


NO_GAIN = {"gain": 0.0, "gain_sd": 0.0, "shift_sd": 0.0, "skill_gain": 0.0}
COHORTS = {
    "belajar": Cohort(),
    "tetap": Cohort(**NO_GAIN),
    "hanya curiga": Cohort(lean=0.3, shift=-0.5, **NO_GAIN),
    "curiga sekali": Cohort(shift=-0.8, **NO_GAIN),
    "tidak curiga lagi": Cohort(lean=-0.8, shift=0.8, **NO_GAIN),
}


@dataclass(frozen=True)
class Sitting:
    """One test of a class.

    Attributes:
        calls: shape (people, 24), as `discernment.discern` takes them.
        levels: shape (people, 24), confidence 1 to 4.
        skills: shape (people, 8), 1 right, 0 wrong or empty.
        form: shape (people,), 0 or 1.
    """

    calls: np.ndarray
    levels: np.ndarray
    skills: np.ndarray
    form: np.ndarray

    @property
    def right(self) -> np.ndarray:
        """Shape (people, 24): 1 right, 0 wrong, NaN empty or *belum tahu*."""
        told = np.where(HOAX, self.calls, 1 - self.calls)
        return np.where(told == 0.5, np.nan, told)

    @property
    def points(self) -> np.ndarray:
        """Shape (people, 32): 1 right, else 0."""
        return np.hstack([np.nan_to_num(self.right), self.skills])


@dataclass(frozen=True)
class Class:
    """Both tests of a class; who left has NaN in the second."""

    pre: Sitting
    post: Sitting
    there: np.ndarray


@cache
def forms(seed: int = SEED) -> tuple[np.ndarray, np.ndarray]:
    """Difficulties of two forms: posts (2, 24) and skills (2, 8); B is the harder."""
    rng = np.random.default_rng(seed)
    posts = rng.normal(0, 0.35, (2, 24))
    posts += np.array([[0.0], [0.2]]) - posts.mean(axis=1, keepdims=True)
    posts[1, ANCHORS] = posts[0, ANCHORS]
    return posts, rng.normal(0, 0.5, (2, SKILLS))


def sit(rng, cohort: Cohort, d, lean, skill, form) -> Sitting:
    """Let people answer a form. All arguments after the cohort: shape (people,)."""
    posts, skills = forms()
    people = len(d)
    signal = np.where(HOAX, 0.5, -0.5) * (d[:, None] - 2 * posts[form])
    above = signal + rng.standard_normal((people, 24)) - lean[:, None]
    coin = rng.random((people, 24)) < cohort.guess
    above = np.where(coin, rng.choice([-0.1, 0.1], (people, 24)), above)
    calls = np.where(np.abs(above) < NEAR, 0.5, (above > 0).astype(float))
    calls[rng.random((people, 24)) < cohort.empty] = np.nan
    levels = 1.0 + np.digitize(np.abs(above), STEPS)
    levels[np.isnan(calls) | (calls == 0.5)] = np.nan
    able = skill[:, None] - skills[form] + rng.standard_normal((people, SKILLS)) > 0
    lucky = rng.random((people, SKILLS)) < SKILL_GUESS
    return Sitting(calls, levels, (able | lucky).astype(float), form)


def draw(rng, cohort: Cohort, people: int) -> Class:
    """A class of so many people, who take form A then B, or B then A, by chance."""

    def people_of(mean: float, deviation: float) -> np.ndarray:
        return rng.normal(mean, deviation, people)

    d, lean = people_of(cohort.d, cohort.d_sd), people_of(cohort.lean, cohort.lean_sd)
    skill = people_of(cohort.skill, cohort.skill_sd)
    form = rng.integers(2, size=people)
    pre = sit(rng, cohort, d, lean, skill, form)
    leaves = cohort.leave * np.where(d < cohort.d, 1.3, 0.7)
    there = rng.random(people) >= leaves
    post = sit(
        rng,
        cohort,
        d + people_of(cohort.gain, cohort.gain_sd),
        lean + people_of(cohort.shift, cohort.shift_sd),
        skill + cohort.skill_gain,
        1 - form,
    )
    post.calls[~there] = np.nan
    post.levels[~there] = np.nan
    return Class(pre, post, there)


def measure(drawn: Class) -> dict[str, Estimate]:
    """Name → what the measures say about a class."""
    before = discernment.discern(drawn.pre.calls, HOAX)
    after = discernment.discern(drawn.post.calls, HOAX)
    first = drawn.pre.points.sum(axis=1)
    second = np.where(drawn.there, drawn.post.points.sum(axis=1), np.nan)
    order, form = drawn.pre.form, drawn.pre.form
    sure = drawn.pre.levels, drawn.pre.right
    a, b = (drawn.pre.points[form == which, :24] for which in (0, 1))
    return {
        "d′ prates": mean_interval(before.d),
        "c prates": mean_interval(before.c),
        "Δd′": gain.raw_gain(before.d, after.d, order),
        "Δc": gain.raw_gain(before.c, after.c, order),
        "Δ poin": gain.raw_gain(first, second, order),
        "d_z poin": gain.effect_z(first, second, order),
        "d_av poin": gain.effect_average(first, second, order),
        "⟨g⟩ poin": gain.hake(first, second, ITEMS),
        "Brier": mean_interval(calibration.brier(*sure)),
        "terlalu yakin": mean_interval(calibration.overconfidence(*sure)),
        "α formulir A": reliability.alpha(drawn.pre.points[form == 0]),
        "sukar, soal 30": item_analysis.difficulty(drawn.pre.points[:, [29]])[0],
        "B ke A, setara": linking.equivalent_link(b.sum(axis=1), a.sum(axis=1)),
        "B ke A, jangkar": linking.anchor_link(
            b.sum(axis=1),
            b[:, ANCHORS].sum(axis=1),
            a.sum(axis=1),
            a[:, ANCHORS].sum(axis=1),
            len(HOAX),
            len(ANCHORS),
        ),
    }


def truth(cohort: Cohort, chunks: int = CHUNKS, chunk: int = CHUNK) -> dict[str, float]:
    """Name → the expected value of the statistic: what a very large class shows."""
    rng = np.random.default_rng([SEED, 1])
    found: Counter[str] = Counter()
    for _ in range(chunks):
        for name, estimate in measure(draw(rng, cohort, chunk)).items():
            found[name] += estimate.value / chunks
    return dict(found)


@dataclass(frozen=True)
class Coverage:
    """What many classes showed.

    Attributes:
        inside: name → share of classes whose interval contains the estimand.
        width: name → mean width of the intervals.
        told: (jeli, curiga) → share of classes of which `words.change` says so.
        unmoved: share of classes whose interval of Δd′ contains 0.
    """

    inside: dict[str, float]
    width: dict[str, float]
    told: dict[tuple[str, str], float]
    unmoved: float

    def share(self, **said: str) -> float:
        """Share of classes of which this is said: ``jeli="better"``."""
        wanted = {"jeli": 0, "curiga": 1}
        return sum(
            share
            for words_said, share in self.told.items()
            if all(words_said[wanted[name]] == code for name, code in said.items())
        )


def coverage(
    cohort: Cohort, people: int, runs: int, expected: dict[str, float], seed: int = SEED
) -> Coverage:
    """How often intervals contain the estimand, and what is said about the change.

    Args:
        cohort: where the people come from.
        people: how many a class has.
        runs: how many classes.
        expected: what `truth` found; what is not in it is not counted.
        seed: another one draws other classes.
    """
    rng = np.random.default_rng([seed, 2, people])
    inside: Counter[str] = Counter()
    width: Counter[str] = Counter()
    told: Counter[tuple[str, str]] = Counter()
    unmoved = 0
    for _ in range(runs):
        found = measure(draw(rng, cohort, people))
        for name, wanted in expected.items():
            low, high = found[name].low, found[name].high
            if low is not None and high is not None:
                inside[name] += low <= wanted <= high
                width[name] += (high - low) / runs
        said = words.change(found["Δd′"], found["Δc"])
        told[said.jeli, said.curiga] += 1
        unmoved += found["Δd′"].low <= 0 <= found["Δd′"].high
    return Coverage(
        inside={name: inside[name] / runs for name in expected},
        width=dict(width),
        told={said: count / runs for said, count in told.most_common()},
        unmoved=unmoved / runs,
    )


def one_person(d: float, c: float, n: int = 12) -> tuple[float, float, float, float]:
    """All that can happen to one person with n hoaxes and n true posts, weighed.

    Returns:
        (expected d′, its standard deviation, share of intervals with the true d′,
        share with the expected d′). Exact: no run, no seed.
    """
    from scipy.special import ndtr

    k = np.arange(n + 1)
    weight = np.outer(
        binom.pmf(k, n, ndtr(d / 2 - c)), binom.pmf(k, n, ndtr(-d / 2 - c))
    )
    high, low = np.meshgrid(*2 * [discernment.log_linear(k, n)], indexing="ij")
    seen = discernment.d_prime(high, low)
    reach = words.REACH * discernment.standard_error(high, n, low, n)
    mean = float((weight * seen).sum())
    deviation = float((weight * (seen - mean) ** 2).sum() ** 0.5)
    true = float(weight[np.abs(seen - d) <= reach].sum())
    expected = float(weight[np.abs(seen - mean) <= reach].sum())
    return mean, deviation, true, expected


def chained_linear(new, new_anchors, old, old_anchors) -> float:
    """What chained linear linking adds at the mean of the new form; only compared."""
    slope = (old.std() / old_anchors.std()) if old_anchors.std() else 0.0
    return old.mean() + slope * (new_anchors.mean() - old_anchors.mean()) - new.mean()


def links(people: int, runs: int, apart: float) -> dict[str, tuple[float, float]]:
    """Name of a linking → (bias, root mean square error) in points of 24 posts.

    Args:
        people: in each of the two classes.
        runs: how many pairs of classes.
        apart: how much higher the true d′ of the new form's class is.
    """
    rng = np.random.default_rng([SEED, 3, people])

    def totals(form: int, d: float, n: int) -> np.ndarray:
        zero = np.zeros(n)
        each = rng.normal(d, 0.6, n), rng.normal(0, 0.4, n), rng.normal(0, 0.7, n)
        return sit(rng, Cohort(), *each, zero.astype(int) + form).points[:, :24]

    wanted = (
        totals(0, 1 + apart, CHUNK).sum(axis=1).mean()
        - totals(1, 1 + apart, CHUNK).sum(axis=1).mean()
    )
    off: dict[str, list[float]] = {}
    for _ in range(runs):
        b, a = totals(1, 1 + apart, people), totals(0, 1, people)
        four = [group[:, ANCHORS].sum(axis=1) for group in (b, a)]
        full = [group.sum(axis=1) for group in (b, a)]
        sides = full[0], four[0], full[1], four[1]
        found = {
            "tanpa": 0.0,
            "setara": linking.equivalent_link(full[0], full[1]).value,
            "jangkar, rata-rata": linking.anchor_link(*sides, 24, 4).value,
            "jangkar, linear": chained_linear(*sides),
        }
        for name, value in found.items():
            off.setdefault(name, []).append(value - wanted)
    return {
        name: (float(np.mean(errors)), float(np.mean(np.square(errors)) ** 0.5))
        for name, errors in off.items()
    }


def report(
    runs: int, seed: int = SEED, say: Callable[[str], object] = sys.stdout.write
) -> None:
    """Print all tables as Markdown."""
    for title, cohort in COHORTS.items():
        start = time.process_time()
        expected = truth(cohort)
        results = {n: coverage(cohort, n, runs, expected, seed) for n in (50, 3000)}
        say(f"\n{title}: {runs} kelas, {time.process_time() - start:.0f} s CPU\n\n")
        say("| ukuran | estimand | 50: % memuat, lebar | 3.000: % memuat, lebar |\n")
        say("|---|---|---|---|\n")
        for name, value in expected.items():
            cells = (
                f"{100 * found.inside[name]:.1f}, {found.width[name]:.2f}"
                for found in results.values()
            )
            say(f"| {name} | {value:.3f} | {' | '.join(cells)} |\n")
        for people, found in results.items():
            shares = (f"{' + '.join(k)} {v:.1%}" for k, v in found.told.items())
            say(f"\nkata, {people} orang: {', '.join(shares)}")
            say(f"; selang Δd′ memuat 0: {found.unmoved:.1%}\n")
    say("\n| d′ | c | harapan d′ | simpangan | % memuat d′ | % memuat harapan |\n")
    say("|---|---|---|---|---|---|\n")
    for d in (0, 0.5, 1, 1.5, 2):
        for c in (0, -0.5, -1):
            mean, deviation, true, expected = one_person(d, c)
            shares = f"{100 * true:.1f} | {100 * expected:.1f}"
            say(f"| {d} | {c} | {mean:.2f} | {deviation:.2f} | {shares} |\n")
    say("\n| orang | selisih kelas | penautan | bias | RMSE, poin dari 24 |\n")
    say("|---|---|---|---|---|\n")
    for people in (50, 3000):
        for apart in (0, 0.4):
            for name, (bias, error) in links(people, min(runs, 400), apart).items():
                say(f"| {people} | {apart} | {name} | {bias:+.2f} | {error:.2f} |\n")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--runs", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=SEED, help="draws other classes")
    options = parser.parse_args()
    report(options.runs, options.seed)
