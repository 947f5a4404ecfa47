"""Writing files so that nothing is lost: one writer at a time, whole or not at all."""

from __future__ import annotations

import contextlib
import hashlib
import os
import tempfile
import time
from pathlib import Path

_LOCK_SECONDS = 5


@contextlib.contextmanager
def one_writer(path: Path):
    """One writer of a file at a time, also between processes; freed when one dies.

    Raises:
        TimeoutError: another one is writing for more than five seconds.
    """
    from filelock import FileLock, Timeout

    # In the temporary folder: nbgrader hands in every file beside the notebook.
    name = hashlib.sha256(os.fsencode(path)).hexdigest()[:24]
    owner = getattr(os, "getuid", int)()
    lock = FileLock(Path(tempfile.gettempdir(), f"bijak-{owner}-{name}.lock"))
    try:
        lock.acquire(timeout=_LOCK_SECONDS)
    except Timeout as error:
        raise TimeoutError from error
    try:
        yield
    finally:
        lock.release()


def write_atomically(path: Path, data: bytes) -> None:
    """Write a file so that a kill or a power cut leaves the old one or the new one.

    Raises:
        OSError: nothing was changed.
    """
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        _replace(Path(name), path)
        _sync_folder(path.parent)
    except BaseException:
        with contextlib.suppress(OSError):
            Path(name).unlink()
        raise
    _clear_leftovers(path)


def _replace(new: Path, old: Path) -> None:
    """Take the old file's place; Windows refuses while a scanner reads it."""
    for wait in (0.02, 0.1, 0.5):
        try:
            new.replace(old)
            return
        except PermissionError:
            if os.name != "nt":
                raise
            time.sleep(wait)
    new.replace(old)


def _sync_folder(folder: Path) -> None:
    """Make the new name survive a power cut; Windows cannot open a folder."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _clear_leftovers(path: Path) -> None:
    """Remove temporary files that a killed writer left more than a minute ago."""
    for leftover in path.parent.glob(f".{path.name}-*"):
        with contextlib.suppress(OSError):
            if time.time() - leftover.stat().st_mtime > 60:
                leftover.unlink()
