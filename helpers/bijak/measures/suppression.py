"""No published cell points at a few people, and none can be worked out from others.

Hiding a small cell is not enough beside its total: the difference gives it away. So
more cells are hidden until nobody who reads all that is shown can narrow a hidden one
to fewer than five numbers. Hundepool et al., *Statistical Disclosure Control*, 2012,
chapter 4; what a reader can find out is a linear programme (Fischetti & Salazar,
Management Science 46 (2000), 1–19).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

LEAST = 5
"""Fewer people than this are not shown."""


def shown(value: float | None, n: int, least: int = LEAST) -> float | None:
    """A number about n people; None (missing) where they are fewer than five."""
    return value if n >= least else None


def suppress(counts: ArrayLike, least: int = LEAST) -> NDArray[np.float64]:
    """Counts with their totals, small cells and what would give them away hidden.

    Every cell below `least` is hidden, 0 as well: that nobody of six answered
    otherwise tells of all six. Then smallest first cells beside a hidden one that can
    still be narrowed down are hidden too; a total only where nothing else is left.

    Args:
        counts: shape (cells,) or (rows, columns), whole numbers from 0.
        least: the smallest count that is shown.

    Returns:
        Shape (cells + 1,) or (rows + 1, columns + 1): totals come last, the last of
        all is everybody. NaN: not shown, whether small itself or not.

    Raises:
        ValueError: when they are no counts.
    """
    table = np.asarray(counts, float)
    if not table.size or not (np.mod(table, 1) == 0).all() or (table < 0).any():
        raise ValueError("whole numbers from 0")
    full = with_totals(table)
    hidden = full < least
    lines = _lines(full.shape)
    while (more := _partner(full, hidden, lines, least)) is not None:
        hidden[more] = True
    while found := _narrowed(full, hidden, least):
        more = _beside(full, hidden, lines, found)
        hidden[more if more is not None else ...] = True
    return np.where(hidden, np.nan, full)


def with_totals(table: ArrayLike) -> NDArray[np.float64]:
    """Counts with their sum behind them, along each axis."""
    full = np.asarray(table, float)
    for axis in range(full.ndim):
        full = np.concatenate([full, full.sum(axis=axis, keepdims=True)], axis=axis)
    return full


def possible(full: NDArray, hidden: NDArray, cell: tuple) -> tuple[float, float]:
    """The least and the most that a hidden cell can be, for who sees all the others.

    Args:
        full: counts with totals, as `with_totals` gives them.
        hidden: which cells are not shown, the same shape.
        cell: the place of a hidden one.
    """
    from scipy.optimize import linprog

    where = np.flatnonzero(hidden)
    sums = np.zeros((0, full.size))  # parts − total = 0 in each line
    for line in _lines(full.shape):
        row = np.zeros((1, full.size))
        row[0, line] = 1
        row[0, line[-1]] = -1
        sums = np.vstack([sums, row])
    rest = -sums @ np.where(hidden, 0, full).ravel()
    aim = (where == np.ravel_multi_index(cell, full.shape)).astype(float)
    ends = []
    for direction in (1, -1):
        found = linprog(direction * aim, A_eq=sums[:, where], b_eq=rest)
        ends.append(float(aim @ found.x) if found.status == 0 else np.inf)
    return ends[0], ends[1]


def _lines(shape: tuple[int, ...]) -> list[NDArray[np.intp]]:
    """Flat places of each row and each column; the total stands last in each."""
    places = np.arange(np.prod(shape)).reshape(shape)
    if len(shape) == 1:
        return [places]
    return [*places, *places.T]


def _partner(full: NDArray, hidden: NDArray, lines: list, least: int) -> tuple | None:
    """A cell to hide in a line whose total would give its hidden ones away."""
    flat, gone = full.ravel(), hidden.ravel()
    for line in lines:
        parts = line[:-1]
        inside = parts[gone[parts]]
        open_ones = parts[~gone[parts]]
        alone = len(inside) == 1 or flat[inside].sum() < least - 1
        if len(inside) and len(open_ones) and alone and not gone[line[-1]]:
            smallest = open_ones[np.argmin(flat[open_ones])]
            return np.unravel_index(smallest, full.shape)
    return None


def _narrowed(full: NDArray, hidden: NDArray, least: int) -> list[tuple]:
    """Hidden cells that can be narrowed to fewer than `least` whole numbers."""
    found = []
    for cell in map(tuple, np.argwhere(hidden)):
        low, high = possible(full, hidden, cell)
        if high - low < least - 1 - 1e-6:
            found.append(cell)
    return found


def _beside(full: NDArray, hidden: NDArray, lines: list, cells: list) -> tuple | None:
    """The smallest shown cell in a line with one of these; totals come last."""
    flat = {int(np.ravel_multi_index(cell, full.shape)) for cell in cells}
    near = {int(p) for line in lines if flat & set(line.tolist()) for p in line}
    free = [np.unravel_index(p, full.shape) for p in sorted(near)]
    totals = [sum(i == n - 1 for i, n in zip(c, full.shape, strict=True)) for c in free]
    order = sorted(
        (total, full[cell], tuple(map(int, cell)))
        for total, cell in zip(totals, free, strict=True)
        if not hidden[cell]
    )
    return order[0][2] if order else None
