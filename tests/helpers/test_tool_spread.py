"""The village of A4: small villages reckoned by hand, and the findings of the plan."""

from __future__ import annotations

import csv
import io
import math
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bijak.authoring.synthetic import a4
from bijak.errors import BijakError
from bijak.paths import data_folder
from bijak.tools.spread import (
    Conditions,
    Village,
    anyone,
    build_village,
    busiest,
    mean,
    run,
)
from bijak.tools.trials import TRIALS, VILLAGES, trial_of, village_of

BENCHMARKS = Path(__file__).resolve().parents[2] / "benchmarks"

# One group of four; nobody can pass anything on, for nobody has another group.
CLOSED = Village(((0, 1, 2, 3),), ((0,), (0,), (0,), (0,)))
# Two groups that share person 2; person 5 is in none.
BRIDGE = Village(((0, 1, 2), (2, 3, 4)), ((0,), (0,), (0, 1), (1,), (1,), ()))
AT_ONCE = 1e-9  # hours until a message is read


def test_all_of_one_group_read_and_believe():
    """Four people, one group, read at once: four at every hour but the first."""
    course = run(CLOSED, Conditions(entries=1, reading=AT_ONCE), seed=1, hours=3)
    assert (course.seen, course.believing) == ((0, 4, 4, 4), (0, 4, 4, 4))


def test_checkers_read_but_do_not_believe():
    """Where all check, all have read and none believes."""
    what = Conditions(entries=1, reading=AT_ONCE, checking=1.0)
    assert run(CLOSED, what, seed=1, hours=1).seen[-1] == 4
    assert run(CLOSED, what, seed=1, hours=1).believing[-1] == 0


def test_a_bridge_carries_the_message_over():
    """With forwarding 1, five of the six read; the one without a group never does."""
    what = Conditions(entries=1, reading=0.05, forwarding=1.0)
    course = run(BRIDGE, what, seed=4, hours=24)
    assert (course.seen[-1], course.believing[-1]) == (5, 5)


def test_without_forwarding_it_stays_where_it_came_in():
    """Three people in the one group, whichever it was."""
    what = Conditions(entries=1, reading=AT_ONCE, forwarding=0.0)
    assert {run(BRIDGE, what, seed, 2).seen[-1] for seed in range(9)} == {3}


def test_a_corrected_group_believes_no_more():
    """The bridge corrects at once and convinces everybody: only who read before it."""
    what = Conditions(
        entries=2,
        reading=2.0,
        delay=0.0,
        persuaded=1.0,
        forwarding=0.0,
        correctors=((2, 2, 1),),
    )
    ends = [run(BRIDGE, what, seed, 48).believing[-1] for seed in range(200)]
    # Each of four people believes if they read before person 2 read anything: the
    # first of two readings of mean 2 comes before a third with 1/3.
    assert sum(ends) / len(ends) == pytest.approx(4 / 3, abs=0.25)


def test_reading_times_have_their_mean():
    """Half of all have read after mean × ln 2 hours (exponential times)."""
    people = 4000
    crowd = Village((tuple(range(people)),), ((0,),) * people)
    course = run(crowd, Conditions(entries=1, reading=10 / math.log(2)), 3, hours=10)
    assert course.seen[-1] / people == pytest.approx(0.5, abs=0.03)


def test_a_seed_gives_one_run():
    """The same numbers again, others for another seed, and these on every computer."""
    village = build_village(5)
    first = run(village, Conditions(), seed=1)
    assert first == run(village, Conditions(), seed=1)
    assert first != run(village, Conditions(), seed=2)
    assert (first.believing[12], first.believing[-1]) == (302, 428)


def test_a_village_has_what_was_asked():
    """600 people, 30 groups of 15 to 60, and a few people in many groups."""
    village = build_village(5)
    assert (len(village.member_of), len(village.groups)) == (600, 30)
    assert all(15 <= len(members) <= 60 for members in village.groups)
    assert len(village.member_of[village.busiest[0]]) == 14
    assert len(village.within(1, 1)) > 2 * len(village.within(4, 99))


def test_the_busiest_are_those_in_most_groups():
    """The plan names as many as asked, from the top downwards."""
    village = build_village(5)
    plan = busiest(village, 30)
    assert sum(count for *_, count in plan) == 30
    assert [least for least, *_ in plan] == sorted(
        (least for least, *_ in plan), reverse=True
    )
    above = [one for one in village.within(plan[-1][0] + 1, math.inf)]
    assert len(above) <= 30 < len(village.within(plan[-1][0], math.inf)) + 1


@settings(max_examples=30, deadline=None)
@given(
    st.integers(0, 10_000),
    st.floats(0, 1),
    st.floats(0, 1),
    st.floats(0, 1),
    st.booleans(),
)
def test_a_course_never_breaks_its_laws(seed, checking, writing, suspicious, true):
    """Readers only grow, believers are readers, nobody is counted twice."""
    what = Conditions(
        checking=checking, writing=writing, suspicious=suspicious, true=true
    )
    course = run(build_village(2, people=80, groups=6, largest=30), what, seed)
    assert len(course.seen) == len(course.believing) == 25
    assert all(a <= b for a, b in pairwise(course.seen))
    pairs = zip(course.believing, course.seen, strict=True)
    assert all(0 <= b <= s <= 80 for b, s in pairs)


# The findings of the plan. In the quick test on one village and fewer runs.


@cache
def _after_a_day(seed: int, runs: int, what: Conditions) -> float:
    course = mean(build_village(seed), what, runs)
    return (course.seen if what.true else course.believing)[-1]


def _findings(seed: int, runs: int) -> None:
    """What A4 teaches, as orders with a gap in points."""

    def after(**more) -> float:
        return _after_a_day(seed, runs, Conditions(**more))

    village = build_village(seed)
    half = {"checking": 0.2, "writing": 0.5}
    assert after() > after(checking=0.3) + 8 > after(checking=0.5) + 16
    assert after(checking=0.5) > after(checking=0.7) + 4
    assert after(**half) + 8 < after(checking=0.2), "silence beats writing"
    delays = [after(**half, delay=delay) for delay in (0.5, 2, 6, 12)]
    assert all(early + 1 < late for early, late in pairwise(delays)), delays
    convinced = [after(**half, persuaded=share) for share in (0.3, 0.5, 0.8)]
    assert all(less > more + 2 for less, more in pairwise(convinced)), convinced
    for count in (15, 30, 60):
        random = after(correctors=anyone(count))
        assert after(correctors=busiest(village, count)) + 3 < random
    thirty = after(correctors=busiest(village, 30))
    assert thirty < after(correctors=anyone(30)) > after(correctors=anyone(60))
    seen = [after(true=True, suspicious=share) for share in (0, 0.3, 0.5)]
    assert all(more > less + 3 for more, less in pairwise(seen)), seen
    assert after(true=True, checking=0.5) == seen[0], "checking stops a warning"


def test_the_findings_of_the_plan():
    """Writing beats silence, early beats late, many groups beat chance, …"""
    _findings(a4.LESSON, 60)


@pytest.mark.slow
@pytest.mark.parametrize("seed", [a4.LESSON, a4.OTHER, 1, 6, 13])
def test_the_findings_hold_in_every_village(seed):
    """Over 300 runs, in the two villages of the module and three others."""
    _findings(seed, 300)


@pytest.mark.slow
def test_the_means_are_near_the_plan():
    """Each row of the plan's table within six points; see benchmarks/README.md."""
    village = build_village(a4.LESSON)
    half = {"checking": 0.2, "writing": 0.5}
    plan = [
        (59, {}),
        (30, {"checking": 0.3}),
        (18, {"checking": 0.5}),
        (9, {"checking": 0.7}),
        (22, half),
        (28, {**half, "persuaded": 0.3}),
        (14, {**half, "persuaded": 0.8}),
        (19, {**half, "delay": 0.5}),
        (29, {**half, "delay": 12}),
        (34, {"correctors": anyone(30)}),
        (24, {"correctors": busiest(village, 30)}),
        (25, {"correctors": anyone(60)}),
        (15, {"correctors": busiest(village, 60)}),
        (44, {"true": True, "suspicious": 0.3}),
        (36, {"true": True, "suspicious": 0.5}),
    ]
    for percent, what in plan:
        found = _after_a_day(a4.LESSON, 300, Conditions(**what))
        assert found == pytest.approx(percent, abs=6), what


# What is kept.


def _kept(name: str) -> str:
    return (data_folder() / name).read_text(encoding="utf-8")


def _rows(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(_kept(name))))


def test_the_quick_tables_are_what_the_script_makes():
    """Letter by letter."""
    for name, text in a4.tables().items():
        assert _kept(name) == text


@pytest.mark.parametrize(
    ("name", "share"),
    [
        ("sebaran-a4-diam.csv", 40),
        ("sebaran-a4-koreksi.csv", 15),
        ("sebaran-a4-koreksi-kuis.csv", 20),
    ],
)
def test_a_few_points_of_the_kept_means(name, share):
    """Made anew, a whole curve is the one that is kept."""
    village, writing, _ = a4.CURVES[name]
    made = [tuple(map(float, row)) for row in a4.curve_rows(village, writing, [share])]
    kept = [tuple(map(float, row.values())) for row in _rows(name)]
    assert made == [row for row in kept if row[0] == share]


def test_what_turns_live_is_what_is_kept():
    """A dial shows the numbers of the table, also of the other village."""
    kept = _rows("sebaran-a4-percobaan.csv")
    for name, village, setting in (
        ("jeda", "sebelah", (0.5,)),
        ("curiga", "sukateliti", (50, 0)),
    ):
        ends = [line[-1][1] for line in TRIALS[name].lines(village, setting).values()]
        words = [*TRIALS[name].words(setting), ""][:2]
        (row,) = (
            row
            for row in kept
            if [row["percobaan"], row["desa"]] == [name, village]
            and [row["pengatur_1"], row["pengatur_2"]] == words
        )
        assert [float(row["garis_1"]), float(row["garis_2"])] == ends


def test_every_setting_of_every_trial_is_kept():
    """In both villages, once."""
    kept = [
        (row["percobaan"], row["desa"], row["pengatur_1"], row["pengatur_2"])
        for row in _rows("sebaran-a4-percobaan.csv")
    ]
    wanted = [
        (name, village, *([*trial.words(setting), ""][:2]))
        for name, trial in TRIALS.items()
        for village in VILLAGES
        for setting in trial.settings()
    ]
    assert kept == wanted


@pytest.mark.slow
def test_all_kept_means_are_what_the_script_makes():
    """Letter by letter; half a minute."""
    for name, text in a4.slow_tables().items():
        assert _kept(name) == text, name
    for name, text in a4.member_tables().items():
        assert (BENCHMARKS / name).read_text(encoding="utf-8") == text, name


def test_unknown_names_are_answered_with_what_there_is():
    """No traceback, but the names one can use."""
    with pytest.raises(BijakError, match="“sukateliti” dan “sebelah”"):
        village_of("lain")
    with pytest.raises(BijakError, match="“dasar”"):
        trial_of("lain")
