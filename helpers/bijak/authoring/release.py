"""The release: tidy → generate with nbgrader → prove → secrecy → write.

Everything is made and proved in a temporary copy first; ``exercises/`` changes only
when all of it holds.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from ..course import generate_release
from ..errors import NotReleasable
from ..files import write_atomically
from ..notebooks import normal_form, read_notebook, tidy
from ..paths import ANSWERS_FILE, LESSONS, RELEASE, SOURCE, SYLLABUS
from .pictures import mark_all, unmarked
from .proof import prove, prove_quizzes
from .secrecy import sentences_said_before, without_secrets, words_that_leak

Say = Callable[[str], None]


def assignments(root: Path) -> list[str]:
    """Ids of all assignments that have a source, sorted.

    Raises:
        NotReleasable: a source folder has no notebook of its own name, or holds
            something that would be handed to every participant.
    """
    found = []
    for folder in sorted((root / SOURCE).glob("*/")):
        if not (folder / f"{folder.name}.ipynb").is_file():
            raise NotReleasable(
                f"{SOURCE}/{folder.name} tidak berisi {folder.name}.ipynb. "
                "Samakan nama folder dan notebooknya."
            )
        if (folder / ANSWERS_FILE).exists():
            raise NotReleasable(
                f"Ada {ANSWERS_FILE} di {SOURCE}/{folder.name}. Berkas itu akan "
                "menggantikan jawaban semua peserta. Hapus dulu, lalu ulangi."
            )
        found.append(folder.name)
    return found


def notebooks(root: Path) -> Iterator[Path]:
    """All notebooks that are written by hand."""
    yield from sorted((root / LESSONS).glob("*.ipynb"))
    yield from sorted((root / SOURCE).glob("*/*.ipynb"))
    yield from sorted((root / "docs").glob("*.ipynb"))


def make_release(root: Path, say: Say) -> dict[Path, bytes]:
    """Generate and prove every release; path under ``exercises/`` → content.

    Args:
        root: the project folder; nothing in it is changed.
        say: told of each step, in Indonesian.

    Raises:
        NotReleasable: an item is wrong or a key would be readable.
    """
    files: dict[Path, bytes] = {}
    say("membuktikan setiap kuis")
    for path in [*(root / LESSONS).glob("*.ipynb"), *(root / "docs").glob("*.ipynb")]:
        prove_quizzes(path)
    for assignment in assignments(root):
        say(f"{assignment}: membuat lembar peserta")
        made = _generate(root, assignment)
        say(f"{assignment}: membuktikan setiap soal")
        prove(root / SOURCE / assignment / f"{assignment}.ipynb")
        say(f"{assignment}: memeriksa kerahasiaan kunci")
        _keep_secret(root, assignment, made)
        files |= {Path(assignment, name): data for name, data in made.items()}
    return files


def _generate(root: Path, assignment: str, change: Callable | None = None) -> dict:
    """The release of one assignment, made in a temporary project."""
    with tempfile.TemporaryDirectory(prefix="bijak-rilis-") as scratch:
        copy = Path(scratch)
        (copy / LESSONS).mkdir()
        shutil.copy(root / SYLLABUS, copy / SYLLABUS)
        shutil.copytree(root / SOURCE / assignment, copy / SOURCE / assignment)
        if change:
            path = copy / SOURCE / assignment / f"{assignment}.ipynb"
            path.write_text(normal_form(change(read_notebook(path))), encoding="utf-8")
        generate_release(copy, assignment, RELEASE)
        return {
            path.relative_to(copy / RELEASE / assignment): path.read_bytes()
            for path in sorted((copy / RELEASE / assignment).rglob("*"))
            if path.is_file()
        }


def _keep_secret(root: Path, assignment: str, made: dict[Path, bytes]) -> None:
    """No word of a key stands in the release, and no key changes a byte of it."""
    source = read_notebook(root / SOURCE / assignment / f"{assignment}.ipynb")
    for name, data in made.items():
        leaks = words_that_leak(source, data.decode("utf-8", "replace"))
        if leaks:
            raise NotReleasable(
                f"Kunci terbaca di lembar peserta {assignment}/{name}: “{leaks[0]}”. "
                "Pindahkan ke dalam BEGIN HIDDEN TESTS … END HIDDEN TESTS."
            )
    for path in sorted((root / LESSONS).glob("*.ipynb")):
        for sentence in sentences_said_before(source, read_notebook(path)):
            raise NotReleasable(
                f"Umpan balik {assignment} sudah tertulis di pelajaran {path.name}: "
                f"“{sentence}”. Tulis dengan kata lain."
            )
    if _generate(root, assignment, without_secrets) != made:
        raise NotReleasable(
            f"Lembar peserta {assignment} berubah bila kuncinya diganti. "
            "Ada kunci di luar bagian tersembunyi. Periksa sel nilai dan datanya."
        )


def differences(root: Path, files: dict[Path, bytes]) -> list[str]:
    """What stands in ``exercises/`` and should not, or not so; empty when right."""
    folder = root / RELEASE
    there = {
        path.relative_to(folder): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and ".ipynb_checkpoints" not in path.parts
    }
    return sorted(
        path.as_posix()
        for path in there.keys() | files.keys()
        if there.get(path) != files.get(path)
    )


def release(root: Path, say: Say) -> list[str]:
    """Tidy the sources and write ``exercises/``; the paths that changed.

    Raises:
        NotReleasable: nothing in ``exercises/`` was changed.
    """
    for path in notebooks(root):
        if tidy(path):
            say(f"{path.relative_to(root).as_posix()}: dirapikan")
    for path in mark_all(root):
        say(f"{path.relative_to(root).as_posix()}: diberi tanda")
    files = make_release(root, say)
    changed = differences(root, files)
    for name in changed:
        path = root / RELEASE / name
        if Path(name) in files:
            path.parent.mkdir(parents=True, exist_ok=True)
            write_atomically(path, files[Path(name)])
            path.chmod(0o644)
        else:
            path.unlink()
    return changed


def check_release(root: Path, say: Say) -> list[str]:
    """What `release` would change, without changing it."""
    untidy = [
        path.relative_to(root).as_posix()
        for path in notebooks(root)
        if path.read_text(encoding="utf-8") != normal_form(read_notebook(path))
    ]
    untidy += [path.relative_to(root).as_posix() for path in unmarked(root)]
    return untidy + [
        f"{RELEASE}/{name}" for name in differences(root, make_release(root, say))
    ]
