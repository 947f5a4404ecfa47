"""The curves of a simulation: one for each setting of a slider.

A data set has the columns ``nilai`` (the setting), ``x`` and ``y``, one row for each
point. The three axes are named in the question: ``{"x": "Jam", "y": "Warga yang
percaya (%)", "nilai": "Pemeriksa (%)"}``.
"""

from __future__ import annotations

import csv
import math
import re
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from ..errors import MissingData
from ..paths import data_folder

if TYPE_CHECKING:
    from . import Item

Points = tuple[tuple[float, float], ...]
"""Points (x, y) from left to right, in the units of the axes."""

_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_AXIS = re.compile(r"(?P<name>.*?)\s*\((?P<unit>[^()]*)\)")


def read_curves(name: str) -> dict[float, Points]:
    """The curves of a shipped data set: setting → points, the lowest setting first.

    Args:
        name: the file's name without ``.csv``.

    Raises:
        MissingData: the file is not there, or holds no two settings with two points
            each, or something that is no finite number.
    """
    try:
        if not _NAME.fullmatch(name):  # keeps `../` out
            raise ValueError(name)
        return dict(_curves(data_folder() / f"{name}.csv"))
    except (OSError, ValueError, TypeError, KeyError, csv.Error) as error:
        raise MissingData(
            f"Data simulasi “{name}” tidak ada atau rusak. Salin ulang folder Bijak "
            "dari pelatih, lalu buka lagi. Jawaban Anda tetap aman."
        ) from error


@lru_cache(maxsize=16)
def _curves(path: Path) -> tuple[tuple[float, Points], ...]:
    found: dict[float, list[tuple[float, float]]] = {}
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            setting, x, y = (float(row[column]) for column in ("nilai", "x", "y"))
            if not all(map(math.isfinite, (setting, x, y))):
                raise ValueError("not finite")
            found.setdefault(setting, []).append((x, y))
    if len(found) < 2 or min(map(len, found.values())) < 2:
        raise ValueError("too few points")
    return tuple((setting, tuple(sorted(found[setting]))) for setting in sorted(found))


def axis_name(axes: Mapping, axis: str) -> tuple[str, str]:
    """(name, unit) of an axis: ``Pemeriksa (%)`` → ``("Pemeriksa", "%")``.

    Args:
        axes: ``x``, ``y`` and ``nilai`` → the name with its unit.
        axis: one of them.
    """
    written = str(axes.get(axis) or axis)
    found = _AXIS.fullmatch(written.strip())
    return (found["name"], found["unit"]) if found else (written.strip(), "")


def setting_unit(item: Item) -> str:
    """The unit of the slider: of its axis, else the item's."""
    own = axis_name(axes_of(item), "nilai")[1]
    return own or (item.unit if isinstance(item.unit, str) else "")


def axes_of(item: Item) -> Mapping:
    """The names of the axes of a question."""
    axes = item.settings.get("sumbu")
    return axes if isinstance(axes, Mapping) else {}
