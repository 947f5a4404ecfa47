"""The signed list of an organiser's certificates, which an office may publish.

It says of each number for which event it was issued, or that it was withdrawn. What
binds a number to a name is a hash whose salt stands on the paper alone. Entries are
sorted by number, which is random, so their order tells nothing either.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from ..errors import BijakError
from ..files import write_atomically
from .numbers import NUMBER_LENGTH, is_code
from .promise import Occasion
from .stamp import Stamp, signed_by

KIND = "daftar sertifikat bijak"
_VERSION = 1
_PURPOSE = b"bijak: daftar sertifikat, versi 1\n"
_LARGEST = 20_000_000  # bytes; 100,000 certificates are about 13 MB
_KEYS = {"jenis", "versi", "stempel", "tertanggal", "kegiatan", "sertifikat"}


class BrokenList(BijakError):
    """A list is damaged, was altered, or is none."""


@dataclass(frozen=True)
class Entry:
    """What the list says about one number.

    Attributes:
        seal: what `promise.seal` gives; empty once withdrawn.
        occasion: place of the event in `Ledger.occasions`; -1 once withdrawn.
        withdrawn: the day, ISO 8601; empty while it is valid.
    """

    seal: str = ""
    occasion: int = -1
    withdrawn: str = ""


@dataclass(frozen=True)
class Ledger:
    """A list, as it was signed.

    Attributes:
        public: the key that signed it.
        dated: the day of its last change, ISO 8601.
        occasions: the events, in the order in which they came.
        entries: number → what is known.
    """

    public: bytes
    dated: str
    occasions: tuple[Occasion, ...] = ()
    entries: Mapping[str, Entry] = field(default_factory=dict)

    def occasion_of(self, number: str) -> Occasion:
        """The event of a number that is valid."""
        return self.occasions[self.entries[number].occasion]

    def changed(
        self,
        occasion: Occasion | None,
        seals: Mapping[str, str],
        gone: list[str],
        day: date,
    ) -> Ledger:
        """The list with new numbers, and others withdrawn.

        Args:
            occasion: the event of the new ones, if there are any.
            seals: new number → its seal.
            gone: numbers to withdraw; what is known of them goes, too.
            day: today.
        """
        occasions = self.occasions
        if seals and occasion not in occasions:
            occasions = (*occasions, occasion)
        place = occasions.index(occasion) if seals else -1
        entries = {
            **self.entries,
            **{number: Entry(one, place) for number, one in seals.items()},
            **{number: Entry(withdrawn=day.isoformat()) for number in gone},
        }
        return replace(
            self, dated=day.isoformat(), occasions=occasions, entries=entries
        )


def read_ledger(path: Path) -> Ledger:
    """A list whose signature is right.

    Raises:
        BrokenList: it is not.
    """
    try:
        if path.stat().st_size > _LARGEST:
            raise ValueError("too large")
        found = json.loads(
            path.read_text(encoding="utf-8-sig"), object_pairs_hook=_without_twins
        )
        signature = base64.b64decode(found.pop("tanda_tangan"), validate=True)
        ledger = _parsed(found)
        right = signed_by(ledger.public, _message(found), signature)
    except (OSError, ValueError, KeyError, TypeError, AttributeError, IndexError) as e:
        raise BrokenList(f"Daftar {path.name} tidak terbaca atau rusak.") from e
    except RecursionError as error:
        raise BrokenList(f"Daftar {path.name} rusak.") from error
    if not right:
        raise BrokenList(
            f"Daftar {path.name} diubah setelah distempel, atau salinannya rusak."
        )
    return ledger


def write_ledger(path: Path, ledger: Ledger, stamp: Stamp) -> None:
    """Sign a list and write it, whole or not at all."""
    said = _as_data(replace(ledger, public=stamp.public))
    signature = base64.b64encode(stamp.sign(_message(said))).decode()
    text = json.dumps({**said, "tanda_tangan": signature}, ensure_ascii=False, indent=1)
    write_atomically(path, text.encode() + b"\n")
    path.chmod(0o644)  # it is meant to be seen


def _message(said: Mapping) -> bytes:
    """What is signed: the content in one form, however its file is laid out."""
    text = json.dumps(
        said, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
    )
    return _PURPOSE + text.encode()


def _as_data(ledger: Ledger) -> dict:
    return {
        "jenis": KIND,
        "versi": _VERSION,
        "stempel": base64.b64encode(ledger.public).decode(),
        "tertanggal": ledger.dated,
        "kegiatan": [one.as_data() for one in ledger.occasions],
        "sertifikat": {
            number: {"ditarik": one.withdrawn}
            if one.withdrawn
            else {"kegiatan": one.occasion, "segel": one.seal}
            for number, one in sorted(ledger.entries.items())
        },
    }


def _parsed(found: Mapping) -> Ledger:
    if set(found) != _KEYS or (found["jenis"], found["versi"]) != (KIND, _VERSION):
        raise ValueError("another kind of file")
    occasions = tuple(Occasion.read(one) for one in found["kegiatan"])
    entries = {
        number: _entry(one, len(occasions))
        for number, one in found["sertifikat"].items()
    }
    if not all(is_code(number, NUMBER_LENGTH) for number in entries):
        raise ValueError("no number")
    public = base64.b64decode(found["stempel"], validate=True)
    dated = date.fromisoformat(found["tertanggal"]).isoformat()
    return Ledger(public, dated, occasions, entries)


def _entry(found: Mapping, occasions: int) -> Entry:
    if "ditarik" in found:
        return Entry(withdrawn=date.fromisoformat(found["ditarik"]).isoformat())
    place, seal = found["kegiatan"], found["segel"]
    if type(place) is not int or not 0 <= place < occasions or len(seal) != 64:
        raise ValueError("no entry")
    return Entry(seal, place)


def _without_twins(pairs: list) -> dict:
    """An object whose keys are all different: readers agree on what it says."""
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("a key stands twice")
    return found
