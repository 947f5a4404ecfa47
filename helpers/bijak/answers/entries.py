"""Answers with their times: cleaned, merged, read, and written as one file."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

FORMAT = 1
ANSWER_MIME = "application/vnd.bijak.jawaban+json"
"""The type of the copy that a notebook carries in its outputs."""
MAX_BYTES = 2_000_000

WHOLE = ""
"""The name of an item's only part when it has no named parts."""
RESERVED = "~"
"""Items and parts that begin so stand beside the answers."""
SURE = "~yakin"
"""How sure somebody is of a whole item; ``~yakin/<card>`` of one card."""
COMPANIONS = "~bersama"
"""The item that holds the codes of those who worked along."""

Entries = dict[str, dict[str, dict]]
"""item id → part → {"isi": value, "pada": time in UTC}."""

_LEVELS = range(1, 5)
_YEARS = range(2000, 3000)


def is_reserved(name: str) -> bool:
    """Whether an item or a part is none of the answer."""
    return name.startswith(RESERVED)


def moment_of(entry: dict) -> datetime:
    """When an entry was made."""
    return datetime.fromisoformat(entry["pada"])


def _is_entry(entry: object) -> bool:
    if not isinstance(entry, dict) or "isi" not in entry:
        return False
    try:
        moment = moment_of(entry)
    except (KeyError, TypeError, ValueError):
        return False
    # A year at the edge of the calendar could never be overtaken.
    return moment.tzinfo is not None and moment.year in _YEARS


def clean(raw: object) -> Entries:
    """Keep what has the form of answers and drop the rest. Never raises."""
    entries: Entries = {}
    if not isinstance(raw, dict):
        return entries
    for item, parts in raw.items():
        if isinstance(parts, dict):
            kept = {
                part: {"isi": entry["isi"], "pada": entry["pada"]}
                for part, entry in parts.items()
                if _is_entry(entry)
            }
            if kept:
                entries[item] = kept
    return entries


def merge(*sources: Entries) -> Entries:
    """All answers of all sources; of each part the newest.

    Equal times are settled by the text of the answer, so the order of the sources
    does not matter.
    """

    def age(entry: dict) -> tuple[datetime, str]:
        return moment_of(entry), json.dumps(entry["isi"], sort_keys=True)

    merged: Entries = {}
    for source in sources:
        for item, parts in source.items():
            mine = merged.setdefault(item, {})
            for part, entry in parts.items():
                if part not in mine or age(entry) > age(mine[part]):
                    mine[part] = entry
    return merged


def moments(entries: Entries) -> Iterator[datetime]:
    """The times of all entries."""
    for parts in entries.values():
        yield from map(moment_of, parts.values())


def values(entries: Entries) -> dict[str, object]:
    """item id → its answer: one value, or a mapping of the answered parts.

    Reserved items and parts are passed over.
    """
    result: dict[str, object] = {}
    for item, parts in entries.items():
        if is_reserved(item):
            continue
        given = {part: entry["isi"] for part, entry in parts.items()}
        named = {
            part: value
            for part, value in given.items()
            if part != WHOLE and not is_reserved(part) and value is not None
        }
        result[item] = named or given.get(WHOLE)
    return result


def confidences(entries: Entries) -> dict[str, dict[str, int]]:
    """item id → how sure somebody is: `WHOLE`, or a card → 1 (guessing) to 4.

    What is no such number is passed over, and so are items without one.
    """
    result: dict[str, dict[str, int]] = {}
    for item, parts in entries.items():
        for part, entry in parts.items():
            name, _, card = part.partition("/")
            sure = entry["isi"]
            is_level = type(sure) is int and sure in _LEVELS
            if name == SURE and is_level and not is_reserved(item):
                result.setdefault(item, {})[card or WHOLE] = sure
    return result


def parse(data: bytes) -> dict:
    """The content of ``jawaban.json``.

    Raises:
        ValueError: not JSON of our form, or larger than `MAX_BYTES`.
    """
    if len(data) > MAX_BYTES:
        raise ValueError("too large")
    try:
        content = json.loads(data.decode("utf-8-sig"))
    except RecursionError as error:
        raise ValueError("nested too deeply") from error
    if not isinstance(content, dict) or not isinstance(content.get("format"), int):
        raise ValueError("not an answers file")
    return content


def written(assignment: str, entries: Entries, code: str = "", **more: str) -> bytes:
    """Answers as the content of a ``jawaban.json``.

    Args:
        assignment: the id of the assignment or lesson.
        entries: the answers.
        code: whose they are; empty when nobody knows.
        more: what else stands in the file.
    """
    content = {
        "format": FORMAT,
        "latihan": assignment,
        **({"peserta": code} if code else {}),
        **more,
        "jawaban": entries,
    }
    text = json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True)
    # Half of a pair of code units, as a hostile file may hold, becomes an escape.
    return text.encode("utf-8", "backslashreplace")


def read_values(path: Path) -> dict[str, object]:
    """The answers in a file, by item id; for graders and pages.

    Raises:
        OSError, ValueError: the file is not there or cannot be read.
    """
    return values(clean(parse(path.read_bytes()).get("jawaban")))
