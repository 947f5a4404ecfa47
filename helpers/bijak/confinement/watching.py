"""Watch one confined process from outside, stop it in time, and clear up after it.

Protects from endless loops that catch everything, from too much of a result, and,
where the folder is a real one, from filling the disk. It looks ten times a second, so
up to a tenth of a second's writing goes beyond a limit. Files that are deleted but
kept open count by what was written (/proc/<process>/io), up to four folders' worth.
"""

from __future__ import annotations

import os
import select
import socket
import struct
import time
from collections.abc import Callable
from pathlib import Path

from .job import Limits

ENDED, CELL_TIME, TOTAL_TIME, RESULT, FOLDER, NOT_CONFINED = range(6)
"""Why watching ended: the pipe was closed, or which limit was passed."""

READY = b"+"
"""What a process says first when it is ready for foreign code."""

ANSWER = struct.Struct("!BI")
"""Before each answer to the grader: why watching ended, and how many bytes follow."""

_GRACE = 1.0
"""Seconds after which a cell that does not stop by itself is killed."""

_LOOK_EVERY = 0.1
_DEEPEST = 32
_CHUNK = 1 << 16


class GraderGone(Exception):
    """Nobody waits for the result any more."""


def watch(
    reader: int,
    channel: socket.socket,
    limits: Limits,
    overfull: Callable[[], bool] | None,
) -> tuple[int, bytes]:
    """Collect what a confined process sends until it ends or must be stopped.

    Args:
        reader: the reading end of its pipe; each line ends a cell or names a value.
        channel: the way to the grader; if it closes, nobody waits any more.
        limits: seconds and sizes.
        overfull: whether the folder holds too much; None if it need not be watched.

    Raises:
        GraderGone: the grader has ended.
    """
    poll, data, now = select.poll(), bytearray(), time.monotonic()
    poll.register(reader, select.POLLIN)
    poll.register(channel, 0)
    last, cell_last = now + limits.seconds, now + limits.cell_seconds + _GRACE
    while True:
        now = time.monotonic()
        if now >= min(last, cell_last):
            return (TOTAL_TIME if last <= cell_last else CELL_TIME), bytes(data)
        wait = min(last, cell_last) - now
        events = dict(poll.poll(1000 * (min(wait, _LOOK_EVERY) if overfull else wait)))
        if channel.fileno() in events:
            raise GraderGone
        if reader in events:
            chunk = os.read(reader, _CHUNK)
            if not chunk:
                return ENDED, bytes(data)
            data += chunk
            if len(data) > 2 * limits.result:
                return RESULT, b""
            if b"\n" in chunk:
                cell_last = time.monotonic() + limits.cell_seconds + _GRACE
        if overfull and overfull():
            return FOLDER, bytes(data)


def overfull(folder: Path, process: int, limits: Limits) -> bool:
    """Whether a job wrote more than it may, or hides what it wrote."""
    try:
        written = Path(f"/proc/{process}/io").read_text(encoding="utf-8")
    except OSError:  # the process has ended
        written = ""
    counts = dict(line.split(": ") for line in written.splitlines())
    moved = int(counts.get("wchar", 0)) + int(counts.get("write_bytes", 0))
    if moved > 4 * limits.folder:
        return True
    files, size, todo = 0, 0, [(str(folder), 0)]
    while todo:
        path, depth = todo.pop()
        try:
            for entry in os.scandir(path):
                files += 1
                if entry.is_dir(follow_symlinks=False):
                    todo.append((entry.path, depth + 1))
                else:
                    size += entry.stat(follow_symlinks=False).st_blocks * 512
                if files > limits.files or size > limits.folder or depth > _DEEPEST:
                    return True
        except (FileNotFoundError, NotADirectoryError):
            continue  # it was just deleted
        except OSError:
            return True
    return False


def clear(folder: Path) -> None:
    """Delete a folder however deep it is and whatever its rights are.

    Each folder inside is moved up first: no path grows long, nothing is recursive.
    """
    todo, number = [folder], 0
    while todo:
        place = todo[-1]
        place.chmod(0o700)
        for entry in list(os.scandir(place)):
            if entry.is_dir(follow_symlinks=False):
                number += 1
                inner = folder.with_name(f"{folder.name}.{number}")
                os.chmod(entry.path, 0o700)  # noqa: PTH101
                Path(entry.path).rename(inner)
                todo.insert(0, inner)
            else:
                Path(entry.path).unlink()
        todo.remove(place)
        place.rmdir()
