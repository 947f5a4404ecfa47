"""Small cells, and what a reader could make of the others."""

import numpy as np
import pytest
from scipy.optimize import milp

from bijak.measures import suppression


def test_small_cells_are_not_shown():
    """4 and 0 are hidden, 5 is shown; a number about four people is missing."""
    assert np.isnan(suppression.suppress([0, 4, 5, 9])).tolist() == [
        True, True, False, False, False
    ]  # fmt: skip
    assert suppression.shown(0.7, 4) is None
    assert suppression.shown(0.7, 5) == 0.7


def test_a_total_never_gives_a_hidden_cell_away():
    """3, 20, 12 with 35 in all: 12 is hidden too."""
    hidden = np.isnan(suppression.suppress([3, 20, 12]))
    assert hidden.tolist() == [True, False, True, False]


def test_two_hidden_in_each_line_are_not_always_enough():
    """Each row and column hides two or more, and 6 of 13 still leave only 0 to 2."""
    table = np.array([[0, 3, 0], [2, 3, 5]])
    full = suppression.with_totals(table)
    hidden = (full < 5) | (full == 10)
    hidden[2, 2] = True
    assert suppression.possible(full, hidden, (0, 0)) == pytest.approx((0, 2))
    assert np.isnan(suppression.suppress(table))[1, 2]


def test_nothing_small_nothing_hidden():
    """A table without small cells is shown with its totals."""
    found = suppression.suppress([[20, 5], [30, 8]])
    assert found.tolist() == [[20, 5, 25], [30, 8, 38], [50, 13, 63]]


@pytest.mark.parametrize("bad", [[[1, -1]], [0.5], []])
def test_what_is_no_count_is_refused(bad):
    """Negative, broken or no numbers are the caller's mistake."""
    with pytest.raises(ValueError):
        suppression.suppress(bad)


def reader(shown: np.ndarray, cell: tuple, direction: int) -> float:
    """An end of what whole numbers a reader can make of a hidden cell; ∞ if none."""
    rows, columns = np.array(shown.shape) - 1
    parts = rows * columns  # only the inner cells are unknown; totals are their sums
    lines, low, high = [], [], []
    for r in range(rows + 1):
        for c in range(columns + 1):
            line = np.zeros((rows, columns))
            line[r if r < rows else slice(None), c if c < columns else slice(None)] = 1
            lines.append(line.ravel())
            known = shown[r, c]
            low.append(0 if np.isnan(known) else known)
            high.append(np.inf if np.isnan(known) else known)
    aim = lines[cell[0] * (columns + 1) + cell[1]]
    found = milp(
        direction * aim,
        constraints=(np.array(lines), low, high),
        integrality=np.ones(parts),
        bounds=(0, 500),
    )
    return float(aim @ found.x)


@pytest.mark.parametrize("seed", range(12))
def test_no_reader_can_narrow_a_hidden_cell(seed):
    """Solving the whole table leaves at least five numbers for each hidden cell."""
    rng = np.random.default_rng(seed)
    table = rng.poisson(rng.choice([2, 5, 9]), size=(rng.integers(2, 6), 3))
    found = suppression.suppress(table)
    assert np.isnan(found[:-1, :-1])[table < 5].all()
    for cell in map(tuple, np.argwhere(np.isnan(found))):
        assert reader(found, cell, -1) - reader(found, cell, 1) >= 4
