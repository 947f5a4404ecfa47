"""The grader's side of the warmed process: start it, send jobs, judge what returns.

Protects the grader: it reads a bounded number of bytes within a bounded time, and a
warmed process that dies or hangs is replaced. Where there are no walls it refuses to
run anything, unless the level says that someone chose to.
"""

from __future__ import annotations

import contextlib
import socket
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterable
from pathlib import Path

from ..linux.places import environment, package
from . import results, sentences, unconfined, watching
from .job import Job, Outcome, pack
from .levels import NONE, Level, NotConfined

PRELOAD = ("numpy", "pandas", "matplotlib.pyplot", "bijak", "bijak.datasets")
"""What participants' cells import, so that it need not be imported for each job."""

_START_SECONDS = 120
_SPARE_SECONDS = 20
_CODE = (
    "import sys; sys.path.insert(0, sys.argv[1]); "
    "from bijak.confinement.warmed import main; "
    "main(int(sys.argv[2]), sys.argv[3], sys.argv[4], sys.argv[5].split())"
)


class Warm:
    """A warmed process, to be used with ``with``; one job at a time, in order."""

    def __init__(self, level: Level, preload: Iterable[str] = PRELOAD):
        self.level = level
        self._preload = tuple(preload)
        self._turn = threading.Lock()
        self._process: subprocess.Popen | None = None
        self._channel: socket.socket | None = None
        self._base: Path | None = None

    def __enter__(self) -> Warm:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    def close(self) -> None:
        """End the warmed process and everything it started."""
        if self._channel:
            self._channel.close()
        if self._process:
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._process.wait(_SPARE_SECONDS)
            self._process.kill()
            self._process.wait()
        if self._base:  # a killed process could not clear up
            with contextlib.suppress(OSError):
                watching.clear(self._base)
        self._process = self._channel = self._base = None

    def run(self, job: Job) -> Outcome:
        """Run one job confined.

        Raises:
            NotConfined: there are no walls here, or they could not be built; nothing
                of the job was run.
        """
        if self.level.name == NONE:
            if not self.level.unsafe:
                raise NotConfined(sentences.NONE)
            ended, data = unconfined.run(job)
            return _outcome(ended, data, job)
        with self._turn:
            try:
                ended, data = self._ask(job)
            except OSError:  # someone outside ended the warmed process: once more
                self.close()
                ended, data = self._ask_again(job)
            except BaseException:  # an answer may still come: nobody must mistake it
                self.close()
                raise
        if ended == watching.NOT_CONFINED:
            reason = data.decode("utf-8", "replace")
            raise NotConfined(sentences.BROKEN.format(reason=reason))
        return _outcome(ended, data, job)

    def _ask_again(self, job: Job) -> tuple[int, bytes]:
        try:
            return self._ask(job)
        except OSError as error:
            self.close()
            raise NotConfined(sentences.BROKEN.format(reason=repr(error))) from error

    def _ask(self, job: Job) -> tuple[int, bytes]:
        if self._process is None:
            self._start()
        channel = self._channel
        channel.settimeout(job.limits.seconds + _SPARE_SECONDS)
        channel.sendall(pack(job))
        ended, size = watching.ANSWER.unpack(self._take(watching.ANSWER.size))
        return ended, self._take(size)

    def _take(self, size: int) -> bytes:
        data = bytearray()
        while len(data) < size:
            chunk = self._channel.recv(size - len(data))
            if not chunk:
                raise ConnectionResetError
            data += chunk
        return bytes(data)

    def _start(self) -> None:
        ours, theirs = socket.socketpair()
        arguments = [str(package().parent), str(theirs.fileno()), self.level.name]
        self._base = Path(tempfile.mkdtemp(prefix="bijak-kurungan-"))
        arguments += [str(self._base), " ".join(self._preload)]
        with theirs:
            self._process = subprocess.Popen(
                [sys.executable, "-P", "-c", _CODE, *arguments],
                cwd="/",
                env=environment(),
                pass_fds=[theirs.fileno()],
                start_new_session=True,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
        self._channel = ours
        ours.settimeout(_START_SECONDS)
        if self._take(1) != watching.READY:
            raise ConnectionError


def _outcome(ended: int, data: bytes, job: Job) -> Outcome:
    """Judge what came back, and say why the job was stopped."""
    outcome, done = results.read(data, job)
    limits = job.limits
    stopped = {
        watching.ENDED: outcome.stopped,
        watching.CELL_TIME: sentences.cell_time_sentence(limits.cell_seconds),
        watching.TOTAL_TIME: sentences.total_time_sentence(limits.seconds),
        watching.RESULT: sentences.RESULT,
        watching.FOLDER: sentences.FOLDER,
    }[ended]
    problems = dict(outcome.problems)
    if stopped and done < len(job.cells):
        problems.setdefault(job.cells[done][0], stopped)
    return Outcome(outcome.values, problems, stopped)
