"""Where things are. Nothing here reads more than a file's existence."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from .errors import MissingProject

ANSWERS_FILE = "jawaban.json"
SYLLABUS = Path("curriculum", "silabus.toml")
PROGRAMME = Path("curriculum", "program.toml")
TEST_PLAN = Path("curriculum", "tes.toml")
SOURCE = "solutions"
RELEASE = "exercises"
LESSONS = "curriculum"
WORK = "pekerjaan"
LESSON_COPIES = "pelajaran"
CLASSES = "kelas"
COURSE_ID = "bijak"
DEFAULT_CLASS = "utama"


def _is_project(folder: Path) -> bool:
    return (folder / SYLLABUS).is_file()


def project_root() -> Path:
    """The project folder: ``$BIJAK_ROOT``, else the package's, else upward from here.

    Raises:
        MissingProject: none of these holds ``curriculum/silabus.toml``.
    """
    named = os.environ.get("BIJAK_ROOT")
    places = [Path(named)] if named else []
    here = Path.cwd()
    places += [Path(__file__).resolve().parents[2], here, *here.parents]
    for folder in places:
        if _is_project(folder):
            return folder.resolve()
    raise MissingProject(
        "Folder Bijak tidak ditemukan. Jalankan perintah ini dari dalam folder Bijak, "
        "yaitu folder yang berisi mulai.py."
    )


def class_name() -> str:
    """The class in use: ``$BIJAK_KELAS``, else ``utama``."""
    return os.environ.get("BIJAK_KELAS") or DEFAULT_CLASS


@contextmanager
def class_in_use(name: str | None) -> Iterator[None]:
    """Let a class be the one in use meanwhile; None changes nothing."""
    before = os.environ.get("BIJAK_KELAS")
    try:
        if name:
            os.environ["BIJAK_KELAS"] = name
        yield
    finally:
        if name and before is None:
            del os.environ["BIJAK_KELAS"]
        elif name:
            os.environ["BIJAK_KELAS"] = before


def class_folder(root: Path, name: str | None = None) -> Path:
    """The folder with one class's data."""
    return root / CLASSES / (name or class_name())


def data_folder() -> Path:
    """The folder with the data sets that ship with the package."""
    return Path(__file__).parent / "data"


def is_source(folder: Path) -> bool:
    """Whether a folder is the original of a notebook, where nobody's answers belong.

    These are ``solutions/``, ``exercises/`` and ``curriculum/`` of a project: a
    ``jawaban.json`` left there would replace everybody's answers.
    """
    folder = folder.resolve()
    return any(
        _is_project(parent)
        and folder.relative_to(parent).parts[:1] in {(SOURCE,), (RELEASE,), (LESSONS,)}
        for parent in (folder, *folder.parents)
    )
