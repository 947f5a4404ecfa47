"""What to say about a certificate: one word of judgement, and plain sentences.

The private key is never needed. What was not looked at is said, not assumed: a number
alone says nothing about the name on a paper, and no QR code knows of its withdrawal.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from pathlib import Path

from ..text import format_number, join_words, long_date, long_days
from .ledger import BrokenList, Ledger, read_ledger
from .numbers import grouped
from .promise import Occasion, same_name, seal
from .qr_text import Paper, Scanned
from .stamp import fingerprint, same_fingerprint


class Verdict(IntEnum):
    """The judgement; its number is the command's exit code."""

    VALID = 0
    NOT_LISTED = 3
    DIFFERS = 4
    WITHDRAWN = 5
    BROKEN_LIST = 6
    OTHER_STAMP = 7
    INCOMPLETE = 8


@dataclass(frozen=True)
class Finding:
    """A judgement with its sentences.

    Attributes:
        verdict: the judgement.
        lines: Indonesian sentences; the first one is the judgement in words.
    """

    verdict: Verdict
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Lists:
    """The lists at hand.

    Attributes:
        whole: those whose signature is right, the newest first.
        broken: the sentences about the others.
    """

    whole: tuple[Ledger, ...]
    broken: tuple[str, ...] = ()

    def of(self, mark: str) -> list[Ledger]:
        """The lists of the organiser with this fingerprint; all of them without one."""
        return [
            one for one in self.whole if not mark or same_fingerprint(mark, one.public)
        ]


def read_lists(paths: Sequence[Path]) -> Lists:
    """Read lists; a broken one is told, and not used."""
    whole, broken = [], []
    for path in paths:
        try:
            whole.append(read_ledger(path))
        except BrokenList as error:
            broken.append(str(error))
    whole.sort(key=lambda one: one.dated, reverse=True)
    return Lists(tuple(whole), tuple(broken))


def verify_typed(
    number: str, check: str, name: str, lists: Lists, mark: str = ""
) -> Finding:
    """Judge what was typed from a paper.

    Args:
        number: as stored.
        check: as stored; may be empty.
        name: as on the paper; may be empty.
        lists: the organisers' lists.
        mark: the fingerprint that the organiser made known; may be empty.
    """
    fitting = lists.of(mark)
    if lists.whole and not fitting:
        return _other_stamp(fingerprint(lists.whole[0].public), mark)
    ledger = _holding(number, fitting)
    if ledger is None:
        return _not_listed(number, fitting, lists.broken)
    if withdrawn := ledger.entries[number].withdrawn:
        return _withdrawn(number, withdrawn)
    occasion = ledger.occasion_of(number)
    about = (*_about(occasion), _signed(ledger.public, mark, ledger.dated))
    if not (check and name):
        return Finding(
            Verdict.INCOMPLETE,
            (
                f"Nomor {grouped(number)} ada di daftar, tetapi namanya belum "
                "diperiksa. Ketik juga kode periksa dan nama yang tercetak.",
                *about,
            ),
        )
    if seal(occasion, number, name, check) != ledger.entries[number].seal:
        return Finding(
            Verdict.DIFFERS,
            (
                f"TIDAK COCOK. Nomor {grouped(number)} ada di daftar, tetapi bukan "
                "dengan nama dan kode periksa itu. Periksa ketikan Anda; jika sudah "
                "sama dengan kertasnya, tanyakan kepada penerbit.",
            ),
        )
    return Finding(Verdict.VALID, (_valid(number, name), *about, _COMPARE))


def verify_scanned(
    scanned: Scanned, name: str, lists: Lists, mark: str = "", own: bytes = b""
) -> Finding:
    """Judge the text of a QR code.

    Args:
        scanned: what was read.
        name: as on the paper, to compare; may be empty.
        lists: the organisers' lists; without one, withdrawal stays unknown.
        mark: the fingerprint that the organiser made known; may be empty.
        own: the public key of this laptop's stamp; may be empty.
    """
    paper = scanned.paper
    if not scanned.signed:
        return Finding(Verdict.DIFFERS, (_ALTERED,))
    if mark and not same_fingerprint(mark, scanned.public):
        return _other_stamp(fingerprint(scanned.public), mark)
    if name and same_name(name) != same_name(paper.name):
        return Finding(Verdict.DIFFERS, (_OTHER_NAME.format(name=paper.name),))
    if not (lists.whole or lists.broken):
        return _without_list(scanned, known=bool(mark) or own == scanned.public)
    fitting = lists.of(fingerprint(scanned.public))
    if lists.whole and not fitting:
        listed = fingerprint(lists.whole[0].public)
        return _other_stamp(fingerprint(scanned.public), listed)
    ledger = _holding(paper.number, fitting)
    if ledger is None:
        return _not_listed(paper.number, fitting, lists.broken)
    if withdrawn := ledger.entries[paper.number].withdrawn:
        return _withdrawn(paper.number, withdrawn)
    return _compared(paper, ledger, mark)


def _holding(number: str, lists: Sequence[Ledger]) -> Ledger | None:
    """The list that knows a number; one that withdrew it counts before all others."""
    found = [one for one in lists if number in one.entries]
    gone = [one for one in found if one.entries[number].withdrawn]
    return next(iter([*gone, *found]), None)


def _compared(paper: Paper, ledger: Ledger, mark: str) -> Finding:
    """A signed paper beside what the list says about its number."""
    occasion = ledger.occasion_of(paper.number)
    said = Paper.of(occasion, paper.number, paper.check, paper.name)
    sealed = seal(occasion, paper.number, paper.name, paper.check)
    if said != paper or sealed != ledger.entries[paper.number].seal:
        return Finding(Verdict.DIFFERS, (_DIFFERS.format(grouped(paper.number)),))
    about = (*_about(occasion), _signed(ledger.public, mark, ledger.dated), _COMPARE)
    return Finding(Verdict.VALID, (_valid(paper.number, paper.name), *about))


_COMPARE = (
    "Bandingkan semuanya dengan kertasnya. Yang berbeda di kertas bukan dari penerbit."
)
_ALTERED = "TIDAK COCOK. Isi kode QR ini diubah setelah distempel penerbit."
_OTHER_NAME = (
    "TIDAK COCOK. Kode QR ini milik {name}, bukan nama yang Anda ketik. Kode QR dari "
    "sertifikat lain mungkin ditempel di kertas itu."
)
_DIFFERS = (
    "TIDAK COCOK. Isi sertifikat nomor {} berbeda dari daftar penerbit. Tanyakan "
    "kepada penerbit."
)


def _valid(number: str, name: str) -> str:
    return f"SAH. Nomor {grouped(number)} terbit atas nama {name}."


def _about(occasion: Occasion) -> tuple[str, ...]:
    modules = join_words([title for _, title in occasion.modules])
    return (
        f"Kegiatan: {occasion.event}, {occasion.organiser}.",
        f"Waktu dan tempat: {_days(occasion)}, {occasion.place}.",
        f"Jam pelajaran: {format_number(occasion.hours)} JP. Modul: {modules}.",
    )


def _days(said: Occasion | Paper) -> str:
    return long_days(date.fromisoformat(said.begins), date.fromisoformat(said.ends))


def _signed(public: bytes, mark: str, dated: str) -> str:
    day = long_date(date.fromisoformat(dated))
    if mark:
        return f"Daftar tertanggal {day}, distempel penerbit itu."
    return (
        f"Daftar tertanggal {day}, sidik stempel {fingerprint(public)}. Cocokkan sidik "
        "itu dengan yang diumumkan penerbit."
    )


def _not_listed(number: str, lists: Sequence[Ledger], broken: Sequence[str]) -> Finding:
    """The number stands in no whole list; a broken one might have held it."""
    if broken:
        advice = "Jangan dipakai. Minta salinan yang baru dari penerbit."
        lines = tuple(f"DAFTAR RUSAK. {one} {advice}" for one in broken)
        return Finding(Verdict.BROKEN_LIST, lines)
    if not lists:
        words = (
            "BELUM PASTI. Tidak ada daftar penerbit untuk memeriksa nomor itu. Minta "
            "daftarnya, lalu sebutkan dengan --list BERKAS."
        )
        return Finding(Verdict.INCOMPLETE, (words,))
    day = long_date(date.fromisoformat(lists[0].dated))
    return Finding(
        Verdict.NOT_LISTED,
        (
            f"TIDAK ADA DI DAFTAR. Nomor {grouped(number)} tidak ada di daftar "
            f"tertanggal {day}. Jika sertifikatnya lebih baru, minta daftar terbaru.",
        ),
    )


def _withdrawn(number: str, day: str) -> Finding:
    words = long_date(date.fromisoformat(day))
    return Finding(
        Verdict.WITHDRAWN,
        (f"DITARIK. Nomor {grouped(number)} tidak berlaku lagi sejak {words}.",),
    )


def _other_stamp(found: str, wanted: str) -> Finding:
    return Finding(
        Verdict.OTHER_STAMP,
        (
            f"STEMPEL LAIN. Sidik stempelnya {found}, bukan {wanted}. Ini bukan dari "
            "penerbit itu, atau daftarnya milik penerbit lain.",
        ),
    )


def _without_list(scanned: Scanned, known: bool) -> Finding:
    paper = scanned.paper
    days = _days(paper)
    modules = ", ".join(one.upper() for one in paper.modules)
    about = (
        f"Nomor {grouped(paper.number)}, atas nama {paper.name}.",
        f"Kegiatan: {paper.event}, {days}, {paper.hours.replace('.', ',')} JP.",
        f"Modul: {modules}.",
    )
    if known:
        words = (
            "DISTEMPEL PENERBIT, tetapi belum pasti masih berlaku: tanpa daftar, "
            "penarikan tidak terlihat. Minta daftarnya, lalu pakai --list BERKAS."
        )
    else:
        words = (
            "BELUM PASTI. Isi kode QR utuh, tetapi siapa yang menstempelnya belum "
            f"diketahui. Cocokkan sidik {fingerprint(scanned.public)} dengan yang "
            "diumumkan penerbit."
        )
    return Finding(Verdict.INCOMPLETE, (words, *about, _COMPARE))
