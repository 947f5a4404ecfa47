"""Waiting for a person to stop typing, without ever losing the last letters."""

from __future__ import annotations

import atexit
import threading
from collections.abc import Callable
from contextvars import copy_context
from weakref import WeakSet

SECONDS = 0.6

_lock = threading.RLock()
"""One answer at a time: timers and the kernel's threads may call at once."""

_waiting: WeakSet[Quiet] = WeakSet()


def in_turn(call: Callable) -> Callable:
    """A function of which only one runs at a time, among all of these."""

    def guarded(*arguments: object) -> object:
        with _lock:
            return call(*arguments)

    return guarded


class Quiet:
    """Hands on the newest value once nothing new has come for a while."""

    def __init__(self, call: Callable[[str], None], seconds: float = SECONDS) -> None:
        """Start with nothing to hand on.

        Args:
            call: gets the newest value.
            seconds: how long to wait; 0 hands on at once.
        """
        self._call = call
        self._seconds = seconds
        self._value: str | None = None
        self._timer: threading.Timer | None = None

    def put(self, value: str) -> None:
        """Take a new value and wait anew."""
        with _lock:
            self._stop()
            self._value = value
            _waiting.add(self)
            if not self._seconds:
                self.flush()
                return
            # In this context: what it displays still belongs to this cell.
            self._timer = threading.Timer(
                self._seconds, copy_context().run, (self.flush,)
            )
            self._timer.daemon = True
            self._timer.start()

    def flush(self) -> None:
        """Hand on the value that is waiting, if there is one, now."""
        with _lock:
            self._stop()
            _waiting.discard(self)
            value, self._value = self._value, None
            if value is not None:
                self._call(value)

    def _stop(self) -> None:
        if self._timer:
            self._timer.cancel()
            self._timer = None


def flush() -> None:
    """Hand on everything that is waiting anywhere: before handing in, at the end."""
    with _lock:
        for waiting in list(_waiting):
            waiting.flush()


atexit.register(flush)
