"""How a class is: who is in, what is up, what is left of memory and disk."""

from __future__ import annotations

import json
import os
import shutil
import socket
import urllib.request
from dataclasses import dataclass
from pathlib import Path

import psutil

from ..classroom.roster import TRAINER_CODE
from .counter.journal import FOLDER, joined
from .leftovers import processes
from .room import HUB, SEAT, Room

_SECONDS = 5


@dataclass(frozen=True)
class State:
    """How a class is at this moment.

    Attributes:
        people: the codes of those who came and whose servers run.
        prepared: how many servers run for people who have not come yet.
        hub, proxy, counter, warmed: whether each answers, or is there.
        memory: what all processes of the class hold, in bytes, each shared page
            counted once.
        memory_left, disk_left: what this machine has left, in bytes.
    """

    people: tuple[str, ...]
    prepared: int
    hub: bool
    proxy: bool
    counter: bool
    warmed: bool
    memory: int
    memory_left: int
    disk_left: int


def is_up(room: Room) -> bool:
    """Whether the hub answers through its proxy, and its inner way too."""
    return _answers(f"http://127.0.0.1:{room.hub_port}/hub/health") and _answers(
        f"{front(room)}/hub/health"
    )


def front(room: Room) -> str:
    """The address of the class as this machine reaches it."""
    host = "127.0.0.1" if room.host == "0.0.0.0" else room.host
    return f"http://{host}:{room.port}"


def state_of(room: Room) -> State:
    """Look at a class that runs."""
    seats, hubs = processes(room.folder, SEAT), processes(room.folder, HUB)
    served = _served(room)
    came = {TRAINER_CODE, *joined(room.home / FOLDER)}
    return State(
        people=tuple(code for code in served if code in came),
        prepared=sum(code not in came for code in served),
        hub=_answers(f"http://127.0.0.1:{room.hub_port}/hub/health"),
        proxy=_answers(f"{front(room)}/hub/health"),
        counter=any("bijak.hub.counter" in _command(one) for one in hubs),
        warmed=_listens(room.socket),
        memory=sum(map(_memory, [*seats, *hubs])),
        memory_left=psutil.virtual_memory().available,
        disk_left=shutil.disk_usage(room.home).free,
    )


def _served(room: Room) -> list[str]:
    """The codes whose servers run, as the hub knows them; none when it is away."""
    try:
        token = (room.folder / "penjaga").read_text("utf-8").strip()
        url = f"http://127.0.0.1:{room.hub_port}/hub/api/users?state=active&limit=500"
        request = urllib.request.Request(
            url, headers={"Authorization": f"token {token}"}
        )
        with _opener().open(request, timeout=_SECONDS) as answer:
            return sorted(user["name"] for user in json.load(answer))
    except (OSError, ValueError, KeyError):
        return []


def _answers(url: str) -> bool:
    try:
        with _opener().open(url, timeout=_SECONDS) as answer:
            return answer.status == 200
    except (OSError, ValueError):
        return False


def _listens(path: Path) -> bool:
    """Whether somebody takes requests at a unix socket."""
    here = os.open(path.parent, os.O_PATH)
    try:
        with socket.socket(socket.AF_UNIX) as probe:  # the whole path may be too long
            probe.connect(f"/proc/self/fd/{here}/{path.name}")
        return True
    except OSError:
        return False
    finally:
        os.close(here)


def _opener():
    """Never through a proxy of the office: it is about this machine."""
    return urllib.request.build_opener(urllib.request.ProxyHandler({}))


def _command(process: psutil.Process) -> str:
    try:
        return " ".join(process.cmdline())
    except psutil.Error:
        return ""


def _memory(process: psutil.Process) -> int:
    """A process's share of memory in bytes; pages held by several are divided."""
    try:
        text = Path(f"/proc/{process.pid}/smaps_rollup").read_text("utf-8")
        for line in text.splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) * 1024
    except (OSError, ValueError):
        pass
    try:
        return process.memory_info().rss
    except psutil.Error:
        return 0
