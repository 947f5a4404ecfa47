"""What a certificate promises, and the seal that binds name, number and event."""

from __future__ import annotations

import hashlib
import hmac
import json
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from ..event_file import EventFile

_UNSEEN = ("Cc", "Cf", "Co")  # control signs, invisible ones, private ones


@dataclass(frozen=True)
class Occasion:
    """What all certificates of one event say; it holds nothing about a person.

    Attributes:
        event: what it is called.
        organiser: the office.
        place: building and town.
        begins: first day, ISO 8601.
        ends: last day, ISO 8601.
        hours: lesson hours (JP).
        modules: (id, title) of each, in the organiser's order.
    """

    event: str
    organiser: str
    place: str
    begins: str
    ends: str
    hours: float
    modules: tuple[tuple[str, str], ...]

    @classmethod
    def of(cls, event: EventFile, titles: list[str]) -> Occasion:
        """The occasion that an event's file describes."""
        hours = int(event.hours) if event.hours == int(event.hours) else event.hours
        return cls(
            event.name,
            event.organiser,
            event.place,
            event.begins.isoformat(),
            event.ends.isoformat(),
            hours,
            tuple(zip(event.modules, titles, strict=True)),
        )

    @classmethod
    def read(cls, found: Mapping) -> Occasion:
        """The occasion in a list.

        Raises:
            KeyError, TypeError, ValueError: it is none.
        """
        modules = tuple((str(one["id"]), str(one["judul"])) for one in found["modul"])
        days = (
            date.fromisoformat(found[name]).isoformat() for name in ("mulai", "selesai")
        )
        hours = found["jp"]
        if isinstance(hours, bool) or not isinstance(hours, int | float):
            raise TypeError("hours")
        texts = (str(found[name]) for name in ("nama", "penyelenggara", "tempat"))
        return cls(*texts, *days, hours, modules)

    def as_data(self) -> dict:
        """The occasion as a list holds it."""
        return {
            "nama": self.event,
            "penyelenggara": self.organiser,
            "tempat": self.place,
            "mulai": self.begins,
            "selesai": self.ends,
            "jp": self.hours,
            "modul": [{"id": one, "judul": title} for one, title in self.modules],
        }


def tidy_name(name: str) -> str:
    """A name as it is printed: composed letters, single spaces, nothing invisible."""
    composed = unicodedata.normalize("NFC", " ".join(name.split()))
    return "".join(c for c in composed if unicodedata.category(c) not in _UNSEEN)


def same_name(name: str) -> str:
    """A name as it is compared: letters and digits alone, without their accents.

    Who types a name from paper may leave out a point, an apostrophe or an accent.
    """
    apart = unicodedata.normalize("NFKD", name).casefold()
    return "".join(c for c in apart if c.isalnum())


def seal(occasion: Occasion, number: str, name: str, check: str) -> str:
    """A hash of what a certificate promises, salted with its check code.

    It stands in the published list. Without the check code, which only the paper and
    the organiser's register hold, no name can be tried against it.
    """
    said = json.dumps(
        [number, same_name(name), occasion.as_data()],
        ensure_ascii=False,
        sort_keys=True,
        separators=(",", ":"),
    )
    return hmac.new(check.encode(), said.encode(), hashlib.sha256).hexdigest()
