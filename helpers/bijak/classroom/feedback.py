"""Feedback that came back: fetched when there is something new, never in the way."""

from __future__ import annotations

from pathlib import Path

from ..errors import BijakError
from . import exchange
from .handin import last_receipt
from .progress import newest_feedback
from .workspace import assignment_notebook

_asked: dict[tuple[str, str], float] = {}
"""(code, assignment) → the state of the class folder when it was last asked."""


def fetch_if_new(root: Path, code: str, assignments: list[str]) -> bool:
    """Fetch feedback for what was handed in; True when some may have arrived.

    Asking costs seconds, so it is done only when something came into the class
    folder since the last time. Never raises.
    """
    changed = exchange.feedback_changed(root) if exchange.is_available(root) else 0.0
    asked = False
    for assignment in assignments:
        receipt = last_receipt(root, code, assignment)
        if receipt and receipt.arrived and _is_news(root, code, assignment, changed):
            asked = True
            _asked[code, assignment] = changed
            try:
                exchange.fetch_feedback(root, code, assignment)
            except BijakError:
                continue  # it is tried again when the next feedback comes
    return asked


def _is_news(root: Path, code: str, assignment: str, changed: float) -> bool:
    here = newest_feedback(
        assignment_notebook(root, code, assignment).parent, assignment
    )
    last = here.stat().st_mtime if here else 0.0
    return changed > max(last, _asked.get((code, assignment), 0.0))
