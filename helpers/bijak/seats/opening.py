"""From the fork for one request to a server and a nursery behind their walls.

The child that the warmed process makes for a request reads it, and ends when the seat
stands. Its own child is the seat. That one is told its public part first, puts up the
walls, forks the nursery, gives up its rights, and only then reads the private part.
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
import socket
import stat
from collections.abc import Callable
from dataclasses import dataclass

from .. import linux
from . import care, nursery, walls
from .kernels import DESCRIPTOR
from .requests import POOL, receive, send

_ASK_SECONDS = 10
_BUILD_SECONDS = 30
_MESSAGE = 1 << 16


@dataclass(frozen=True)
class Kind:
    """What is the same for all seats.

    Attributes:
        mode: "uid-pool" or "namespaces".
        places: what all may read.
        serve: the entry, called with the arguments in the server.
        kernel: called in each forked kernel with the rest of its command line.
    """

    mode: str
    places: list[str]
    serve: Callable[[list[str]], int]
    kernel: Callable[[list[str]], None]


def open_seat(channel: socket.socket, kind: Kind) -> None:
    """Read a request, make the seat, and answer with its process number."""
    channel.settimeout(_ASK_SECONDS)
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    ours.settimeout(_BUILD_SECONDS)
    answer: dict = {}
    child = 0
    try:
        walls.leave(kind.mode)
        child = os.fork()
        if child == 0:
            channel.close()
            ours.close()
            care.end_after(lambda: _be_seat(theirs, kind))
        theirs.close()
        request = receive(channel)
        _check(request["public"], kind.mode)
        _give(ours, request["public"])
        reason = ours.recv(_MESSAGE)
        if reason != nursery.READY:
            raise OSError(reason.decode() or "it ended")
        _give(ours, request["private"])
        answer = {"pid": child}
    except (OSError, KeyError, TypeError, ValueError) as error:
        answer = {"reason": str(error)}
        if child:
            with contextlib.suppress(ProcessLookupError):
                os.kill(child, signal.SIGKILL)
    with contextlib.suppress(OSError):
        send(channel, answer)


def _give(channel: socket.socket, content: dict) -> None:
    channel.sendall(json.dumps(content).encode())


def _check(public: dict, mode: str) -> None:
    """Refuse what would weaken a seat."""
    uid = public["uid"]
    if (mode == "uid-pool") != (uid is not None) or (uid and uid not in POOL):
        raise ValueError(f"user number {uid}")
    home = os.lstat(public["home"])
    if not stat.S_ISDIR(home.st_mode):
        raise ValueError("the home is no folder")
    if uid is not None and home.st_uid != uid:
        raise ValueError("the home belongs to somebody else")


def _be_seat(channel: socket.socket, kind: Kind) -> int:
    """The seat's own process, up to the end of its server."""
    plan = json.loads(channel.recv(_MESSAGE))
    try:
        log = os.open(plan["log"], os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        care.speak_into(log)
        care.close_files(keep={channel.fileno()})
        care.reset_signals()
        os.setsid()
        linux.name_process(plan["code"])
        places = walls.outermost([*kind.places, *plan["readable"]])
        walls.surround(plan["home"], plan["uid"], places)
        to_nursery = _start_nursery(plan, kind)
        walls.drop(plan["uid"])
    except OSError as error:
        channel.sendall(str(error).encode() or b"?")
        raise
    channel.sendall(nursery.READY)
    private = json.loads(channel.recv(1 << 20))
    channel.close()
    # The first process of a space ignores what it has no handler for.
    signal.signal(signal.SIGTERM, lambda *_: os._exit(128 + signal.SIGTERM))
    descriptor = {DESCRIPTOR: str(to_nursery.detach())}
    care.settle({**private["environment"], **descriptor}, plan["home"])
    return kind.serve(private["arguments"])


def _start_nursery(plan: dict, kind: Kind) -> socket.socket:
    """Fork the nursery into its own spaces; the server's end of its channel."""
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    own = os.open("/proc/self/ns/pid", os.O_RDONLY)
    linux.unshare(linux.NEW_PROCESSES)
    if os.fork() == 0:
        care.end_after(lambda: _be_nursery(theirs, plan, kind))
    # Threads are refused while children would be in another space than this process.
    linux.return_to(own, linux.NEW_PROCESSES)
    os.close(own)
    theirs.close()
    answer = ours.recv(_MESSAGE)
    if answer != nursery.READY:
        raise OSError(answer.decode() or "the nursery ended")
    return ours


def _be_nursery(channel: socket.socket, plan: dict, kind: Kind) -> None:
    try:
        care.close_files(keep={channel.fileno()})
        walls.leave_server()
        walls.drop(plan["uid"])
    except OSError as error:
        channel.sendall(str(error).encode() or b"?")
        raise
    linux.name_process(f"n {plan['code']}")
    nursery.run(channel, kind.kernel)
