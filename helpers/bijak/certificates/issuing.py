"""Who gets which number: once issued, a number stays with its code and its name.

kelas/<class>/sertifikat/terbit.json   code → number and check code; private, no names
kelas/<class>/sertifikat/daftar.json   the signed list, to publish
"""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from ..answers.people import is_code as is_person
from ..errors import BijakError
from ..files import one_writer, write_atomically
from .ledger import BrokenList, Ledger, read_ledger, write_ledger
from .names_file import Attendee
from .numbers import (
    CHECK_LENGTH,
    NUMBER_LENGTH,
    grouped,
    is_code,
    new_check,
    new_number,
)
from .promise import Occasion, seal
from .stamp import Stamp, fingerprint, load_stamp, make_stamp

FOLDER = "sertifikat"
LIST = "daftar.json"
_REGISTER = "terbit.json"

_NO_STAMP = (
    "Stempel digital tidak ada di komputer ini, padahal daftar sertifikat kelas ini "
    "distempel dengan {mark}. Salin kembali stempel itu. Lihat docs/sertifikat.md."
)
_OTHER_STAMP = (
    "Stempel digital di komputer ini {own}, padahal daftar sertifikat kelas ini "
    "distempel dengan {mark}. Pakai stempel itu. Lihat docs/sertifikat.md."
)
_LOST_LIST = "{path} hilang, padahal sertifikat sudah terbit. "
_BACK = "Salin kembali dari cadangan atau dari tempat daftar itu diumumkan."
_BROKEN = "{path} rusak. Salin kembali dari cadangan kelas."
_DIFFERENT = (
    "{count} sertifikat yang sudah terbit berbeda dari berkas Anda: {codes}. Nama atau "
    "kegiatannya berubah. Jika itu ralat, jalankan lagi dengan --correct: nomor lama "
    "ditarik dan nomor baru dibuat. Kegiatan lain memakai --class lain."
)
_NOT_WRITTEN = "Daftar sertifikat tidak dapat ditulis di {folder} ({why})."
_STILL_VALID = "Nomor {number} belum ditarik."
_BUSY = "Sertifikat kelas ini sedang dibuat di jendela lain. Tunggu, lalu ulangi."


@dataclass(frozen=True)
class Issued:
    """One certificate.

    Attributes:
        code: whose.
        name: as printed.
        number: as stored.
        check: as stored.
        new: whether it was issued now.
    """

    code: str
    name: str
    number: str
    check: str
    new: bool


@dataclass(frozen=True)
class Result:
    """What issuing did.

    Attributes:
        issued: of everybody in the organiser's file, in its order.
        withdrawn: numbers that were withdrawn for a correction.
        stamp: what signed the list.
        stamp_is_new: whether this laptop had none before.
    """

    issued: tuple[Issued, ...]
    withdrawn: tuple[str, ...]
    stamp: Stamp
    stamp_is_new: bool


def issue(
    home: Path,
    people: Sequence[Attendee],
    occasion: Occasion,
    today: date,
    correct: bool = False,
) -> Result:
    """Give everybody a number who has none.

    Args:
        home: the folder of the class.
        people: who attended.
        occasion: what they attended.
        today: dates a changed list.
        correct: withdraw certificates whose name or event changed, and issue new ones.

    Raises:
        BijakError: no number was given; the sentence says what to do.
    """
    with _open_book(home) as book:
        gone = book.gone(people, occasion)
        if gone and not correct:
            raise BijakError(_different(list(gone)))
        own = load_stamp()
        stamp = book.fitting(own or (None if book.ledger else make_stamp()))
        for code in gone:
            del book.rows[code]
        issued, seals = book.give_numbers(people, occasion)
        if seals:
            changed = (book.ledger or Ledger(stamp.public, "")).changed(
                occasion, seals, list(gone.values()), today
            )
            book.write(changed, stamp)
    return Result(tuple(issued), tuple(gone.values()), stamp, own is None)


def withdraw(home: Path, code: str, today: date) -> str | None:
    """Withdraw somebody's certificate: the list says so, the register forgets them.

    Args:
        home: the folder of the class.
        code: whose.
        today: the day of withdrawal.

    Returns:
        The number; None where that person has no certificate.

    Raises:
        BijakError: the list cannot be signed on this laptop; nothing was changed.
    """
    if not (home / FOLDER / _REGISTER).exists():
        return None
    with _open_book(home) as book:
        if code not in book.rows:
            return None
        number, _ = book.rows[code]
        book.withdraw(number, today)
    return number


def withdraw_number(home: Path, number: str, today: date) -> bool:
    """Withdraw a certificate whose code is not known any more.

    Returns:
        Whether the class's list holds the number.

    Raises:
        BijakError: the list cannot be signed on this laptop; nothing was changed.
    """
    with _open_book(home) as book:
        if not book.ledger or number not in book.ledger.entries:
            return False
        book.withdraw(number, today)
    return True


class _Book:
    """Register and list of one class, while nobody else changes them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.rows = _read_register(folder / _REGISTER)
        path = folder / LIST
        if self.rows and not path.exists():
            raise BijakError(_LOST_LIST.format(path=path) + _BACK)
        try:
            self.ledger = read_ledger(path) if path.exists() else None
        except BrokenList as error:
            raise BijakError(f"{error} {_BACK}") from error

    def fitting(self, stamp: Stamp | None) -> Stamp:
        """The stamp, if it may continue the list."""
        if self.ledger and (stamp is None or stamp.public != self.ledger.public):
            words = _OTHER_STAMP if stamp else _NO_STAMP
            own = fingerprint(stamp.public) if stamp else ""
            mark = fingerprint(self.ledger.public)
            raise BijakError(words.format(own=own, mark=mark))
        return stamp

    def gone(self, people: Sequence[Attendee], occasion: Occasion) -> dict[str, str]:
        """Code → number, of those whose certificate says something else by now."""
        found = {}
        for one in people:
            number, check = self.rows.get(one.code, ("", ""))
            entry = self.ledger.entries.get(number) if self.ledger else None
            if entry and entry.seal != seal(occasion, number, one.name, check):
                found[one.code] = number
        return found

    def give_numbers(
        self, people: Sequence[Attendee], occasion: Occasion
    ) -> tuple[list[Issued], dict[str, str]]:
        """Everybody's certificate, and the seals that the list lacks."""
        listed = set(self.ledger.entries) if self.ledger else set()
        issued, seals = [], {}
        for one in people:
            new = one.code not in self.rows
            if new:
                self.rows[one.code] = new_number({*listed, *seals}), new_check()
            number, check = self.rows[one.code]
            # A list that was brought back may be older than the register.
            if number not in listed:
                seals[number] = seal(occasion, number, one.name, check)
            issued.append(Issued(one.code, one.name, number, check, new))
        return issued, seals

    def withdraw(self, number: str, today: date) -> None:
        """Mark one number in the list, and drop it from the register."""
        try:
            stamp = self.fitting(load_stamp())
        except BijakError as error:
            words = _STILL_VALID.format(number=grouped(number))
            raise BijakError(f"{words} {error}") from error
        self.rows = {code: row for code, row in self.rows.items() if row[0] != number}
        self.write(self.ledger.changed(None, {}, [number], today), stamp)

    def write(self, ledger: Ledger, stamp: Stamp) -> None:
        """First the list, then the register: a number may be lost, never used twice."""
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        write_ledger(self.folder / LIST, ledger, stamp)
        data = {code: list(row) for code, row in sorted(self.rows.items())}
        text = json.dumps(data, indent=1)
        write_atomically(self.folder / _REGISTER, text.encode() + b"\n")  # 0600


@contextlib.contextmanager
def _open_book(home: Path) -> Iterator[_Book]:
    folder = home / FOLDER
    try:
        with one_writer(folder / _REGISTER):
            yield _Book(folder)
    except TimeoutError as error:
        raise BijakError(_BUSY) from error
    except OSError as error:
        words = _NOT_WRITTEN.format(folder=folder, why=error.strerror)
        raise BijakError(words) from error


def _read_register(path: Path) -> dict[str, tuple[str, str]]:
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
        rows = {code: (number, check) for code, (number, check) in found.items()}
        right = all(
            is_person(code)
            and is_code(number, NUMBER_LENGTH)
            and is_code(check, CHECK_LENGTH)
            for code, (number, check) in rows.items()
        )
    except FileNotFoundError:
        return {}
    except (ValueError, TypeError, AttributeError, RecursionError) as error:
        raise BijakError(_BROKEN.format(path=path)) from error
    if not right:
        raise BijakError(_BROKEN.format(path=path))
    return rows


def _different(codes: list[str]) -> str:
    shown = ", ".join(codes[:5]) + (", …" if len(codes) > 5 else "")
    return _DIFFERENT.format(count=len(codes), codes=shown)
