"""Feedback pages into the exchange, as soon as the syllabus lets them."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from ..course import Course, exchange_root
from ..errors import BijakError
from ..instruments import SheetPlan, read_test_plan
from ..syllabus import read_syllabus
from .planning import AUTOGRADED
from .records import RECORD
from .running import FAILED, Line, Report

AFTER_GRADING = "setelah-dinilai"


def release_pages(root: Path, class_name: str, report: Report) -> list[str]:
    """Release what may be released and is not.

    A page waits as long as a person has something to grade, and where the syllabus
    names another module, until that was graded too. An occasion of the test stands
    for the sheet that the participant gets then.

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
    when, plan = _when(root, report.assignment)
    ready = [line.code for line in _ready(report, course.home, when, plan)]
    codes = course.unreleased(report.assignment, ready)
    if codes:
        course.release_feedback(report.assignment, codes)
    return codes


def _when(root: Path, assignment: str) -> tuple[str, SheetPlan | None]:
    """When the pages of an assignment may be released, and the plan of the test."""
    try:
        modules = {module.id: module for module in read_syllabus(root)}
        plan = read_test_plan(root)
    except BijakError:
        return "", None
    known = modules.get(assignment)
    return (known.feedback_release if known else AFTER_GRADING), plan


def _ready(
    report: Report, home: Path, when: str, plan: SheetPlan | None
) -> Iterator[Line]:
    for line in report.lines:
        if line.state == FAILED or line.standing is None or line.standing.waiting:
            continue
        awaited = plan.order(line.code).get(when, when) if plan else when
        other = home / AUTOGRADED / line.code / awaited / RECORD
        if when == AFTER_GRADING or (when and other.is_file()):
            yield line
