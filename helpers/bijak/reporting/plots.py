"""The few plots of a report.

`KINDS` names them; each function's docstring says what ``Plot.data`` holds.  All
numbers are plain floats, shares between 0 and 1, and ``None`` where one is missing.
An interval is ``(low, high)`` at 95 %.
"""

from __future__ import annotations

from collections.abc import Mapping


def before_after(data: Mapping):
    """Means before and after with their intervals, one panel per measure.

    Args:
        data: ``panels``: a list of ``{"label": "Jeli (d′)", "before": (mean, low,
            high) or None, "after": (mean, low, high) or None, "axis": (from, to),
            "zero": "0 = menebak"}``; ``zero`` explains a dashed line at 0 and may
            be left out.
    """


def options(data: Mapping):
    """Hardest items: share of right answers, and the most frequent wrong one.

    Args:
        data: ``rows``: a list, hardest first, of ``{"label": "Kartu 7 · bantuan
            sosial", "share": 0.42, "low": 0.29, "high": 0.56, "n": 48, "wrong":
            "b · “Sudah dibagikan banyak orang” (12)"}``; ``wrong`` may be empty.
    """


def calibration(data: Mapping):
    """How often people were right at each level of confidence.

    Args:
        data: ``points``: a list of ``{"label": "1 · menebak", "expected": 0.5,
            "share": 0.55 or None, "low": 0.4, "high": 0.7, "n": 80}``, where
            ``expected`` is the share at which the level would be well calibrated.
    """


def completion(data: Mapping):
    """How many people handed in each sheet or assignment.

    Args:
        data: ``rows``: a list of ``{"label": "Prates", "count": 48 or None, "of":
            50}``.
    """


KINDS = {
    "before_after": before_after,
    "options": options,
    "calibration": calibration,
    "completion": completion,
}
