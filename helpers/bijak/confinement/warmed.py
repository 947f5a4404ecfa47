"""The warmed process: it has imported the libraries and runs no foreign code itself.

For each job it makes a child, the watcher, which reads the job, makes the confined
child, collects its pipe and answers. So no job's data ever is in the warmed process's
memory, and the next job's child cannot find it there. It is started with a fresh
memory, a clean environment and no folder of the course as its working folder, so no
key is in it either. When the grader ends, its channel closes and all of these end.

Protects later jobs from earlier ones, and the grader from all. Does not hide from a
job what is the same for all: the order of addresses in memory, names of libraries.
"""

from __future__ import annotations

import contextlib
import gc
import importlib
import os
import signal
import socket
import sys
import warnings
from pathlib import Path

from .. import linux
from ..linux.places import readable
from . import cells, walls, watching
from .job import Job, unpack

_PIPE = 3
_fork = getattr(os, "fork", None)  # Windows has none, and never comes here


def main(descriptor: int, level: str, base: str, preload: list[str]) -> None:
    """Wait for jobs on a socket until it closes.

    Args:
        descriptor: the socket's number.
        level: "namespaces" or "landlock".
        base: an empty folder for the jobs' folders; it is deleted in the end.
        preload: modules to import first; one that is missing is left out.
    """
    channel = socket.socket(fileno=descriptor)
    _warm_up(preload)
    places, folder = readable(), Path(base, "kerja")
    gc.collect()
    gc.freeze()
    try:
        channel.sendall(watching.READY)
        while channel.recv(1, socket.MSG_PEEK):
            watcher = _fork()
            if watcher == 0:
                _exit_after(lambda: _serve(channel, level, folder, places))
            if os.waitpid(watcher, 0)[1]:
                break
    finally:
        with contextlib.suppress(OSError):
            watching.clear(Path(base))


def _warm_up(preload: list[str]) -> None:
    warnings.simplefilter("ignore")
    for name in preload:
        with contextlib.suppress(ImportError):
            importlib.import_module(name)
    pyplot = sys.modules.get("matplotlib.pyplot")
    if pyplot:  # the first figure loads what every later one needs
        with open(os.devnull, "wb") as nowhere:  # noqa: PTH123
            pyplot.figure().add_subplot().plot([1, 2])
            pyplot.savefig(nowhere)
        pyplot.close("all")
    warnings.resetwarnings()


def _exit_after(work) -> None:
    """Do the work of a child process and end it, whatever happens."""
    status = 1
    try:
        work()
        status = 0
    finally:
        os._exit(status)


def _serve(channel: socket.socket, level: str, folder: Path, places: list[str]) -> None:
    """Read one job, have it run, and answer."""
    job = unpack(lambda size: _take(channel, size))
    if level == "landlock":
        folder.mkdir(mode=0o700)
    try:
        ended, data = _confined_run(channel, level, folder, places, job)
    except OSError as error:
        ended, data = watching.NOT_CONFINED, str(error).encode()
    finally:
        if folder.exists():
            watching.clear(folder)
    channel.sendall(watching.ANSWER.pack(ended, len(data)) + data)


def _take(channel: socket.socket, size: int) -> bytes:
    data = bytearray()
    while len(data) < size:
        chunk = channel.recv(min(size - len(data), 1 << 20))
        if not chunk:
            raise watching.GraderGone
        data += chunk
    return bytes(data)


def _confined_run(
    channel: socket.socket, level: str, folder: Path, places: list[str], job: Job
) -> tuple[int, bytes]:
    """What a confined child sent, after it has certainly ended."""
    if level == "namespaces":
        walls.leave_users()
    linux.die_with_parent()
    reader, writer = os.pipe()
    child = _fork()
    if child == 0:
        _exit_after(lambda: _child(writer, level, folder, places, job))
    os.close(writer)
    full = None
    if level == "landlock":

        def full() -> bool:
            return watching.overfull(folder, child, job.limits)

    try:
        first = os.read(reader, 1)
        if first != watching.READY:
            return watching.NOT_CONFINED, os.read(reader, 1000)
        return watching.watch(reader, channel, job.limits, full)
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)


def _child(writer: int, level: str, folder: Path, places: list[str], job: Job) -> None:
    """Become confined, say so, and only then run the participant's cells."""
    os.dup2(writer, _PIPE)
    for name in os.listdir("/proc/self/fd"):  # noqa: PTH208
        if int(name) > _PIPE:
            with contextlib.suppress(OSError):
                os.close(int(name))
    try:
        walls.enter(level, str(folder), places, job.limits)
    except Exception as error:
        os.write(_PIPE, b"-" + str(error).encode()[:1000])
        raise
    os.write(_PIPE, watching.READY)
    cells.run(job, cells.sender(_PIPE))
