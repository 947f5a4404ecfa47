"""Periksa sekarang: the class's counter judges an answer, where the trainer allows it.

No key is ever here. The counter is asked through the participant's own server.
"""

from __future__ import annotations

import json
from collections import defaultdict, deque
from collections.abc import Callable

from .. import widgets
from ..counter_line import ask_json, is_in_class
from ..errors import BijakError
from ..scoring import Verdict
from ..views import verdict_html

_TABS = 3
_SOON, _SECONDS = 3, 20
_NEWS = "bijak-periksa"
"""The comm by which the page says that the trainer has changed what may be checked."""


class _Spot:
    """Where the button of one item stands in one tab, or may stand later."""

    def __init__(self, name: str, press: Callable[[], tuple[str, int]]) -> None:
        self._name, self._press = name, press
        self._place = widgets.place()
        self.panel = None

    def show(self, left: object) -> None:
        """Show how many tries are left; anything but a number: no button."""
        if type(left) is not int:
            if self.panel:
                self._place.fill(None)
            self.panel = None
        elif self.panel:
            self.panel.tell_left(left)
        else:
            self.panel = widgets.check_now(self._name, self._press, left)
            self._place.fill(self.panel)


class _Checks:
    """The part of an assignment that shows the buttons."""

    def __init__(self) -> None:
        self._checks = defaultdict(lambda: deque(maxlen=_TABS))
        self._tries: dict | None = None

    def _show_check(self, name: str) -> None:
        """Show an item's button, or keep its place until it is allowed."""
        if not is_in_class() or not widgets.has_front_end():
            return
        if self._tries is None:  # asked once for all items
            self._tries = _ask_left(self._book.assignment) or {}
            widgets.listen(_NEWS, self._hear)
        spot = _Spot(name, lambda: self._check(name))
        self._checks[name].append(spot)
        spot.show(self._tries.get(name))

    def _hear(self, said: dict) -> None:
        """Show the buttons anew: what may be checked has changed."""
        allowed = said.get("periksa")
        left = {}
        if isinstance(allowed, dict) and self._book.assignment in allowed:
            left = _ask_left(self._book.assignment)
        if left is None:
            return  # nobody knows; what is shown stays
        self._tries = left
        for name, spots in self._checks.items():
            for spot in spots:
                spot.show(left.get(name))

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
        for spot in self._checks[name]:
            if spot.panel:
                spot.panel.clear()


def _ask_left(assignment: str) -> dict | None:
    """How many tries each item has left; None when it is off, or nobody answers."""
    try:
        left = ask_json("GET", f"periksa/{assignment}", seconds=_SOON).get("sisa")
    except BijakError:
        return None  # the form works without it
    return left if isinstance(left, dict) else None
