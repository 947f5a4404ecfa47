"""Start, signal and bury kernels; nothing else ever runs in this process.

It is the first process of the space in which the kernels run, so it also buries what
they leave behind, and they cannot end it. The server ends: all of these end.
"""

from __future__ import annotations

import contextlib
import json
import os
import select
import signal
import socket
import sys
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

from .. import linux
from . import care

READY = b"\0"

_MESSAGE = 1 << 17
_BURY_SECONDS = 5
MEMORY = 1 << 30
"""Bytes that a kernel may add to what is mapped when it starts."""

_LIMITS = {"CORE": 0, "FSIZE": 256 << 20, "NOFILE": 1024, "NPROC": 128}
_NICENESS = 10
_OUT_OF_MEMORY_SCORE = 600
_MODULE = ["-m", "ipykernel_launcher"]


def run(channel: socket.socket, launch: Callable[[list[str]], None]) -> None:
    """Do what the server says until it ends.

    Args:
        channel: to the server.
        launch: what a forked kernel does, given the arguments of its command line.
    """
    running: dict[int, tuple[int, int]] = {}  # number → (process, its descriptor)
    waiting = [_fork(launch)]  # the first kernel is there before it is asked for
    channel.sendall(READY)
    while True:
        ends = [descriptor for _, descriptor in running.values()]
        ready = select.select([channel, *ends], [], [], _BURY_SECONDS)[0]
        if channel in ready:
            data = channel.recv(_MESSAGE)
            if not data:
                return
            message = json.loads(data)
            if "start" in message:
                _start(channel, message, launch, running, waiting)
            elif message["kernel"] in running:
                process = running[message["kernel"]][0]
                with contextlib.suppress(ProcessLookupError):
                    os.killpg(process, message["signal"])
        _bury(channel, running)


def _start(
    channel: socket.socket, message: dict, launch, running: dict, waiting: list
) -> None:
    """Tell a process that waits, or a new one, which kernel it is."""
    try:
        process = _tell_first(waiting, message) or _tell_first([_fork(launch)], message)
    except OSError:  # no process left: as if it had ended at once
        process = 0
    if not process:
        _tell(channel, message["kernel"], 1)
        return
    with contextlib.suppress(PermissionError):  # so that it can be signalled at once
        os.setpgid(process, process)
    running[message["kernel"]] = process, os.pidfd_open(process)


def _fork(launch: Callable[[list[str]], None]) -> tuple[int, socket.socket]:
    """A process that waits to be told which kernel it is, and the way to tell it.

    Raises:
        OSError: there is no process left.
    """
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    process = os.fork()
    if process == 0:
        care.end_after(lambda: _be_kernel(theirs, launch))
    theirs.close()
    return process, ours


def _tell_first(waiting: list, message: dict) -> int:
    """The number of the process that was told; 0 when none waits any more."""
    while waiting:
        process, line = waiting.pop()
        with contextlib.suppress(BrokenPipeError), line:
            line.sendall(json.dumps(message).encode())
            return process
    return 0


def _bury(channel: socket.socket, running: dict) -> None:
    """Take note of everything that ended."""
    numbers = {process: number for number, (process, _) in running.items()}
    with contextlib.suppress(ChildProcessError):
        while True:
            process, status = os.waitpid(-1, os.WNOHANG)
            if process == 0:
                return
            number = numbers.get(process)
            if number is None:
                continue
            os.close(running.pop(number)[1])
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process, signal.SIGKILL)  # what it had started
            _tell(channel, number, os.waitstatus_to_exitcode(status))


def _tell(channel: socket.socket, number: int, code: int) -> None:
    with contextlib.suppress(OSError):
        channel.sendall(json.dumps({"ended": number, "code": code}).encode())


def _be_kernel(line: socket.socket, launch: Callable[[list[str]], None]) -> None:
    """The life of one kernel, which begins with waiting."""
    with contextlib.suppress(PermissionError):  # it leads a group already
        os.setsid()
    nothing = os.open(os.devnull, os.O_WRONLY)
    care.speak_into(nothing)
    care.close_files(keep={line.fileno()})
    care.reset_signals()
    linux.name_process("kernel")
    linux.let_look_inside(True)
    give_way()
    limit()
    data = line.recv(_MESSAGE)
    line.close()
    if not data:
        return  # the nursery ends
    message = json.loads(data)
    care.settle(message["environment"], message["folder"])
    command = message["start"]
    if _is_plain(command):
        arguments = command[command.index(_MODULE[1]) + 1 :]
        sys.argv = [_MODULE[1], *arguments]
        launch(arguments)
    else:
        os.execvp(command[0], command)


def _is_plain(command: list[str]) -> bool:
    """Whether a command starts an ordinary kernel of this very Python."""
    own = {sys.executable, os.path.realpath(sys.executable)}
    names = own | {Path(name).name for name in own} | {"python", "python3"}
    return command[0] in names and tuple(_MODULE) in pairwise(command)


def give_way() -> None:
    """Let servers, and other participants, come first."""
    os.nice(_NICENESS)
    for name, value in (
        ("autogroup", _NICENESS),  # where Linux shares time between sessions
        ("oom_score_adj", _OUT_OF_MEMORY_SCORE),
    ):
        with contextlib.suppress(OSError):
            Path("/proc/self", name).write_text(str(value), encoding="utf-8")


def limit(memory: int = MEMORY) -> None:
    """Let a kernel use only so much memory, so many processes, files of such size.

    Args:
        memory: bytes that may be added to what is mapped now.
    """
    import resource

    pages = int(Path("/proc/self/statm").read_text(encoding="utf-8").split()[0])
    mapped = pages * os.sysconf("SC_PAGE_SIZE")
    for name, most in {**_LIMITS, "AS": mapped + memory}.items():
        number = getattr(resource, f"RLIMIT_{name}")
        hard = resource.getrlimit(number)[1]
        lower = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(number, (lower, lower))
