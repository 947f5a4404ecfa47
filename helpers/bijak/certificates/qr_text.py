"""A certificate as one signed text, for its QR code.

``BIJAK1:`` and base32: public key (32 bytes), signature (64), then lines of UTF-8.
Capital letters and digits make the smallest QR code. It can be checked alone, as long
as somebody knows the organiser's fingerprint; only the list knows of withdrawals.
"""

from __future__ import annotations

import base64
import binascii
import re
from dataclasses import dataclass
from datetime import date

from ..errors import BijakError
from .numbers import CHECK_LENGTH, NUMBER_LENGTH, is_code
from .promise import Occasion
from .stamp import Stamp, signed_by

_BEGIN = "BIJAK1:"
_PURPOSE = b"bijak: sertifikat, versi 1\n"
_UNREADABLE = (
    "Teks QR itu tidak lengkap atau bukan dari sertifikat Bijak. Pindai lagi, lalu "
    "salin seluruh teksnya, dari BIJAK1 sampai akhir."
)


@dataclass(frozen=True)
class Paper:
    """What a QR code says.

    Attributes:
        number: as stored.
        check: as stored.
        name: as printed.
        event: what the event is called.
        begins: first day, ISO 8601.
        ends: last day, ISO 8601.
        hours: lesson hours, as text.
        modules: the short ids of the modules: what stands before the first hyphen.
    """

    number: str
    check: str
    name: str
    event: str
    begins: str
    ends: str
    hours: str
    modules: tuple[str, ...]

    @classmethod
    def of(cls, occasion: Occasion, number: str, check: str, name: str) -> Paper:
        """What the QR code of a certificate says."""
        short = tuple(one.partition("-")[0] for one, _ in occasion.modules)
        days = occasion.begins, occasion.ends
        hours = f"{occasion.hours:g}"
        return cls(number, check, name, occasion.event, *days, hours, short)

    def as_bytes(self) -> bytes:
        """What is signed, and stands in the code."""
        last = "" if self.ends == self.begins else self.ends
        lines = (self.number, self.check, self.name, self.event, self.begins, last)
        return "\n".join((*lines, self.hours, " ".join(self.modules))).encode()


@dataclass(frozen=True)
class Scanned:
    """A QR code that could be read.

    Attributes:
        paper: what it says.
        public: whose signature it claims to carry.
        signed: whether the signature is right.
    """

    paper: Paper
    public: bytes
    signed: bool


def qr_text(paper: Paper, stamp: Stamp) -> str:
    """The text of a certificate's QR code; equal papers give equal texts."""
    said = paper.as_bytes()
    whole = stamp.public + stamp.sign(_PURPOSE + said) + said
    return _BEGIN + base64.b32encode(whole).decode().rstrip("=")


def is_qr_text(typed: str) -> bool:
    """Whether somebody pasted the text of a QR code."""
    return typed.strip().upper().startswith("BIJAK")


def read_qr_text(typed: str) -> Scanned:
    """What the text of a QR code says; its signature is looked at, not trusted.

    Raises:
        BijakError: it is cut off, or another kind of text.
    """
    text = re.sub(r"\s+", "", typed).upper()
    try:
        if not text.startswith(_BEGIN):
            raise ValueError("another kind of text")
        body = text.removeprefix(_BEGIN)
        whole = base64.b32decode(body + "=" * (-len(body) % 8))
        public, signature, said = whole[:32], whole[32:96], whole[96:]
        paper = _parsed(said.decode())
    except (ValueError, binascii.Error) as error:
        raise BijakError(_UNREADABLE) from error
    return Scanned(paper, public, signed_by(public, _PURPOSE + said, signature))


def _parsed(said: str) -> Paper:
    number, check, name, event, begins, last, hours, modules = said.split("\n")
    if not is_code(number, NUMBER_LENGTH) or not is_code(check, CHECK_LENGTH):
        raise ValueError("no number")
    for day in filter(None, (begins, last)):
        date.fromisoformat(day)
    days = begins, last or begins
    return Paper(number, check, name, event, *days, hours, tuple(modules.split()))
