"""Feedback pages into the exchange, as soon as the syllabus lets them."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from ..course import Course, exchange_root
from ..errors import BijakError
from ..syllabus import read_syllabus
from .planning import AUTOGRADED
from .records import RECORD
from .running import FAILED, Line, Report

AFTER_GRADING = "setelah-dinilai"


def release_pages(root: Path, class_name: str, report: Report) -> list[str]:
    """Release what may be released and is not.

    A page waits as long as a person has something to grade, and where the syllabus
    names another module, until that was graded too.

    Args:
        root: the project folder.
        class_name: the class.
        report: what became of an assignment.

    Returns:
        The codes whose page was released now.
    """
    exchange = exchange_root(root, class_name)
    if sys.platform == "win32" or not exchange.is_dir():
        return []  # nobody fetches: pages are handed out as files
    course = Course(root, class_name)
    when = _when(root, report.assignment)
    ready = [line.code for line in _ready(report, course.home, when)]
    codes = course.unreleased(report.assignment, ready)
    if codes:
        course.release_feedback(report.assignment, codes)
    return codes


def _when(root: Path, assignment: str) -> str:
    try:
        modules = {module.id: module for module in read_syllabus(root)}
    except BijakError:
        return ""
    known = modules.get(assignment)
    return known.feedback_release if known else AFTER_GRADING


def _ready(report: Report, home: Path, when: str) -> Iterator[Line]:
    for line in report.lines:
        if line.state == FAILED or line.standing is None or line.standing.waiting:
            continue
        other = home / AUTOGRADED / line.code / when / RECORD
        if when == AFTER_GRADING or (when and other.is_file()):
            yield line
