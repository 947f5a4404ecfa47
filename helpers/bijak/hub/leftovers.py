"""The processes of a class, found by the mark in their environment.

A supervisor killed without a chance to tidy up leaves a hub, a proxy that holds the
port, and participants' servers. They are found again whatever was written to files.
"""

from __future__ import annotations

import os
from pathlib import Path

import psutil

from .room import MARK, PART

_SECONDS = 5


def processes(folder: Path, part: str | None = None) -> list[psutil.Process]:
    """The processes of the class with this room, without this very process.

    Args:
        folder: the room's folder.
        part: only those of this part; None finds all.
    """
    found = []
    for process in psutil.process_iter():
        try:
            environment = process.environ()
        except psutil.Error:
            continue
        own = environment.get(MARK) == str(folder) and process.pid != os.getpid()
        if own and part in (None, environment.get(PART)):
            found.append(process)
    return found


def end(found: list[psutil.Process]) -> int:
    """End processes: asked first, then killed; how many there were."""
    for one in found:
        _ignore_gone(one.terminate)
    _, alive = psutil.wait_procs(found, timeout=_SECONDS)
    for one in alive:
        _ignore_gone(one.kill)
    psutil.wait_procs(alive, timeout=_SECONDS)
    return len(found)


def _ignore_gone(action) -> None:
    try:
        action()
    except psutil.NoSuchProcess:
        pass
