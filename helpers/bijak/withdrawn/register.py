"""``ditarik.json`` of a class: salted hashes of the codes that have withdrawn.

Whoever has withdrawn must not come back with an old hand-in from a USB stick, so
something has to be remembered. A hash tells whether a code that is at hand has
withdrawn; finding a code that is not at hand takes hours of computing for each class.

    {"format": 1, "ditarik": [{"garam": "…", "sidik": "…", "selesai": true}]}
"""

from __future__ import annotations

import hashlib
import json
import secrets
from functools import lru_cache
from pathlib import Path

from ..errors import BijakError
from ..files import one_writer, write_atomically

FILE = "ditarik.json"
_FORMAT = 1
# About 20 ms: nothing for the codes of a class, hours for all codes there could be.
_COST = {"n": 2**13, "r": 8, "p": 1}
_BROKEN = (
    "Berkas {path} rusak, padahal di situ tercatat siapa yang menarik datanya. "
    "Pulihkan berkas itu dari cadangan, lalu ulangi."
)


class Register:
    """The withdrawn codes of one class."""

    def __init__(self, home: Path) -> None:
        """Nothing is read yet.

        Args:
            home: the folder of the class.
        """
        self._path = home / FILE

    def holds(self, code: str) -> bool:
        """Whether somebody has withdrawn.

        Raises:
            BijakError: the file cannot be read, so nobody can tell.
        """
        return self._row_of(code) is not None

    def is_done(self, code: str) -> bool:
        """Whether all that somebody left was removed.

        Raises:
            BijakError: the file cannot be read.
        """
        row = self._row_of(code)
        return bool(row and row["selesai"])

    def note(self, code: str, is_done: bool) -> None:
        """Note that somebody withdraws, and later that all is removed.

        Raises:
            BijakError: the file cannot be read.
            OSError: it cannot be written.
        """
        with one_writer(self._path):
            rows = self._rows()
            for row in rows:
                if _hash(code, row["garam"]) == row["sidik"]:
                    row["selesai"] = is_done
                    break
            else:
                salt = rows[0]["garam"] if rows else secrets.token_hex(16)
                mark = {"garam": salt, "sidik": _hash(code, salt), "selesai": is_done}
                rows.append(mark)
            self._write(rows)

    def take_over(self, other: Path) -> None:
        """Let who has withdrawn from another copy of this class be withdrawn here.

        Args:
            other: the folder of that copy; it need not be there.
        """
        theirs = Register(other)._rows()
        if theirs:
            rows = self._rows()
            known = {row["sidik"] for row in rows}
            # Not done here: this copy may still hold what the other has removed.
            new = [row | {"selesai": False} for row in theirs]
            self._write(rows + [row for row in new if row["sidik"] not in known])

    def unfinished(self) -> int:
        """How many withdrawals began and did not end, as after a power cut."""
        return sum(not row["selesai"] for row in self._rows())

    def __len__(self) -> int:
        return len(self._rows())

    def _row_of(self, code: str) -> dict | None:
        rows = self._rows()
        return next((r for r in rows if _hash(code, r["garam"]) == r["sidik"]), None)

    def _rows(self) -> list[dict]:
        try:
            rows = json.loads(self._path.read_bytes())["ditarik"]
            sound = {"garam": str, "sidik": str, "selesai": bool}
            if all(
                type(row[key]) is kind for row in rows for key, kind in sound.items()
            ):
                return rows
        except FileNotFoundError:
            return []
        except (OSError, ValueError, KeyError, TypeError):
            pass
        raise BijakError(_BROKEN.format(path=self._path))

    def _write(self, rows: list[dict]) -> None:
        content = {"format": _FORMAT, "ditarik": rows}
        write_atomically(self._path, json.dumps(content, indent=1).encode())


@lru_cache(maxsize=10_000)
def _hash(code: str, salt: str) -> str:
    return hashlib.scrypt(code.encode(), salt=salt.encode(), dklen=32, **_COST).hex()
