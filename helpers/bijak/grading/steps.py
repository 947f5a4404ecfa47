"""The way of one hand-in from its folder to its points, the same for every grader."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from ..answers import Entries, clean, parse, written
from ..answers.people import first_of_group
from ..files import write_atomically
from ..paths import ANSWERS_FILE
from .code_items import CodeRun, code_names, write_values
from .confined import Runner
from .folders import read_folder
from .judging import Judged, judge
from .normalise import Normal, normalise
from .templates import Template, read_template

_MAX_FILE, _MAX_FILES = 20_000_000, 200


def template_at(path: Path) -> Template:
    """The template in a source notebook, read once for as long as it stays the same.

    Args:
        path: ``solutions/<id>/<id>.ipynb``.

    Raises:
        BijakError: it cannot be read; see `read_template`.
    """
    try:
        stamp = path.stat().st_mtime_ns, path.stat().st_size
    except OSError:
        stamp = ()
    return _template(path.resolve(), stamp)


@lru_cache(maxsize=8)
def _template(path: Path, _stamp: tuple[int, ...]) -> Template:
    return read_template(path)


def read_hand_in(folder: Path, template: Template) -> Normal:
    """A collected folder in the form of the release.

    Args:
        folder: ``submitted/<code>/<id>``; it is only read.
        template: the assignment.

    Raises:
        Unreadable: nothing in it can be graded.
    """
    found = read_folder(folder, template.id)
    normal = normalise(found.notebook, found.answers, template)
    return replace(normal, notices=[*found.notices, *normal.notices])


def keep_answers(folder: Path, normal: Normal, assignment: str, code: str) -> None:
    """Let the ``jawaban.json`` of a graded copy hold exactly what is judged.

    What was handed in stays as it is, and so does the copy where it already says so.
    """
    path = folder / ANSWERS_FILE
    if _stored(path) != normal.answers:
        path.parent.mkdir(parents=True, exist_ok=True)  # a bare notebook has none yet
        path.unlink(missing_ok=True)
        write_atomically(path, written(assignment, normal.answers, code))


def _stored(path: Path) -> Entries | None:
    try:
        return clean(parse(path.read_bytes()).get("jawaban"))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError):
        return None


def judge_hand_in(
    template: Template,
    normal: Normal,
    folder: Path,
    code: str,
    runner: Runner,
    beside: Path | None = None,
) -> tuple[Judged, CodeRun]:
    """Judge a hand-in, and keep what came out of its code for the feedback page.

    Args:
        template: the assignment.
        normal: the hand-in.
        folder: the graded copy, ``autograded/<code>/<id>``.
        code: the participant.
        runner: runs code items.
        beside: the folder of the source notebook, whose other files code may read.
    """
    files = _files(beside) if beside and code_names(template) else {}
    run = runner.run(template, normal, files)
    write_values(folder, run)
    variant = first_of_group(folder) or code
    return judge(template, normal, run.values, variant, run.said), run


def _files(folder: Path) -> dict[str, bytes]:
    """What is shipped beside a notebook: relative name → content."""
    found: dict[str, bytes] = {}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        is_ours = path.suffix == ".ipynb" or any(
            part.startswith(".") for part in path.relative_to(folder).parts
        )
        if is_ours or not path.is_file() or len(found) >= _MAX_FILES:
            continue
        if path.stat().st_size <= _MAX_FILE:
            found[name] = path.read_bytes()
    return found
