"""A class's gradebook as a file: copied whole while others write, and proved sound."""

from __future__ import annotations

import contextlib
import sqlite3
import time
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

from ..errors import BijakError

WAIT_SECONDS = 90
"""As long as nbgrader waits for another writer."""
GRADEBOOK = "gradebook.db"
FILES = tuple(GRADEBOOK + end for end in ("", "-journal", "-wal", "-shm"))
"""The gradebook, and what SQLite keeps beside it while it is open."""

_BUSY = (
    "Buku nilai sedang ditulis terus-menerus. Tunggu sampai penilaian selesai, lalu "
    "ulangi."
)
_BROKEN = (
    "Buku nilai {name} rusak ({why}). Salin seluruh folder kelas ke tempat lain "
    "lebih dahulu, lalu minta bantuan."
)
_OUTSIDE_POSTGRES = (
    "Buku nilai kelas ini ada di PostgreSQL, jadi tidak ikut di dalam berkas ini. "
    'Cadangkan dengan: pg_dump --format=custom --file=buku-nilai.dump "{url}"'
)
_OUTSIDE = (
    "Buku nilai kelas ini ada di luar folder kelas ({url}), jadi tidak ikut di dalam "
    "berkas ini. Cadangkan tersendiri."
)


def inside(db_url: str, home: Path) -> Path | None:
    """The gradebook's file, if it is the SQLite file in the class's folder.

    Args:
        db_url: as in nbgrader's configuration.
        home: the class's folder.
    """
    kind, _, rest = db_url.partition(":///")
    path = Path(rest.partition("?")[0])
    if kind.partition("+")[0] != "sqlite" or not path.is_absolute():
        return None
    return path if path.resolve() == (home / GRADEBOOK).resolve() else None


def how_to_dump(db_url: str) -> str:
    """What to do for a gradebook that is no file of the class; no password in it."""
    parts = urlsplit(db_url)
    place = parts.netloc.rpartition("@")
    user = place[0].partition(":")[0]
    netloc = f"{user}@{place[2]}" if user else place[2]
    scheme = parts.scheme.partition("+")[0]
    url = urlunsplit((scheme, netloc, parts.path, "", ""))
    words = _OUTSIDE_POSTGRES if scheme.startswith("postgres") else _OUTSIDE
    return words.format(url=url)


def copy(source: Path, target: Path, wait: float = WAIT_SECONDS) -> None:
    """Copy a SQLite gradebook as it is at one moment, also while others write.

    Args:
        source: the gradebook.
        target: where the copy goes; nothing is there yet.
        wait: seconds to wait for a writer.

    Raises:
        BijakError: somebody writes without end, or the copy is not sound.
    """
    until = time.monotonic() + wait

    def in_time(*_progress) -> None:
        if time.monotonic() > until:
            raise TimeoutError

    try:
        with _opened(source, "rw") as old, _opened(target, "rwc") as new:
            # All pages in one step: no writer comes between two of them.
            old.backup(new, pages=-1, progress=in_time, sleep=0.1)
            # A copy that does not need files beside it, however the original is kept.
            new.execute("PRAGMA journal_mode=DELETE")
    except TimeoutError as error:
        raise BijakError(_BUSY) from error
    except sqlite3.Error as error:
        raise BijakError(_BROKEN.format(name=source.name, why=error)) from error
    check(target)


def check(path: Path) -> None:
    """Have SQLite look at every page.

    Raises:
        BijakError: the gradebook is not sound.
    """
    try:
        with _opened(path, "rw") as database:
            found = database.execute("PRAGMA integrity_check(1)").fetchone()[0]
    except sqlite3.Error as error:
        found = str(error)
    if found != "ok":
        raise BijakError(_BROKEN.format(name=path.name, why=found))


def graded_count(path: Path) -> int:
    """How many hand-ins a sound gradebook knows."""
    with contextlib.suppress(sqlite3.Error), _opened(path, "rw") as database:
        query = "SELECT count(*) FROM submitted_assignment"
        return database.execute(query).fetchone()[0]
    return 0


def students(path: Path) -> list[str]:
    """The codes that a sound gradebook knows; none where there is no gradebook."""
    if path.is_file():
        with contextlib.suppress(sqlite3.Error), _opened(path, "rw") as database:
            return [row[0] for row in database.execute("SELECT id FROM student")]
    return []


@contextlib.contextmanager
def _opened(path: Path, mode: str):
    # Never read-only: what a killed writer left beside must be taken back first.
    address = f"{path.resolve().as_uri()}?mode={mode}"
    database = sqlite3.connect(address, uri=True, timeout=1)
    try:
        yield database
    finally:
        database.close()
