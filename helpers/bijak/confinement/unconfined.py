"""Run a job without walls, because a trainer said --unsafe; on any system.

Protects from accidents only: seconds in all, a fresh process, a folder of its own, a
clean environment. The code can read, write and send whatever the trainer can.
"""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

from ..linux.places import environment, package
from . import watching
from .job import Job, pack, unpack

_CODE = (
    "import sys; sys.path.insert(0, sys.argv[1]); "
    "from bijak.confinement.unconfined import main; main(sys.argv[2])"
)


def run(job: Job) -> tuple[int, bytes]:
    """Why the run ended, as `watching` names it, and what it sent."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        work, answers = Path(folder, "kerja"), Path(folder, "hasil")
        work.mkdir()
        process = subprocess.Popen(
            [sys.executable, "-P", "-c", _CODE, str(package().parent), str(answers)],
            cwd=work,
            env=environment(),
            start_new_session=True,
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            process.communicate(pack(job), timeout=job.limits.seconds)
            ended = watching.ENDED
        except subprocess.TimeoutExpired:
            ended = watching.TOTAL_TIME
        finally:
            _end(process)
        data = b""
        if answers.exists():
            with answers.open("rb") as file:
                data = file.read(2 * job.limits.result + 1)
    return (
        (watching.RESULT, b"") if len(data) > 2 * job.limits.result else (ended, data)
    )


def _end(process: subprocess.Popen) -> None:
    """End a process, and where there are process groups all that it left behind."""
    if os.name == "posix":
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
    process.kill()
    process.wait()


def main(answers: str) -> None:
    """Read a job from standard input, run it here, write what became of it."""
    from . import cells

    job = unpack(sys.stdin.buffer.read)
    descriptor = os.open(answers, os.O_CREAT | os.O_WRONLY | getattr(os, "O_BINARY", 0))
    cells.run(job, cells.sender(descriptor))
