"""Ports of participants' servers: none is given twice.

A port that was merely free a moment ago may be given to two who start at once. The
second server then cannot listen, and the hub takes the first one for it.
"""

from __future__ import annotations

import random

from .addresses import is_free

_RANGE = range(20_000, 32_000)
"""Below those that Linux takes for connections going out (32768 and more)."""

_untried = iter(random.sample(_RANGE, len(_RANGE)))


def new_port() -> int:
    """A port on 127.0.0.1 that is free and was not given by this process before.

    Raises:
        OSError: all were given or are taken.
    """
    for port in _untried:
        if is_free("127.0.0.1", port):
            return port
    raise OSError("no free port between 20000 and 32000")
