"""Collecting: what was handed in by any road comes to where it is graded.

    exchange                        nbgrader's own, where participants share a folder
    kelas/<kelas>/masuk/            files that a trainer dropped there
    any folder                      a USB stick, what WhatsApp downloaded

The newest complete one of each participant counts, and all are kept: files in
``kelas/<kelas>/diterima/``, the exchange in itself. What cannot be read stays where it
is, and is told of with its reason.
"""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Callable, Container, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from ..course import Course, exchange_root
from ..errors import BijakError
from ..files import write_atomically
from ..paths import COURSE_ID, class_folder
from ..text import format_clock
from ..withdrawn import Register, clear_inbound
from .hand_ins import HandIn
from .leaving import WITHDRAWN, erasers, without_withdrawn
from .receive import SUBMITTED, Arrival, receive
from .records import stamp_of
from .unpacking import Unit, Walk

INCOMING = "masuk"
KEPT = "diterima"
_MAX_NAME = 80

_NO_FOLDER = "Folder {folder} tidak ada. Periksa nama folder, lalu ulangi."
_LAST_GOOD = "Kumpulan terakhir yang baik ({when}) tetap dipakai."
_EXCHANGE = "Kumpulan {code} di folder pertukaran tidak dapat diambil: {why}"


@dataclass(frozen=True)
class Refused:
    """Something that could not be received, and stays where it is.

    Attributes:
        name: where it is, for people.
        why: Indonesian sentences.
    """

    name: str
    why: str


@dataclass
class Collected:
    """What came in.

    Attributes:
        arrivals: (assignment, what became of it) for each participant.
        refused: what could not be received.
        notices: what was odd about something that was received.
        skipped: how many files nobody would take for a hand-in.
    """

    arrivals: list[tuple[str, Arrival]] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)
    notices: list[Refused] = field(default_factory=list)
    skipped: int = 0


class Collector:
    """Collects for one class.

    Attributes:
        root: the project folder.
        home: the class's folder.
    """

    def __init__(
        self,
        root: Path,
        class_name: str | None = None,
        participants: Callable[[Path], Container[str]] = lambda _home: (),
    ) -> None:
        """Nothing is read yet.

        Args:
            root: the project folder.
            class_name: None for the class in use.
            participants: who belongs to the class with a folder, for `receive`.
        """
        self.root, self.home = root, class_folder(root, class_name)
        self._participants = participants
        self._course: Course | None = None
        self._register = Register(self.home)

    def collect(
        self, assignments: Iterable[str], folders: Iterable[Path] = ()
    ) -> Collected:
        """Take in all that is there.

        Args:
            assignments: whose hand-ins are collected from the exchange; files say
                themselves what they are.
            folders: looked through besides ``masuk/``.

        Raises:
            BijakError: a folder is not there.
        """
        found = Collected()
        for folder in folders:
            if not folder.is_dir():
                raise BijakError(_NO_FOLDER.format(folder=folder))
            self._take_files(folder, found, is_ours=False)
        if (self.home / INCOMING).is_dir():
            self._take_files(self.home / INCOMING, found, is_ours=True)
        for assignment in assignments:
            self._take_exchange(assignment, found)
        return found

    def _take_files(self, folder: Path, found: Collected, is_ours: bool) -> None:
        walk = Walk()
        for unit in walk.units(folder):
            if self._receive_all(unit, found):
                self._keep(unit)
                if is_ours:
                    _clear(unit, folder)
        found.skipped += walk.skipped

    def _receive_all(self, unit: Unit, found: Collected) -> bool:
        """Receive what is in a file; whether nothing of it was refused."""
        whole = True
        for name, hand_in in unit.found:
            why = " ".join(hand_in.problems)
            if self._has_withdrawn(hand_in):
                words = WITHDRAWN.format(code=hand_in.codes[0])
                found.refused.append(Refused(name, words))
                continue
            try:
                if hand_in.is_complete:
                    staying = without_withdrawn(hand_in, self._register)
                    known = self._participants(self.home)
                    arrived = receive(self, staying, known)
                    found.arrivals += [(hand_in.assignment, one) for one in arrived]
                    if why:
                        found.notices.append(Refused(name, why))
                    continue
            except (BijakError, OSError) as error:
                why = str(error)
            whole = False
            found.refused.append(Refused(name, f"{why} {self._last(hand_in)}".strip()))
        return whole

    def _has_withdrawn(self, hand_in: HandIn) -> bool:
        return bool(hand_in.codes) and self._register.holds(hand_in.codes[0])

    def _last(self, hand_in: HandIn) -> str:
        """What holds meanwhile for somebody whose hand-in cannot be received."""
        if not (hand_in.codes and hand_in.assignment):
            return ""
        code = hand_in.codes[0]
        stamp = stamp_of(self.home / SUBMITTED / code / hand_in.assignment)
        when = _shown(stamp)
        return f"{code}: {_LAST_GOOD.format(when=when)}" if when else ""

    def _keep(self, unit: Unit) -> None:
        """Keep what came, once, whatever its name was; nothing of who has withdrawn."""
        if all(self._has_withdrawn(hand_in) for _, hand_in in unit.found):
            return
        folder = self.home / KEPT
        folder.mkdir(parents=True, exist_ok=True)
        checksum = hashlib.sha256(unit.data).hexdigest()[:12]
        name, data = unit.name, unit.data
        for eraser in erasers(unit, self._register):
            name, data = eraser.name(name), eraser.content(data, name)
        name = name.replace("/", "-")[-_MAX_NAME:]
        if data[:2] == b"PK" and ".zip" not in name.lower():
            name += ".zip"
        if not any(folder.glob(f"{checksum}--*")):
            write_atomically(folder / f"{checksum}--{name}", data)

    def _take_exchange(self, assignment: str, found: Collected) -> None:
        inbound = exchange_root(self.root, self.home.name) / COURSE_ID / "inbound"
        for why in clear_inbound(self.home, inbound):
            found.refused.append(Refused(assignment, why))
        waiting = list(self._waiting(assignment))
        if not waiting:
            return
        self._course = self._course or Course(self.root, self.home.name)
        try:
            self._course.collect(assignment)
        except BijakError:  # of one of them: the others are collected one by one
            for code in waiting:
                try:
                    self._course.collect(assignment, code)
                except BijakError as error:
                    why = _EXCHANGE.format(code=code, why=error)
                    found.refused.append(Refused(assignment, why))
        still = set(self._waiting(assignment))
        for code in waiting:
            if code not in still:
                arrival = Arrival(code, True, f"{code}: diterima.")
                found.arrivals.append((assignment, arrival))

    def _waiting(self, assignment: str) -> Iterator[str]:
        """Whose newest hand-in in the exchange is newer than what is here."""
        if sys.platform == "win32":
            return
        root = exchange_root(self.root, self.home.name) / COURSE_ID / "inbound"
        newest: dict[str, str] = {}
        for path in root.iterdir() if root.is_dir() else ():
            code, mark, rest = path.name.partition(f"+{assignment}+")
            if mark:
                newest[code] = max(newest.get(code, ""), rest.partition("+")[0])
        for code, stamp in sorted(newest.items()):
            if stamp_of(self.home / SUBMITTED / code / assignment) < stamp:
                yield code


def _shown(stamp: str) -> str:
    """A time stamp for people; empty when it is none."""
    try:
        moment = datetime.fromisoformat(stamp.removesuffix(" UTC"))
    except ValueError:
        return ""
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return f"{moment.astimezone():%d-%m-%Y} pukul {format_clock(moment)}"


def _clear(unit: Unit, folder: Path) -> None:
    """Remove from our own folder what was received and kept."""
    for path in unit.paths:
        path.unlink(missing_ok=True)
    for parent in {path.parent for path in unit.paths}:
        if parent != folder and not any(parent.iterdir()):
            parent.rmdir()
