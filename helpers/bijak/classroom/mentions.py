"""Every place of a class where one code is written.

    peserta.csv                       the roster: code, hash of the PIN, region
    nomor.json                        code → user number of a home
    orang/<code>/                     the home with work, lessons, fetched feedback
    submitted/ autograded/ feedback/  <code>/<id>/: what was handed in and graded
    digantikan/<code>--<id>--…        what a group's hand-in replaced
    masuk/ diterima/                  files as they came: zips, notebooks, answers
    exchange/bijak/inbound/<code>+…   nbgrader's exchange
    exchange/bijak/feedback/<sum>     pages named by a hand-in's secret
    papan/<id>/<code>.json, *.jsonl   the board: answers, who came, who handed in
    periksa.jsonl                     tries of Periksa sekarang
    ruang/                            the hub's data base and logs
    kartu/*.pdf                       cards: a PDF of ten people cannot be searched
    gradebook.db                      rows, and pages that SQLite has not reused
    pekerjaan/<code>/                 the laptop's own working copies

Any other file is looked through too. A partner's file is changed, never removed.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ..answers.people import is_code
from ..errors import BijakError
from ..paths import WORK
from ..withdrawn import Eraser
from .cards import FOLDER as CARDS
from .gradebooks import FILES as GRADEBOOK
from .gradebooks import students
from .roster import FILE as ROSTER
from .roster import read_roster
from .workspace import why

_NOT_READ = (
    "{path} tidak dapat dibaca ({why}). Jalankan lagi dengan sudo, atau sebagai "
    "pemilik folder kelas."
)
_SECRET = "submission_secret.txt"
_AS_THEY_CAME = ("masuk", "diterima")
_CACHES = ("hub.sqlite", "hub.sqlite-wal", "hub.sqlite-shm")
_PAGE = "Umpan balik untuk <strong>{code}</strong>"  # as the page's template says
_WORDS = {
    ROSTER: "daftar peserta",
    "orang": "folder peserta",
    "submitted": "kumpulan",
    "autograded": "hasil penilaian",
    "feedback": "umpan balik",
    "exchange": "folder pertukaran",
    "papan": "papan pelatih",
    "periksa.jsonl": "catatan Periksa sekarang",
    "ruang": "catatan pintu kelas",
    "masuk": "berkas kumpulan",
    "diterima": "berkas kumpulan",
    "digantikan": "berkas kumpulan",
    CARDS: "berkas kartu",
    WORK: "folder kerja laptop ini",
}


@dataclass(frozen=True)
class Mention:
    """One place where a code is written.

    Attributes:
        path: the file or folder.
        place: where that is, in words for people.
        is_theirs: whether all of it goes; else only the code is taken out.
    """

    path: Path
    place: str
    is_theirs: bool


def find_mentions(roots: list[Path], eraser: Eraser) -> Iterator[Mention]:
    """Where a code is written, names of files first, except in the gradebook.

    Args:
        roots: the folder of the class, its exchange, the laptop's working copies.
        eraser: of the code.

    Raises:
        BijakError: something cannot be read, so nobody can tell.
    """
    for root in roots:
        for folder, inner, names in os.walk(root, onerror=_refuse):
            here = Path(folder)
            theirs = [name for name in inner if eraser.is_named(name)]
            for name in theirs:
                yield Mention(here / name, _place(here / name, root), True)
            inner[:] = sorted(name for name in inner if name not in theirs)
            for name in sorted(names):
                path = here / name
                if here != root or name not in GRADEBOOK:
                    yield from _in_file(path, _place(path, root), eraser)


def _in_file(path: Path, place: str, eraser: Eraser) -> Iterator[Mention]:
    if eraser.is_named(path.name):
        yield Mention(path, place, True)
        return
    try:
        is_plain = stat.S_ISREG(path.lstat().st_mode)
        data = path.read_bytes() if is_plain else b""
    except FileNotFoundError:
        return
    except OSError as error:
        _refuse(error)
    is_page = _PAGE.format(code=eraser.code).encode() in data
    came = path.parent.name in _AS_THEY_CAME and eraser.owns(data)
    if is_page or came or (_is_spare(path) and eraser.mentions(data)):
        yield Mention(path, place, True)
    elif eraser.content(data, path.name) != data or eraser.name(path.name) != path.name:
        yield Mention(path, place, False)


def _is_spare(path: Path) -> bool:
    """Whether a data base can go as a whole: made anew, or a copy before an upgrade."""
    is_copy = path.name.startswith(f"{GRADEBOOK[0]}.")
    return path.name in _CACHES or is_copy or ".lab" in path.parts


def pages_in_exchange(theirs: list[Mention], pages: Path, name_of) -> Iterator[Mention]:
    """Released feedback pages, which carry no code but a secret of the hand-in.

    Args:
        theirs: what is to be removed; the secrets lie in there.
        pages: where nbgrader's exchange keeps pages.
        name_of: (secret, assignment) → name of the page.
    """
    for mention in theirs:
        for file in mention.path.rglob(_SECRET) if mention.path.is_dir() else ():
            secret = file.read_text("utf-8", "replace")
            ids = {one.stem for one in file.parent.glob("*.ipynb")}
            for assignment in sorted(ids | {file.parent.name}):
                page = pages / name_of(secret, assignment)
                if page.is_file():
                    yield Mention(page, _WORDS["exchange"], True)


def codes_in(home: Path) -> set[str]:
    """All codes that a class knows, by its roster, folders and gradebook."""
    found = set(read_roster(home)) | set(students(home / GRADEBOOK[0]))
    for pattern in ("submitted/*", "autograded/*", "feedback/*", "orang/*"):
        found.update(path.name for path in home.glob(pattern))
    found.update(path.stem for path in home.glob("papan/*/*.json"))
    found.update(p.name.partition("+")[0] for p in home.glob("exchange/*/inbound/*"))
    for pattern in ("digantikan/*", "diterima/*", "masuk/*"):
        for path in home.glob(pattern):
            found.update(path.name.removesuffix(".zip").split("--"))
    return set(filter(is_code, found))


def _place(path: Path, root: Path) -> str:
    first = path.relative_to(root).parts[0]
    return _WORDS.get(root.name) or _WORDS.get(first, "berkas lain")


def _refuse(error: OSError) -> None:
    words = _NOT_READ.format(path=error.filename, why=why(error))
    raise BijakError(words) from error
