"""Which feedback pages nbgrader has released, found without loading it."""

from __future__ import annotations

import hashlib
from pathlib import Path

from ..paths import COURSE_ID, class_folder
from .configuration import exchange_root


def released_page(
    root: Path, assignment: str, code: str, class_name: str | None = None
) -> Path | None:
    """A participant's newest feedback page, if it is in the exchange.

    nbgrader names a released page by a secret of the hand-in, which lies beside the
    page that was written.

    Args:
        root: the project folder.
        assignment: the id.
        code: the participant.
        class_name: the class; None takes the one in use.
    """
    written = class_folder(root, class_name) / "feedback" / code / assignment
    try:
        secret = (written / "submission_secret.txt").read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return None
    if not secret:
        return None
    folder = exchange_root(root, class_name) / COURSE_ID / "feedback"
    page = folder / page_name(secret, assignment)
    return page if page.is_file() else None


def page_name(secret: str, assignment: str) -> str:
    """The name under which nbgrader releases the feedback page of a hand-in."""
    # As `nbgrader.utils.notebook_hash` does; a test compares them.
    return hashlib.md5((secret + assignment).encode()).hexdigest() + ".html"
