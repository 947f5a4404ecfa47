"""Seats are ready before people come: each participant's server is started in advance.

Fifty who come in at the same moment then wait for little more than their log-in. One
server after another, so that whoever is early is not kept waiting; and only as long as
enough memory is left for the kernels of all.
"""

from __future__ import annotations

import urllib.error
import urllib.request
from collections.abc import Callable, Iterable

import psutil

from .room import Room

_KERNEL = 50e6  # bytes that a participant's first assignment takes
_RESERVE = 500e6  # bytes for everything else on the laptop
_SECONDS = 60


def prepare_seats(
    room: Room, token: str, codes: Iterable[str], stopping: Callable[[], bool]
) -> int:
    """Have the hub start servers; how many were started.

    Args:
        room: the class, which runs.
        token: may start servers.
        codes: the participants; who is not known to the hub yet is left out.
        stopping: whether the class is being closed.
    """
    wanted, made = list(codes), 0
    for code in wanted:
        left = psutil.virtual_memory().available
        if stopping() or left < len(wanted) * _KERNEL + _RESERVE:
            break
        made += _start(room, token, code)
    return made


def _start(room: Room, token: str, code: str) -> bool:
    """Ask for one server; whether it was started now."""
    url = f"http://127.0.0.1:{room.hub_port}/hub/api/users/{code}/server"
    asked = urllib.request.Request(
        url, b"{}", {"Authorization": f"token {token}"}, method="POST"
    )
    direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with direct.open(asked, timeout=_SECONDS) as answer:
            return answer.status in (201, 202)
    except (OSError, urllib.error.HTTPError):
        return False  # it runs already, or will be started when its owner comes
