"""Choose the strongest mode by trying to get out of a seat of each.

Protects from believing a version number or a configuration: a mode is taken only if
nothing that `tries` attempts succeeds, and honest work is still possible.
"""

from __future__ import annotations

import contextlib
import json
import os
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from ..linux import filters
from ..linux.places import environment, package
from . import tries
from .client import is_running, stop_seat
from .modes import BUBBLEWRAP, NAMESPACES, OPEN, UID_POOL, Mode
from .opening import Kind, open_seat
from .requests import POOL, Seat, private_part, public_part, receive, send
from .stock import stock_command
from .walls import visible_places

_SECONDS = 40
_ENTRY = "bijak.seats.tries:serve"


def choose_mode() -> Mode:
    """The strongest mode that really holds on this computer."""
    if sys.platform == "linux" and filters.known(filters.this_machine()):
        root = os.geteuid() == 0
        for mode in (UID_POOL,) if root else (NAMESPACES, BUBBLEWRAP):
            if holds(mode):
                return mode
    return OPEN


def holds(mode: Mode) -> bool:
    """Whether nothing gets out of a seat of a mode, and honest work is possible."""
    places = ("server", "kernel") if mode.forks else ("server",)
    expected = {
        place: {**tries.EXPECTED, "tried": tries.TRIED[place]} for place in places
    }
    try:
        return attempts(mode) == expected
    except (OSError, ValueError, subprocess.SubprocessError):
        return False


def attempts(mode: Mode) -> dict[str, object]:
    """Try to get out of a seat of a mode, from each place in it; what succeeded."""
    code = f"import sys; from {__name__} import main; sys.exit(main(*sys.argv[1:]))"
    command = [sys.executable, "-P", "-c", code, mode.name]
    path = {"PYTHONPATH": str(package().parent)}
    with tempfile.TemporaryDirectory(prefix="b-", ignore_cleanup_errors=True) as base:
        subprocess.run(
            [*command, base],
            cwd="/",
            env={**environment(), **path},
            stdin=subprocess.DEVNULL,
            timeout=_SECONDS,
            check=True,
        )
        result = Path(base, "orang", tries.RESULT)
        return json.loads(result.read_text(encoding="utf-8"))


def main(mode: str, base: str) -> int:
    """Have the tries run in a seat; this process is what they aim at."""
    with contextlib.ExitStack() as stack:
        home = _prepare(stack, Path(base))
        uid = POOL[-1] if mode == UID_POOL.name else None
        if uid:
            os.chown(home, uid, uid)
        seat = Seat(
            code="percobaan",
            home=home,
            uid=uid,
            readable=(),
            environment={**environment(), "PYTHONPATH": str(package().parent)},
            arguments=(),
            log=Path(base, "catatan.log"),
        )
        if mode == BUBBLEWRAP.name:
            command = stock_command(BUBBLEWRAP, seat, _ENTRY)
            return subprocess.call(command, env=seat.environment, cwd=home)
        return _run_forked(mode, seat)


def _prepare(stack: contextlib.ExitStack, base: Path) -> Path:
    """A home, and beside it what must not be reached from there."""
    home, canary, meeting = base / "orang", base / "kenari", str(base / "soket")
    home.mkdir()
    for file in (canary, base / "kenari-2"):
        file.write_text("kenari", encoding="utf-8")
    door = _listen(stack, socket.AF_INET, ("127.0.0.1", 0))
    _listen(stack, socket.AF_UNIX, meeting)
    _listen(stack, socket.AF_UNIX, "\0" + meeting)
    aims = {
        "file": str(canary),
        "folder": str(base),
        "port": door.getsockname()[1],
        "socket": meeting,
        "process": os.getpid(),
    }
    (home / tries.AIMS).write_text(json.dumps(aims), encoding="utf-8")
    return home


def _listen(stack: contextlib.ExitStack, family: int, address) -> socket.socket:
    listener = stack.enter_context(socket.socket(family))
    listener.bind(address)
    listener.listen()
    return listener


def _run_forked(mode: str, seat: Seat) -> int:
    ours, theirs = socket.socketpair()
    kind = Kind(mode, visible_places(), tries.serve, tries.kernel)
    if os.fork() == 0:
        ours.close()
        open_seat(theirs, kind)
        os._exit(0)
    theirs.close()
    send(ours, {"public": public_part(seat), "private": private_part(seat)})
    pid = receive(ours).get("pid", 0)
    end = time.monotonic() + _SECONDS / 2
    while pid and is_running(pid) and time.monotonic() < end:
        time.sleep(0.01)
    if pid:
        stop_seat(pid, 0)
    return 0 if pid else 1
