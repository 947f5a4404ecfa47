"""A file of JSON lines that only grows: what happened survives a kill.

A line that was cut by a power cut is passed over; the next one starts on its own.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path

FOLDER = "papan"
"""What the board of a class remembers, in the class's folder."""
CAME = "hadir.jsonl"


def joined(folder: Path) -> set[str]:
    """The codes of all who have come in so far.

    Args:
        folder: the board's.
    """
    return {str(row.get("kode")) for row in Journal(folder / CAME).rows()}


class Journal:
    """One file of lines, written by this process only."""

    def __init__(self, path: Path) -> None:
        """Nothing is opened before it is used.

        Args:
            path: the file; its folder exists.
        """
        self._path = path
        self._is_whole = False

    def rows(self) -> Iterator[dict]:
        """What was noted so far, oldest first."""
        try:
            lines = self._path.read_bytes().splitlines()
        except FileNotFoundError:
            return
        for line in lines:
            try:
                row = json.loads(line)
            except (ValueError, RecursionError):
                continue
            if isinstance(row, dict):
                yield row

    def note(self, row: dict) -> None:
        """Add a line; when this returns, a kill of this process loses nothing.

        Raises:
            OSError: it could not be written.
        """
        line = json.dumps(row, ensure_ascii=False).encode() + b"\n"
        with self._path.open("ab") as file:
            if not self._is_whole:
                line = self._start() + line
            file.write(line)
        self._is_whole = True

    def _start(self) -> bytes:
        """What ends a line that was cut."""
        with self._path.open("rb") as file:
            if file.seek(0, os.SEEK_END) == 0:
                return b""
            file.seek(-1, os.SEEK_END)
            return b"" if file.read(1) == b"\n" else b"\n"
