"""Working copies: what a participant opens, changes and hands in.

    pekerjaan/<code>/<id>/<id>.ipynb            the assignment, jawaban.json beside it
    pekerjaan/<code>/pelajaran/<id>.ipynb       the lesson, with gambar/

A working copy is made once and then belongs to the participant: nothing here ever
replaces a file that is already there. When the release changes later, the
participant's copy stays as it is.
"""

from __future__ import annotations

import contextlib
import errno
import json
import os
import re
import shutil
import tempfile
from datetime import datetime
from pathlib import Path

from ..errors import BijakError
from ..paths import ANSWERS_FILE, LESSON_COPIES, LESSONS, RELEASE, WORK

FEEDBACK = "feedback"
PICTURES = "gambar"
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_STAGING = ".salin-"
_REASONS = {
    errno.EACCES: "tidak diizinkan",
    errno.EPERM: "tidak diizinkan",
    errno.EROFS: "hanya dapat dibaca",
    errno.ENOSPC: "penyimpanan penuh",
    getattr(errno, "EDQUOT", None): "penyimpanan penuh",
}


def person_folder(root: Path, code: str) -> Path:
    """The folder of one participant; it need not be there yet."""
    return root / WORK / code


def assignment_notebook(root: Path, code: str, assignment: str) -> Path:
    """Where a participant's copy of an assignment is, or would be."""
    return person_folder(root, code) / assignment / f"{assignment}.ipynb"


def released_notebook(root: Path, assignment: str) -> Path:
    """The assignment as it was released."""
    return root / RELEASE / assignment / f"{assignment}.ipynb"


def lesson_notebook(root: Path, lesson: str) -> Path:
    """The lesson as it ships with the kit."""
    return root / LESSONS / f"{lesson}.ipynb"


def open_assignment(root: Path, code: str, assignment: str) -> Path:
    """The participant's copy of an assignment, made if it is not there yet.

    Raises:
        BijakError: there is no such assignment, or the folder cannot be written.
    """
    release = released_notebook(root, assignment)
    _require(release, f"Latihan “{assignment}”", assignment)
    target = assignment_notebook(root, code, assignment)
    with _told_plainly(target.parent):
        if not target.parent.exists():
            _copy_folder(release.parent, target.parent)
        _set_aside_if_broken(target)
        _add_missing(release.parent, target.parent)
    return target


def open_lesson(root: Path, code: str, lesson: str) -> Path:
    """The participant's copy of a lesson, made if it is not there yet.

    Raises:
        BijakError: there is no such lesson, or the folder cannot be written.
    """
    source = lesson_notebook(root, lesson)
    _require(source, f"Pelajaran “{lesson}”", lesson)
    target = person_folder(root, code) / LESSON_COPIES / source.name
    with _told_plainly(target.parent):
        target.parent.mkdir(parents=True, exist_ok=True)
        _set_aside_if_broken(target)
        if not target.exists():
            _copy_file(source, target)
        pictures = source.parent / PICTURES
        if pictures.is_dir():
            _add_missing(pictures, target.parent / PICTURES)
    return target


def make_person_folder(root: Path, code: str) -> Path:
    """Make a participant's folder, so that the code is known on this laptop.

    Raises:
        BijakError: the folder cannot be written.
    """
    folder = person_folder(root, code)
    with _told_plainly(folder):
        folder.mkdir(parents=True, exist_ok=True)
    return folder


def why(error: OSError) -> str:
    """What the system says, in Indonesian where it is one of the usual reasons."""
    return _REASONS.get(error.errno, error.strerror or "sebab tak dikenal")


@contextlib.contextmanager
def _told_plainly(folder: Path):
    """Turn what the system says into a sentence that tells what to do."""
    try:
        yield
    except OSError as error:
        raise BijakError(
            f"Folder {folder} tidak dapat ditulisi ({why(error)}). Periksa apakah "
            "penyimpanan penuh. Kalau tidak, salin folder Bijak ke tempat lain, "
            "misalnya Dokumen, lalu buka lagi dari sana. Pekerjaan Anda tidak diubah."
        ) from error


def _require(path: Path, what: str, name: str) -> None:
    if not _ID.fullmatch(name) or not path.is_file():
        raise BijakError(
            f"{what} tidak ada dalam folder Bijak ini. Kembali ke Beranda dan pilih "
            "dari daftar, atau minta folder Bijak terbaru kepada pelatih."
        )


def _copy_folder(source: Path, target: Path) -> None:
    """Copy a whole folder so that it appears at once and complete, or not at all."""
    target.parent.mkdir(parents=True, exist_ok=True)
    staging = Path(tempfile.mkdtemp(prefix=_STAGING, dir=target.parent))
    try:
        copy = staging / target.name
        shutil.copytree(source, copy, copy_function=_copy_content, ignore=_not_shipped)
        for folder in (copy, *filter(Path.is_dir, copy.rglob("*"))):
            folder.chmod(0o755)  # the release may be read-only; the copy is not
        try:
            copy.rename(target)
        except OSError:
            if not target.is_dir():  # else a second tab was faster: its copy counts
                raise
    finally:
        shutil.rmtree(staging, ignore_errors=True)


def _not_shipped(_folder: str, names: list[str]) -> set[str]:
    """What never comes along: nobody's answers, no leftovers of an editor."""
    return {name for name in names if name == ANSWERS_FILE or name.startswith(".")}


def _copy_content(source: str | Path, target: str | Path) -> None:
    """Copy without the mode: a read-only release must give a writable copy."""
    shutil.copyfile(source, target)


def _copy_file(source: Path, target: Path) -> None:
    handle, name = tempfile.mkstemp(prefix=_STAGING, dir=target.parent)
    os.close(handle)
    try:
        _copy_content(source, name)
        if not target.exists():
            Path(name).replace(target)
    finally:
        Path(name).unlink(missing_ok=True)


def _add_missing(source: Path, target: Path) -> None:
    """Put back files of the release that are not there any more."""
    for folder, inner, names in os.walk(source):
        skipped = _not_shipped(folder, [*inner, *names])
        inner[:] = [name for name in inner if name not in skipped]
        place = target / Path(folder).relative_to(source)
        place.mkdir(parents=True, exist_ok=True)
        for name in names:
            if name not in skipped and not (place / name).exists():
                _copy_file(Path(folder, name), place / name)


def _set_aside_if_broken(notebook: Path) -> None:
    """Keep a torn notebook under another name, so that a fresh one can be opened.

    The answers are in ``jawaban.json`` and come back by themselves.
    """
    if not notebook.exists():
        return
    try:
        content = json.loads(notebook.read_bytes().decode("utf-8-sig"))
        whole = isinstance(content.get("cells"), list)
    except (ValueError, AttributeError, RecursionError):
        whole = False
    if not whole:
        stamp = datetime.now().strftime("%Y%m%d-%H%M%S")
        notebook.rename(notebook.with_name(f"{notebook.stem}-rusak-{stamp}.ipynb.txt"))
