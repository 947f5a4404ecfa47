"""The processes of a class, found by what they carry.

A supervisor killed without a chance to tidy up leaves a hub, a proxy that holds the
port, and participants' servers. They are found again whatever was written to files:
what the supervisor starts carries a mark in its environment; what the warmed process
forks carries its socket as an argument.
"""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

import psutil

from .room import MARK, PART, SEAT, warmed_socket

_SECONDS = 5


def processes(folder: Path, part: str | None = None) -> list[psutil.Process]:
    """The processes of the class with this room, without this very process.

    Args:
        folder: the room's folder.
        part: only those of this part; None finds all.
    """
    found = []
    for process in psutil.process_iter():
        if process.pid == os.getpid():
            continue
        with contextlib.suppress(psutil.Error):
            theirs = part_of(process, folder)
            if theirs and part in (None, theirs):
                found.append(process)
    return found


def part_of(process: psutil.Process, folder: Path) -> str:
    """Which part of the class a process is; empty when it is none of it.

    Raises:
        psutil.Error: it is gone, or not ours to look at.
    """
    if str(warmed_socket(folder)) in process.cmdline():
        return SEAT
    environment = process.environ()
    return environment.get(PART, "") if environment.get(MARK) == str(folder) else ""


def end(found: list[psutil.Process]) -> int:
    """End processes: asked first, then killed; how many there were."""
    for one in found:
        with contextlib.suppress(psutil.NoSuchProcess):
            one.terminate()
    _, alive = psutil.wait_procs(found, timeout=_SECONDS)
    for one in alive:
        with contextlib.suppress(psutil.NoSuchProcess):
            one.kill()
    psutil.wait_procs(alive, timeout=_SECONDS)
    return len(found)
