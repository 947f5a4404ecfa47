"""Starting over, and the way back.

Before answers are taken back, a copy of them is laid beside as
``jawaban-sebelum-diulang-<time>.json``. It says in ``diulang`` when that was: all that
was taken back carries this very time, so whatever is newer was answered since.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from ..files import write_atomically
from .entries import (
    COMPANIONS,
    RESERVED,
    Entries,
    clean,
    is_reserved,
    moment_of,
    parse,
    written,
)

_COPY = "jawaban-sebelum-diulang-"


def _given(entries: Entries) -> dict[str, dict[str, object]]:
    """item → part → value of all that can be taken back."""
    found = {
        item: {
            part: entry["isi"]
            for part, entry in parts.items()
            if entry["isi"] is not None
        }
        for item, parts in entries.items()
        if item != COMPANIONS
    }
    return {item: parts for item, parts in found.items() if parts}


def is_any(entries: Entries) -> bool:
    """Whether there is anything to take back."""
    return bool(_given(entries))


def emptied(entries: Entries, pada: str) -> Entries:
    """What takes every answer back at a time."""
    return {
        item: {part: {"isi": None, "pada": pada} for part in parts}
        for item, parts in _given(entries).items()
    }


def lay_aside(folder: Path, assignment: str, entries: Entries, pada: str) -> None:
    """Keep a copy of all answers beside them.

    Raises:
        OSError: it could not be written.
    """
    stamp = datetime.fromisoformat(pada).astimezone().strftime("%Y%m%d-%H%M%S-%f")
    path = folder / f"{_COPY}{stamp}.json"
    write_atomically(path, written(assignment, entries, diulang=pada))


def lost(folder: Path, entries: Entries) -> dict[str, dict[str, object]]:
    """item → part → value that starting over took and nobody has answered since.

    Read from the newest copy that still has something to give back; empty when there
    is none. Never raises.
    """
    taken = (e["isi"] is None for parts in entries.values() for e in parts.values())
    if not any(taken):
        return {}
    for when, before in sorted(_copies(folder), key=lambda one: one[0], reverse=True):
        if found := _still_gone(before, entries, when):
            return found
    return {}


def _copies(folder: Path) -> Iterator[tuple[datetime, Entries]]:
    for path in folder.glob(f"{_COPY}*.json"):
        try:
            content = parse(path.read_bytes())
            when = datetime.fromisoformat(content["diulang"])
            if when.tzinfo is not None:
                yield when, clean(content.get("jawaban"))
        except (OSError, ValueError, KeyError, TypeError):
            continue


def _still_gone(
    before: Entries, now: Entries, when: datetime
) -> dict[str, dict[str, object]]:
    found = {}
    for item, parts in _given(before).items():
        mine = now.get(item, {})
        since = {part for part, entry in mine.items() if moment_of(entry) > when}
        back = {
            part: value
            for part, value in parts.items()
            if mine.get(part, {"isi": 0})["isi"] is None
            and moment_of(mine[part]) == when
            and not _is_about(part, since)
        }
        if back:
            found[item] = back
    return found


def _is_about(part: str, since: set[str]) -> bool:
    """Whether a part tells of an answer that has been given anew.

    How sure somebody was of the old answer says nothing about the new one.
    """
    if not is_reserved(part):
        return False
    _, _, card = part.partition("/")
    if card:
        return card in since
    return any(not name.startswith(RESERVED) for name in since)
