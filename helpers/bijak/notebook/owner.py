"""Whose notebook this is, by where it lies and what it carries."""

from __future__ import annotations

import os
from pathlib import Path

from ..answers.people import first_of_group, is_code
from ..paths import WORK

_PEOPLE = frozenset({WORK, "submitted", "autograded"})
"""Folders that hold one folder for each participant."""


def is_grading() -> bool:
    """Whether nbgrader runs this notebook."""
    return bool(os.environ.get("NBGRADER_EXECUTION"))


def owner_of(folder: Path, carried: str) -> str:
    """The participant's code; empty when nobody can know.

    Args:
        folder: where the notebook lies.
        carried: the code in the notebook's outputs. It tells whose it is where the
            folder does not, as in *Downloads*; a grader never believes it.
    """
    name = folder.parent.name
    by_place = folder.parent.parent.name in _PEOPLE or is_grading()
    if by_place:
        return name if is_code(name) else ""
    return carried


def variant_owner(folder: Path, code: str) -> str:
    """Whose personal numbers the questions show.

    Those who handed in together answered the first one's questions; only the
    receiver of hand-ins says who that is, and only a grader asks.
    """
    return (first_of_group(folder) if is_grading() else "") or code
