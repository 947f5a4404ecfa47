"""Periksa sekarang: the class's counter judges an answer, where the trainer allows it.

No key is ever here. The counter is asked through the participant's own server.
"""

from __future__ import annotations

import json
from collections import defaultdict, deque

from .. import widgets
from ..counter_line import ask_json, is_in_class
from ..errors import BijakError
from ..scoring import Verdict
from ..views import verdict_html

_TABS = 3
_SOON, _SECONDS = 3, 20


class _Checks:
    """The part of an assignment that shows the buttons."""

    def __init__(self) -> None:
        self._checks = defaultdict(lambda: deque(maxlen=_TABS))
        self._tries: dict | None = None

    def _show_check(self, name: str) -> None:
        """Show an item's button, where one makes sense."""
        left = self._left().get(name)
        if type(left) is int and widgets.has_front_end():
            panel = widgets.check_now(name, lambda: self._check(name), left)
            self._checks[name].append(panel)
            widgets.show(panel, "", "")

    def _left(self) -> dict:
        """How many tries each item has left; asked once, none where it is off."""
        if self._tries is None:
            self._tries = {}
            if is_in_class() and widgets.has_front_end():
                self._tries = _ask_left(self._book.assignment)
        return self._tries

    def _check(self, name: str) -> tuple[str, int]:
        """The verdict on what is stored, as HTML, and the tries that are left.

        Raises:
            BijakError: the counter refused, or is away.
        """
        answer = self._book.get(name)
        found = ask_json(
            "POST",
            f"periksa/{self._book.assignment}/{name}",
            json.dumps({"jawaban": answer}).encode(),
            seconds=_SECONDS,
        )
        points, total = float(found["poin"]), float(found["dari"])
        verdict = Verdict(
            points / total if total else 0.0,
            tuple(found["kalimat"]),
            found["keadaan"],
            points,
            total,
            found["angka"],
        )
        return verdict_html(self._items[name], answer, verdict), int(found["sisa"])

    def _forget_check(self, name: str) -> None:
        """A changed answer has no verdict yet."""
        for panel in self._checks[name]:
            panel.clear()


def _ask_left(assignment: str) -> dict:
    try:
        left = ask_json("GET", f"periksa/{assignment}", seconds=_SOON).get("sisa")
    except BijakError:
        return {}  # off, or away: the form works without it
    return left if isinstance(left, dict) else {}
