"""How far somebody is with an assignment, for a page that must always open."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from pathlib import Path

from ..answers import read_values
from ..errors import BijakError
from ..items import CODE, KINDS, Item, make_item
from ..notebooks import literal_calls
from ..paths import ANSWERS_FILE
from ..scoring import is_answered
from .handin import Receipt, fingerprint, last_receipt
from .workspace import FEEDBACK, assignment_notebook, released_notebook


@dataclass(frozen=True)
class Progress:
    """What a card on the home page tells.

    Attributes:
        answered: items answered so far.
        total: items in the assignment.
        receipt: the last hand-in, if there was one.
        changed: whether answers were changed after the last hand-in.
        feedback: the newest feedback page, if it has arrived.
    """

    answered: int
    total: int
    receipt: Receipt | None
    changed: bool
    feedback: Path | None

    @property
    def handed_in(self) -> datetime | None:
        """When it was handed in last."""
        return self.receipt.time if self.receipt else None


def progress(root: Path, code: str, assignment: str) -> Progress:
    """What can be told about one assignment of one participant. Never raises."""
    notebook = assignment_notebook(root, code, assignment)
    answers = notebook.with_name(ANSWERS_FILE)
    asked = released_items(root, assignment)
    try:
        given = read_values(answers)
    except (OSError, ValueError):
        given = {}
    receipt = last_receipt(root, code, assignment)
    return Progress(
        answered=sum(is_answered(item, given.get(id_)) for id_, item in asked.items()),
        total=len(asked),
        receipt=receipt,
        changed=bool(receipt) and receipt.answers != fingerprint(answers),
        feedback=newest_feedback(notebook.parent, assignment),
    )


def newest_feedback(folder: Path, assignment: str) -> Path | None:
    """The newest feedback page beside a working copy.

    nbgrader puts each page into a folder named after the time of the hand-in, which
    sorts; a page that came on a memory stick lies directly in ``feedback/``.
    """
    place = folder / FEEDBACK
    name = f"{assignment}.html"
    try:
        fetched = sorted(place.glob(f"*/{name}"))
        loose = place / name
        pages = [*fetched[-1:], *([loose] if loose.is_file() else [])]
        return max(pages, key=lambda page: page.stat().st_mtime, default=None)
    except OSError:
        return None


def released_items(root: Path, assignment: str) -> dict[str, Item]:
    """What an assignment asks in forms, by id, as participants got it. Never raises."""
    notebook = released_notebook(root, assignment)
    try:
        # A private project's release is a link: resolved, it is one for all.
        return _items_of(notebook.resolve(), notebook.stat().st_mtime_ns)
    except OSError:
        return {}


@lru_cache(maxsize=64)
def _items_of(notebook: Path, _changed_at: int) -> dict[str, Item]:
    """What an assignment asks; an item that cannot be read still counts as one."""
    try:
        cells = json.loads(notebook.read_text(encoding="utf-8-sig"))["cells"]
    except (OSError, ValueError, KeyError, TypeError):
        return {}
    items = {}
    for cell in cells:
        id_, answer_cell, _ = str(cell.get("id", "")).rpartition("-jawab")
        if answer_cell and cell.get("cell_type") == "code":
            items[id_] = _item(id_, "".join(cell.get("source", "")))
    # A code item is a bonus and stored nowhere: nobody waits for it.
    return {id_: item for id_, item in items.items() if item.kind != CODE}


def _item(id_: str, source: str) -> Item:
    try:
        for call in literal_calls(source):
            if call.method in KINDS:
                return make_item(call.method, id_, call.arguments)
    except BijakError:
        pass
    return Item(id_, "unknown")
