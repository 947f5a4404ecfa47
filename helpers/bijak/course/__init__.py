"""A course in nbgrader: the one door to it.

configuration   folders, gradebook, and our own steps in place of nbgrader's
steps           from release to feedback
feedback_pages  the pages that were released
rows, known     the gradebook, without nbgrader's own slow way
removing        one participant out of the gradebook
upgrading       gradebooks of an older nbgrader
"""

from .configuration import CODE_STUB, TEXT_STUB, configure, exchange_root
from .feedback_pages import page_name, released_page
from .removing import remove_person
from .rows import (
    Rows,
    Sheet,
    Standing,
    first_points,
    read_standing,
    utc_time,
)
from .steps import NO_EXCHANGE, Course, generate_release, generate_tests
from .upgrading import gradebook_url, upgrade_gradebook

__all__ = [
    "CODE_STUB",
    "NO_EXCHANGE",
    "TEXT_STUB",
    "Course",
    "Rows",
    "Sheet",
    "Standing",
    "configure",
    "exchange_root",
    "first_points",
    "generate_release",
    "generate_tests",
    "gradebook_url",
    "page_name",
    "read_standing",
    "released_page",
    "remove_person",
    "upgrade_gradebook",
    "utc_time",
]
