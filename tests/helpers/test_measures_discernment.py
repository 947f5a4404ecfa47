"""d′ and c, calibration, and what is said about them."""

from fractions import Fraction
from math import isnan, nan, sqrt
from statistics import NormalDist

import numpy as np
import pytest

from bijak.measures import calibration, discernment, words
from bijak.measures.estimates import Estimate

Z = NormalDist().inv_cdf
HOAX = [True] * 12 + [False] * 12


def person(hits: float, alarms: float, n: int = 12) -> list[float]:
    """The calls of somebody with so many hits and false alarms; ½ is *belum tahu*."""
    half = [0.5] * (hits % 1 > 0)
    caught = [1.0] * int(hits) + half
    half = [0.5] * (alarms % 1 > 0)
    accused = [1.0] * int(alarms) + half
    return [
        *caught, *[0.0] * (n - len(caught)), *accused, *[0.0] * (n - len(accused))
    ]  # fmt: skip


def test_d_prime_and_c_by_hand():
    """9 of 12 caught and 3 accused: d′ = 2·z(9,5/13), c = 0."""
    found = discernment.discern([person(9, 3)], HOAX)
    assert found.d[0] == pytest.approx(2 * Z(Fraction(19, 26)), abs=1e-12)
    assert found.c[0] == pytest.approx(0, abs=1e-12)


def test_with_a_printed_table_of_z():
    """A table has z 1,00, −1,00 and 2,00 for 0,8413, 0,1587 and 0,9772."""
    assert discernment.d_prime(0.8413, 0.1587) == pytest.approx(2, abs=0.001)
    assert discernment.criterion(0.8413, 0.1587) == pytest.approx(0, abs=0.001)
    assert discernment.d_prime(0.9772, 0.8413) == pytest.approx(1, abs=0.001)
    assert discernment.criterion(0.9772, 0.8413) == pytest.approx(-1.5, abs=0.001)


@pytest.mark.parametrize(("called", "sign"), [(1.0, -1), (0.0, 1)])
def test_one_answer_for_everything_is_worth_nothing(called, sign):
    """Who calls everything hoax, or true, has d′ = 0 and leans strongly."""
    found = discernment.discern([[called] * 24], HOAX)
    assert found.d[0] == pytest.approx(0, abs=1e-12)
    assert found.c[0] == pytest.approx(sign * Z(12.5 / 13), abs=1e-12)


def test_a_perfect_person_has_a_finite_d_prime():
    """All caught, none accused: the correction keeps d′ finite."""
    found = discernment.discern([person(12, 0)], HOAX)
    assert found.d[0] == pytest.approx(Z(12.5 / 13) - Z(0.5 / 13), abs=1e-12)


def test_undecided_counts_half():
    """*Belum tahu* is half a hit or half a false alarm."""
    found = discernment.discern([person(9.5, 2.5)], HOAX)
    assert (found.hits[0], found.alarms[0]) == (9.5, 2.5)
    assert found.d[0] == pytest.approx(Z(10 / 13) - Z(3 / 13), abs=1e-12)


def test_empty_items_are_not_answers():
    """What was left empty leaves the count of answers, not a wrong answer."""
    calls = person(9, 3)
    calls[11] = calls[23] = nan
    found = discernment.discern([calls], HOAX)
    assert (found.hoaxes[0], found.truths[0]) == (11, 11)
    assert found.d[0] == pytest.approx(Z(9.5 / 12) - Z(3.5 / 12), abs=1e-12)


def test_too_few_answers_are_missing():
    """Seven hoaxes answered are too few; who was absent has nothing at all."""
    few = person(9, 3)
    few[:5] = [nan] * 5
    found = discernment.discern([few, [nan] * 24, person(9, 3)], HOAX)
    assert [isnan(d) for d in found.d] == [True, True, False]
    assert [isnan(e) for e in found.error] == [True, True, False]


def test_standard_error_by_hand():
    """It is the delta method's, with the density of the normal distribution."""
    density = NormalDist().pdf(Z(9.5 / 13))
    one = (9.5 / 13) * (3.5 / 13) / (12 * density**2)
    found = discernment.discern([person(9, 3)], HOAX)
    assert found.error[0] == pytest.approx(sqrt(2 * one), rel=1e-12)


@pytest.mark.parametrize("bad", [[[2.0] * 24], [[1.0] * 23], [1.0] * 24])
def test_what_is_no_table_of_calls_is_refused(bad):
    """Another shape or another number is the caller's mistake."""
    with pytest.raises(ValueError):
        discernment.discern(bad, HOAX)


def test_nobody_is_no_error():
    """A class of nobody has no d′."""
    assert discernment.discern(np.empty((0, 24)), HOAX).d.shape == (0,)


def test_levels_as_probabilities():
    """Guessing is worth what guessing gives, the top step 95 %."""
    assert calibration.probabilities([[1, 2, 3, 4]])[0] == pytest.approx(
        [0.5, 0.65, 0.8, 0.95]
    )
    assert calibration.probabilities([[1, 4]], [4, 4])[0] == pytest.approx([0.25, 0.95])
    with pytest.raises(ValueError):
        calibration.probabilities([[0]])


def test_brier_by_hand():
    """Sure and right, sure and wrong, a guess: (1/400 + 361/400 + 100/400) / 3."""
    score = calibration.brier([[4, 4, 1, nan, 2]], [[1, 0, 1, 1, nan]])
    assert score[0] == pytest.approx(float(Fraction(1 + 361 + 100, 1200)), abs=1e-12)


def test_who_said_nothing_has_no_calibration():
    """No answer with a confidence: missing, and not 0."""
    silent = [[nan, nan]]
    assert isnan(calibration.brier(silent, [[1, 0]])[0])
    assert isnan(calibration.overconfidence(silent, [[1, 0]])[0])


def test_overconfidence_by_hand():
    """95 % sure and right every other time: 45 points too sure."""
    sure = calibration.overconfidence([[4, 4], [1, 1]], [[1, 0], [1, 1]])
    assert sure == pytest.approx([0.45, -0.5])


def test_by_level_counts_answers_and_people():
    """A step nobody used has no share right."""
    rows = calibration.by_level([[4, 4, 1], [4, nan, 2]], [[1, 0, 1], [1, 1, nan]])
    assert [(row.answers, row.people, row.right) for row in rows] == [
        (1, 1, 1.0),
        (0, 0, None),
        (0, 0, None),
        (3, 2, pytest.approx(2 / 3)),
    ]


@pytest.mark.parametrize(
    ("d", "c", "error", "jeli", "curiga", "sure"),
    [
        (2.5, 0.0, 0.2, "sharp", "balanced", True),
        (1.2, 0.0, 0.5, "sharp", "balanced", False),
        (0.8, 0.0, 0.3, "above", "balanced", False),
        (0.3, -1.2, 0.5, "unclear", "suspicious", False),
        (0.6, -1.2, 0.2, "above", "suspicious", True),
        (0.0, 0.9, 0.3, "unclear", "trusting", True),
        (-1.5, 0.0, 0.5, "reversed", "balanced", True),
        (None, None, None, "missing", "missing", False),
        (nan, nan, nan, "missing", "missing", False),
    ],
)
def test_words_for_a_person(d, c, error, jeli, curiga, sure):
    """A reservation is made unless the interval allows none."""
    said = words.person(d, c, error, 24)
    assert (said.jeli, said.curiga, said.sure) == (jeli, curiga, sure)
    reserved = any("24 kiriman" in sentence for sentence in said.sentences)
    assert reserved == (not sure and jeli != "missing")


@pytest.mark.parametrize(("error", "sure"), [(0.5, True), (0.8, False)])
def test_leaning_is_said_for_sure_only_away_from_0(error, sure):
    """c = −0,6 is a leaning; with an interval over 0 it only looks like one."""
    leaning = words.person(1.2, -0.6, error, 24).sentences[1]
    assert ("belum pasti" not in leaning) == sure


def test_from_a_whole_test_nobody_is_surely_anything_but_extreme():
    """24 posts rarely settle it: 9 caught and 3 accused get a reservation."""
    found = discernment.discern([person(9, 3)], HOAX)
    said = words.person(found.d[0], found.c[0], found.error[0], 24)
    assert (said.jeli, said.sure) == ("sharp", False)


def interval(value: float, reach: float) -> Estimate:
    """An estimate with a symmetric interval."""
    return Estimate(value, value - reach, value + reach, reach / 1.96, 50)


@pytest.mark.parametrize(
    ("d", "c", "jeli", "curiga"),
    [
        (interval(0.3, 0.2), interval(0, 0.1), "better", "steady"),
        (interval(0.3, 0.2), interval(0, 0.3), "better", "unclear"),
        (interval(0.0, 0.2), interval(-0.5, 0.1), "unclear", "suspicious"),
        (interval(0.0, 0.2), interval(0.5, 0.1), "unclear", "trusting"),
        (interval(0.1, 0.02), interval(0.5, 0.1), "unclear", "trusting"),
        (interval(0.4, 0.02), interval(-0.5, 0.1), "better", "suspicious"),
        (interval(-0.3, 0.2), interval(-0.1, 0.02), "worse", "steady"),
        (interval(0.3, 0.2), Estimate(0.1, n=1), "missing", "missing"),
    ],
)
def test_words_for_a_change(d, c, jeli, curiga):
    """Better is said of discernment only; leaning is said beside it."""
    said = words.change(d, c)
    assert (said.jeli, said.curiga) == (jeli, curiga)


def test_merely_suspicious_is_not_better():
    """The sentences say that more was called a hoax, and not that it is better."""
    text = " ".join(words.change(interval(0, 0.2), interval(-0.5, 0.1)).sentences)
    assert "lebih curiga" in text
    assert "lebih jeli" not in text
    assert "belum berarti lebih pandai" in text


@pytest.mark.parametrize(
    ("d", "c", "jeli", "curiga"),
    [
        (interval(1.3, 0.2), interval(0, 0.2), "sharp", "balanced"),
        (interval(1.1, 0.2), interval(0, 0.2), "above", "balanced"),
        (interval(0.1, 0.2), interval(-0.8, 0.2), "unclear", "suspicious"),
        (interval(0.5, 0.2), interval(0.9, 0.2), "above", "trusting"),
        (interval(-0.5, 0.2), interval(-0.5, 0.2), "reversed", "unclear"),
        (Estimate(), Estimate(), "missing", "missing"),
    ],
)
def test_words_for_a_class(d, c, jeli, curiga):
    """The whole interval decides, not the estimate."""
    said = words.group(d, c)
    assert (said.jeli, said.curiga) == (jeli, curiga)
    assert len(said.sentences) in (1, 2)


def test_every_sentence_is_short():
    """No sentence has more than 15 words, in any table of words."""
    tables = [
        table
        for name, table in vars(words).items()
        if name.startswith(("_PERSON", "_GROUP", "_CHANGE", "_ONLY"))
    ]
    texts = [text for table in tables for text in table.values()]
    sentences = [one for text in texts for one in text.split(". ")]
    assert len(sentences) > 20
    assert [one for one in sentences if len(one.split()) > 15] == []
