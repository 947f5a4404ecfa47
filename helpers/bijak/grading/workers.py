"""Several grading processes at once; what they found comes back as plain data."""

from __future__ import annotations

import contextlib
import json
import os
import queue
import subprocess
import sys
import threading
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

_DIED = (
    "Proses penilai berhenti di tengah kumpulan ini. Nilai lagi; kalau terulang, "
    "laporkan berkasnya."
)
_END_SECONDS = 30
_DONE = None
_WORTH_ONE_MORE = 12
"""Hand-ins that take as long as starting a process."""


class Workers:
    """Grading processes, started when they are needed; to be used with ``with``."""

    def __init__(self, count: int, staging: Path, allow_unsafe: bool = False) -> None:
        """Nothing is started yet.

        Args:
            count: how many at most.
            staging: a folder of the grader's own for passing files.
            allow_unsafe: whether code may run where nothing can confine it.
        """
        self._makers = [
            _Worker(staging / str(number), allow_unsafe) for number in range(count)
        ]

    def __enter__(self) -> Workers:
        return self

    def __exit__(self, *error: object) -> None:
        for worker in self._makers:
            worker.close()

    def run(
        self, jobs: Iterable[Mapping], count: int
    ) -> Iterator[tuple[Mapping, dict]]:
        """Jobs → each with its answer, in the order in which they are done.

        A job whose process died is answered as failed. When the caller stops, the
        processes are ended.

        Args:
            jobs: what `worker.grade_one` takes.
            count: how many there are; few are not worth many processes.
        """
        makers = self._makers[: 1 + count // _WORTH_ONE_MORE]
        results: queue.Queue = queue.Queue(maxsize=4 * len(makers))
        waiting, turn, stopped = iter(jobs), threading.Lock(), threading.Event()

        def work(worker: _Worker) -> None:
            while not stopped.is_set():
                with turn:
                    job = next(waiting, _DONE)
                if job is _DONE:
                    break
                put((job, worker.ask(job)))
            put(_DONE)

        def put(result: object) -> None:
            while not stopped.is_set():
                with contextlib.suppress(queue.Full):
                    return results.put(result, timeout=1)

        threads = [
            threading.Thread(target=work, args=(worker,), daemon=True)
            for worker in makers
        ]
        for thread in threads:
            thread.start()
        running = len(threads)
        try:
            while running:
                with contextlib.suppress(queue.Empty):
                    result = results.get(timeout=1)  # Windows hears Ctrl-C between
                    if result is _DONE:
                        running -= 1
                    else:
                        yield result
        finally:
            if running:
                stopped.set()
                for worker in makers:
                    worker.kill()


class _Worker:
    """One grading process, replaced when it died."""

    def __init__(self, staging: Path, allow_unsafe: bool) -> None:
        self._arguments = [str(staging), "unsafe" if allow_unsafe else "safe"]
        self._process: subprocess.Popen | None = None

    def ask(self, job: Mapping) -> dict:
        """One job's answer, or that the process died over it."""
        process = self._process = self._process or self._start()
        try:
            process.stdin.write(json.dumps(job) + "\n")
            process.stdin.flush()
            return json.loads(process.stdout.readline())
        except (OSError, ValueError):
            self.kill()
            self._forget()
            return {"gagal": _DIED}

    def kill(self) -> None:
        """End the process at once."""
        if self._process:
            self._process.kill()

    def close(self) -> None:
        """Let the process end, as it has nothing more to do."""
        if self._process:
            try:
                self._process.stdin.close()
                self._process.wait(_END_SECONDS)
            except (OSError, subprocess.TimeoutExpired):
                self._process.kill()
            self._forget()

    def _forget(self) -> None:
        process, self._process = self._process, None
        process.wait()
        process.stdout.close()
        try:
            process.stdin.close()
        except OSError:
            return

    def _start(self) -> subprocess.Popen:
        package = str(Path(__file__).resolve().parents[2])
        paths = [package, os.environ.get("PYTHONPATH", "")]
        # In a group of its own, so that Ctrl-C reaches only us: we end it in order.
        flags = getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0)
        # -P: whoever grades while standing in a hand-in's folder loads nothing of it.
        return subprocess.Popen(
            [sys.executable, "-P", "-m", "bijak.grading.worker", *self._arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            encoding="utf-8",
            env={
                **os.environ,
                "PYTHONPATH": os.pathsep.join(filter(None, paths)),
                "PYTHONUTF8": "1",
            },
            creationflags=flags,
            start_new_session=not flags,
        )
