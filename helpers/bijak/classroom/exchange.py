"""The class folder: through the counter in a class, else through nbgrader.

Loading nbgrader costs about three seconds of processor time and it changes the
working directory, so a process of its own does it, never a server or a kernel.

    python -m bijak.classroom.exchange submit ROOT CODE ASSIGNMENT    → a line of JSON
    python -m bijak.classroom.exchange serve ROOT        a line for each line that comes
        {"verb": "submit", "code": …, "assignment": …, "folder": …, "stamp": …}
        {"verb": "release", "assignment": …}
"""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from ..counter_line import is_in_class
from ..errors import BijakError
from ..paths import COURSE_ID, SOURCE
from . import counter
from .workspace import person_folder

_SECONDS = 120
_FAILED = (
    "Folder kelas tidak menjawab. Jawaban Anda tetap ada di laptop ini. "
    "Coba lagi nanti atau beri tahu pelatih."
)


def is_available(root: Path) -> bool:
    """Whether hand-ins can go to a class folder from here.

    A participant of a class on the trainer's laptop has the counter. nbgrader's
    exchange refuses Windows. A participants' bundle has no class folder of its own,
    unless the trainer named one.
    """
    if is_in_class():
        return True
    if sys.platform == "win32":
        return False
    return bool(os.environ.get("BIJAK_EXCHANGE")) or (root / SOURCE).is_dir()


def submit(
    root: Path, code: str, assignment: str, file: Path
) -> tuple[str, tuple[str, ...]]:
    """Put a working copy into the class folder.

    Args:
        root: the project folder.
        code: the participant.
        assignment: the id.
        file: the same as a packed hand-in, which the counter of a class takes.

    Returns:
        nbgrader's time stamp, and companions whom a counter does not know.

    Raises:
        BijakError: it did not arrive.
    """
    if is_in_class():
        return counter.submit(assignment, file)
    return _in_own_process("submit", root, code, assignment), ()


def fetch_feedback(root: Path, code: str, assignment: str) -> list[str]:
    """Fetch the feedback that was released; the pages that are there now.

    Raises:
        BijakError: the class folder could not be asked.
    """
    if is_in_class():
        return [str(page) for page in counter.fetch_feedback(root, code, assignment)]
    return _in_own_process("feedback", root, code, assignment)


def feedback_changed(root: Path) -> float:
    """When feedback last came into the class folder; 0 when never."""
    if is_in_class():
        with contextlib.suppress(BijakError):
            return max(counter.feedback_times().values(), default=0.0)
        return 0.0
    from ..course import exchange_root

    try:
        return (exchange_root(root) / COURSE_ID / "feedback").stat().st_mtime
    except OSError:
        return 0.0


def _in_own_process(verb: str, root: Path, code: str, assignment: str):
    command = [sys.executable, "-m", __name__, verb, str(root), code, assignment]
    package = str(Path(__file__).resolve().parents[2])
    paths = [package, os.environ.get("PYTHONPATH", "")]
    environment = os.environ | {
        "BIJAK_ROOT": str(root),
        "PYTHONIOENCODING": "utf-8",
        "PYTHONPATH": os.pathsep.join(filter(None, paths)),
    }
    try:
        done = subprocess.run(
            command,
            env=environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            timeout=_SECONDS,
            check=False,
        )
        answer = json.loads(done.stdout.strip().splitlines()[-1])
    except (OSError, subprocess.SubprocessError, ValueError, IndexError) as error:
        raise BijakError(_FAILED) from error
    if "galat" in answer:
        raise BijakError(answer["galat"])
    return answer["hasil"]


def _run(verb: str, root: Path, code: str, assignment: str):
    from ..course import Course

    course = Course(root)
    folder = person_folder(root, code)
    if verb == "submit":
        if (root / SOURCE).is_dir():
            course.release(assignment)
        return course.submit(assignment, code, folder)
    return [str(page) for page in course.fetch_feedback(assignment, code, folder)]


def _serve(root: Path) -> int:
    """Answer requests, one a line, until nobody can send any more."""
    from ..course import Course

    # Whatever prints, in Python or below it, must not come between our lines.
    with os.fdopen(os.dup(1), "w", encoding="utf-8") as out:
        os.dup2(2, 1)
        course = Course(root)
        for line in sys.stdin:
            answer = _answer(lambda request=line: _do(course, json.loads(request)))
            out.write(json.dumps(answer) + "\n")
            out.flush()
    return 0


def _do(course, request: dict) -> str:
    course.release(request["assignment"])
    if request["verb"] == "release":
        return ""
    folder = Path(request["folder"])
    return course.submit(
        request["assignment"], request["code"], folder, request["stamp"]
    )


def _answer(step: Callable[[], object]) -> dict:
    """What came of a step, or what went wrong."""
    try:
        return {"hasil": step()}
    except BijakError as error:
        return {"galat": str(error)}


def main(arguments: list[str]) -> int:
    """Run one step and print its result, or what went wrong, as JSON."""
    if arguments[0] == "serve":
        return _serve(Path(arguments[1]))
    verb, root, code, assignment = arguments
    # nbgrader prints; only our line may reach the caller.
    with contextlib.redirect_stdout(sys.stderr):
        answer = _answer(lambda: _run(verb, Path(root), code, assignment))
    sys.stdout.write(json.dumps(answer) + "\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
