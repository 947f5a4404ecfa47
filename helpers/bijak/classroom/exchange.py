"""The class folder, reached through nbgrader in a process of its own.

Loading nbgrader costs about three seconds of processor time and it changes the
working directory, so neither a server nor a kernel should do it.

    python -m bijak.classroom.exchange submit ROOT CODE ASSIGNMENT    → a line of JSON
"""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
from pathlib import Path

from ..errors import BijakError
from ..paths import COURSE_ID, SOURCE
from .workspace import person_folder

_SECONDS = 120
_FAILED = (
    "Folder kelas tidak menjawab. Jawaban Anda tetap ada di laptop ini. "
    "Coba lagi nanti atau beri tahu pelatih."
)


def is_available(root: Path) -> bool:
    """Whether hand-ins can go to a class folder from here.

    nbgrader's exchange refuses Windows. A participants' bundle has no class folder of
    its own, unless the trainer named one.
    """
    if sys.platform == "win32":
        return False
    return bool(os.environ.get("BIJAK_EXCHANGE")) or (root / SOURCE).is_dir()


def submit(root: Path, code: str, assignment: str) -> str:
    """Put a working copy into the class folder; nbgrader's time stamp.

    Raises:
        BijakError: it did not arrive.
    """
    return _in_own_process("submit", root, code, assignment)


def fetch_feedback(root: Path, code: str, assignment: str) -> list[str]:
    """Fetch the feedback that was released; the pages that are there now.

    Raises:
        BijakError: the class folder could not be asked.
    """
    return _in_own_process("feedback", root, code, assignment)


def feedback_changed(root: Path) -> float:
    """When feedback last came into the class folder; 0 when never."""
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


def main(arguments: list[str]) -> int:
    """Run one step and print its result, or what went wrong, as JSON."""
    verb, root, code, assignment = arguments
    try:
        # nbgrader prints; only our line may reach the caller.
        with contextlib.redirect_stdout(sys.stderr):
            answer = {"hasil": _run(verb, Path(root), code, assignment)}
    except BijakError as error:
        answer = {"galat": str(error)}
    sys.stdout.write(json.dumps(answer) + "\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
