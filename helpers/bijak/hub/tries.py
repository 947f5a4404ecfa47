"""Wrong PINs are slowed down: by code, and by address where they come in swarms.

A whole hall may come from one address, so an address has a generous purse of tries
that fills up again; a code waits longer the more often its PIN was wrong. Whoever came
in with a code before is never kept waiting for that code at the same address, so that
nobody can lock a neighbour out. Kept in memory: a restart begins anew.
"""

from __future__ import annotations

import time
from collections.abc import Callable

_FREE = 4  # wrong tries of a code before it waits
_FIRST, _LONGEST = 5.0, 60.0  # seconds
_PURSE, _REFILL = 60.0, 1.0  # tries of an address, and how many come back a second


class Tries:
    """Who has to wait, and how long."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._codes: dict[str, tuple[int, float]] = {}  # wrong tries, open again at
        self._purses: dict[str, tuple[float, float]] = {}  # tries left, counted at
        self._known: set[tuple[str, str]] = set()

    def wait(self, code: str, address: str) -> float:
        """Seconds until this code may be tried from this address; 0 for now."""
        left = self._left(address)
        swarm = (1 - left) / _REFILL if left < 1 else 0.0
        if (code, address) in self._known:
            return swarm
        _, until = self._codes.get(code, (0, 0.0))
        return max(swarm, until - self._clock(), 0.0)

    def wrong(self, code: str, address: str) -> None:
        """Count a try as wrong; `right` takes it back."""
        now = self._clock()
        self._purses[address] = (self._left(address) - 1, now)
        count = self._codes.get(code, (0, 0.0))[0] + 1
        pause = _FIRST * 2 ** (count - _FREE) if count >= _FREE else 0.0
        self._codes[code] = (count, now + min(pause, _LONGEST))

    def right(self, code: str, address: str) -> None:
        """Forget the wrong tries of a code: its owner is here."""
        self._codes.pop(code, None)
        self._purses[address] = (self._left(address) + 1, self._clock())
        self._known.add((code, address))

    def _left(self, address: str) -> float:
        left, at = self._purses.get(address, (_PURSE, 0.0))
        return min(_PURSE, left + (self._clock() - at) * _REFILL)
