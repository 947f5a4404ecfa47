"""The warmed process: it has imported everything, and forks once for each request.

It runs nothing of a participant, reads no request (its child does) and holds nothing
that is secret. Seats outlive it; while it lives it buries them.
"""

from __future__ import annotations

import contextlib
import os
import select
import socket
import struct
import sys
import tempfile
from pathlib import Path

from .. import linux
from ..linux.places import environment
from . import care, opening, walls, warming
from .requests import short_name

READY = "READY"
_BURY_SECONDS = 1
_CLEAN = "BIJAK_SEATS_CLEAN"
_KEPT = ("BIJAK_ROOT", "PYTHONPATH")
# Large pieces of memory are given back when they are no longer needed, and threads,
# which wait for each other anyhow, share one heap.
_SPARING = {
    "MALLOC_ARENA_MAX": "1",
    "MALLOC_MMAP_THRESHOLD_": "65536",
    "MALLOC_TRIM_THRESHOLD_": "65536",
}


def main(arguments: list[str]) -> int:
    """Serve until standard input closes: SOCKET MODE ENTRY."""
    _start_clean(arguments)
    path, mode, entry = Path(arguments[0]), arguments[1], arguments[2]
    # Root outside would own the machine's settings inside, whatever its number there.
    if (mode == "uid-pool") != (os.geteuid() == 0):
        raise SystemExit(f"{mode}: user number {os.geteuid()}")
    _forget_working_folder()
    # Nothing of it may remain: what a library wants to tidy up in the end, every
    # forked process would tidy up too.
    with tempfile.TemporaryDirectory(prefix="bijak-hangat-") as folder:
        os.environ["MPLCONFIGDIR"] = folder
        serve = warming.load(entry)
    from . import kernel  # imports ipykernel: only this process needs it

    kernel.prepare()
    places = walls.visible_places()
    warming.settle(places)
    warming.check()
    linux.adopt_orphans()
    kind = opening.Kind(mode, places, serve, kernel.launch)
    with _listen(path) as listener:
        sys.stdout.write(READY + "\n")
        sys.stdout.flush()
        _loop(listener, kind)
    path.unlink(missing_ok=True)
    return 0


def _start_clean(arguments: list[str]) -> None:
    """Begin again with an environment that may be seen by everybody.

    Every seat could read in /proc what this process was started with.
    """
    if os.environ.pop(_CLEAN, None) is None:
        kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
        clean = {**environment(), **kept, **_SPARING, _CLEAN: "1"}
        del clean["PYTHONHASHSEED"], clean["PYTHONDONTWRITEBYTECODE"]
        module = [sys.executable, "-m", __package__]
        os.execve(sys.executable, [*module, *arguments], clean)


def _forget_working_folder() -> None:
    """Import nothing from the folder it stands in: a seat's is the participant's."""
    here = str(Path.cwd())
    named = os.environ.get("PYTHONPATH", "").split(os.pathsep)
    sys.path[:] = [p for p in sys.path if p and (p != here or p in named)]
    os.chdir("/")


def _listen(path: Path) -> socket.socket:
    path.unlink(missing_ok=True)
    listener = socket.socket(socket.AF_UNIX)
    before = os.umask(0o177)
    try:
        with short_name(path) as name:
            listener.bind(name)
    finally:
        os.umask(before)
    listener.listen(128)
    return listener


def _loop(listener: socket.socket, kind: opening.Kind) -> None:
    while True:
        ready = select.select([listener, 0], [], [], _BURY_SECONDS)[0]
        with contextlib.suppress(ChildProcessError):
            while os.waitpid(-1, os.WNOHANG)[0]:
                pass
        if 0 in ready and not os.read(0, 1024):
            return
        if listener in ready:
            _answer(listener, kind)


def _answer(listener: socket.socket, kind: opening.Kind) -> None:
    channel, _ = listener.accept()
    with channel:
        if _asker(channel) not in (0, os.geteuid()):
            return
        with contextlib.suppress(OSError):
            if os.fork() == 0:
                care.end_after(lambda: opening.open_seat(channel, kind))


def _asker(channel: socket.socket) -> int:
    """The user number of who asks."""
    size = struct.calcsize("3i")
    told = channel.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, size)
    return struct.unpack("3i", told)[1]
