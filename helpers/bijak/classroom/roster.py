"""Who belongs to a class: ``peserta.csv`` in its folder, codes instead of names.

    kode,pin,peran,wilayah
    kenanga-4821,scrypt$…,peserta,Sumedang Selatan

A PIN in clear is only ever returned by the function that made it, for the printed
card; the file keeps a salted hash. The file may be edited while the class runs.
"""

from __future__ import annotations

import base64
import contextlib
import csv
import hashlib
import hmac
import io
import os
import secrets
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from ..answers.people import is_code, normalise
from ..errors import BijakError
from ..files import one_writer, write_atomically
from ..withdrawn import Register
from .participants import random_code

FILE = "peserta.csv"
PARTICIPANT, TRAINER = "peserta", "pelatih"
TRAINER_CODE = "pelatih"
_COLUMNS = ("kode", "pin", "peran", "wilayah")
_DIGITS = 6
# About 20 ms and 8 MB: nothing to whoever logs in, a lot to whoever tries them all.
_COST = {"n": 2**13, "r": 8, "p": 1}
_BROKEN = (
    "Daftar peserta {path} tidak dapat dibaca: {why}. Perbaiki barisnya, atau "
    "pulihkan dari cadangan."
)
_WITHDRAWN = (
    "Kode {code} sudah ditarik dari kelas ini dan tidak dipakai lagi. Kosongkan kolom "
    "kodenya; kode baru dibuatkan."
)
_UNKNOWN = "Kode {code} tidak ada di kelas ini. Daftarnya ada di {path}."


@dataclass(frozen=True)
class Person:
    """One line of the roster.

    Attributes:
        code: what stands for the name, such as ``kenanga-4821``.
        pin: its salted hash; empty when nobody may enter with this code.
        role: `PARTICIPANT` or `TRAINER`.
        region: where the person comes from, as the trainer wrote it; may be empty.
    """

    code: str
    pin: str = ""
    role: str = PARTICIPANT
    region: str = ""


def read_roster(home: Path) -> dict[str, Person]:
    """The people of a class by code, in the order of the file; empty without one.

    Args:
        home: the folder of the class.

    Raises:
        BijakError: the file cannot be read; the sentence says why.
    """
    path = home / FILE
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return {}
    except (OSError, ValueError) as error:
        raise BijakError(_BROKEN.format(path=path, why="isinya rusak")) from error
    people: dict[str, Person] = {}
    for number, row in enumerate(csv.DictReader(io.StringIO(text)), start=2):
        code = (row.get("kode") or "").strip()
        if not is_code(code) or code in people:
            why = f"kode di baris {number} tidak sah atau ganda"
            raise BijakError(_BROKEN.format(path=path, why=why))
        role = TRAINER if (row.get("peran") or "").strip() == TRAINER else PARTICIPANT
        region = (row.get("wilayah") or "").strip()
        people[code] = Person(code, (row.get("pin") or "").strip(), role, region)
    return people


def participants_of(home: Path) -> list[Person]:
    """Everybody but the trainers."""
    return [one for one in read_roster(home).values() if one.role == PARTICIPANT]


def codes_of(home: Path) -> frozenset[str]:
    """The codes of all participants; none where nobody wrote down who belongs here.

    Raises:
        BijakError: the roster cannot be read.
    """
    return frozenset(one.code for one in participants_of(home))


def is_trainer(home: Path, code: str) -> bool:
    """Whether a code is a trainer's; never where the roster cannot be read."""
    try:
        person = read_roster(home).get(code)
    except BijakError:
        return False
    return person is not None and person.role == TRAINER


def add_people(
    home: Path, wanted: int | Iterable[tuple[str, str]]
) -> list[tuple[str, str]]:
    """Add people to a class, also while it runs.

    Args:
        home: the folder of the class; made if it is not there.
        wanted: how many, or (code, region) of each; an empty code is made up, and a
            code that the class has already is left as it is.

    Returns:
        (code, PIN in clear) of each new person, for their cards.

    Raises:
        BijakError: a code cannot be one, or the roster cannot be read.
    """
    rows = [("", "")] * wanted if isinstance(wanted, int) else list(wanted)
    register = Register(home)
    with _changing(home) as people:
        made = []
        for typed, region in rows:
            code = normalise(typed) if typed.strip() else random_code(people)
            if code not in people:
                if register.holds(code):
                    raise BijakError(_WITHDRAWN.format(code=code))
                pin = _make_pin()
                people[code] = Person(code, hash_pin(pin), region=region.strip())
                made.append((code, pin))
    return made


def add_trainer(home: Path) -> str | None:
    """Let the trainer in as ``pelatih``; the PIN, or None when there is one already."""
    with _changing(home) as people:
        if TRAINER_CODE in people:
            return None
        pin = _make_pin()
        people[TRAINER_CODE] = Person(TRAINER_CODE, hash_pin(pin), TRAINER)
    return pin


def new_pins(home: Path, codes: Sequence[str]) -> list[tuple[str, str]]:
    """Give people new PINs; the old ones end at once.

    Returns:
        (code, PIN in clear) of each.

    Raises:
        BijakError: a code is not in the class.
    """
    with _changing(home) as people:
        made = []
        for code in codes:
            if code not in people:
                raise BijakError(_UNKNOWN.format(code=code, path=home / FILE))
            pin = _make_pin()
            people[code] = replace(people[code], pin=hash_pin(pin))
            made.append((code, pin))
    return made


def find_person(people: dict[str, Person], typed: str) -> Person | None:
    """Who was meant: capitals, spaces and a forgotten hyphen are forgiven."""
    try:
        code = normalise(typed)
    except BijakError:
        return None
    if code in people:
        return people[code]
    bare = code.replace("-", "")
    alike = [one for one in people.values() if one.code.replace("-", "") == bare]
    return alike[0] if len(alike) == 1 else None


def check_pin(home: Path, code: str, pin: str) -> bool:
    """Whether a PIN opens a code; takes about 20 ms, for unknown codes too."""
    person = read_roster(home).get(code)
    return fits(pin, person.pin if person else "")


def hash_pin(pin: str) -> str:
    """A PIN as the roster keeps it, with its own salt."""
    salt = secrets.token_bytes(16)
    digest = hashlib.scrypt(pin.encode(), salt=salt, dklen=32, **_COST)
    return "$".join(("scrypt", *(base64.b64encode(x).decode() for x in (salt, digest))))


_NOBODYS = hash_pin(secrets.token_hex())


def fits(pin: str, stored: str) -> bool:
    """Whether a PIN gives the stored hash; an unreadable hash fits nothing."""
    kind, _, rest = (stored or _NOBODYS).partition("$")
    try:
        salt, digest = (base64.b64decode(x, validate=True) for x in rest.split("$"))
    except ValueError:
        return False
    made = hashlib.scrypt(pin.encode(), salt=salt, dklen=32, **_COST)
    return kind == "scrypt" and hmac.compare_digest(made, digest)


def _make_pin() -> str:
    return "".join(secrets.choice("0123456789") for _ in range(_DIGITS))


@contextlib.contextmanager
def _changing(home: Path) -> Iterator[dict[str, Person]]:
    """The roster, open for change; written when the block ends without an error."""
    home.mkdir(parents=True, exist_ok=True)
    with one_writer(home / FILE):
        people = read_roster(home)
        yield people
        _write(home / FILE, people.values())


def _write(path: Path, people: Iterable[Person]) -> None:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(_COLUMNS)
    for one in people:
        writer.writerow((one.code, one.pin, one.role, one.region))
    owner = path.stat() if path.exists() else path.parent.stat()
    write_atomically(path, out.getvalue().encode())
    path.chmod(0o600)
    if hasattr(os, "chown") and os.geteuid() == 0:
        os.chown(path, owner.st_uid, owner.st_gid)  # it stays the trainer's under sudo
