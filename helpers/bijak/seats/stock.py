"""Command lines where nothing is forked: bubblewrap around an ordinary start, or none.

With bubblewrap a seat sees what the walls of a forked one show,
and ends with the process that started it. Kernels stand in the same place as their
server there, but the network, its memory and its /proc files are closed to them.
"""

from __future__ import annotations

import importlib
import os
import shutil
import sys

from .. import linux
from . import calls, care, nursery
from .modes import BUBBLEWRAP, Mode
from .requests import Seat, SeatRefused
from .walls import outermost, visible_places

ENTRY = "bijak.jupyter.in_class:serve"

_LIBRARIES = 512 << 20  # what a forked kernel has mapped when it starts
_BEHIND = "BIJAK_BEHIND_WALLS"
_SPACES = (
    "--unshare-user --unshare-pid --unshare-ipc --unshare-uts --unshare-cgroup-try "
    "--die-with-parent --new-session --cap-drop ALL --uid 1000 --gid 1000 "
    "--as-pid-1"
).split()
_CODE = "import sys; from {0} import {1}; sys.exit({1}(sys.argv[1], sys.argv[2:]))"
_FOLDERS = (
    "--proc /proc --dev /dev --size 134217728 --tmpfs /tmp "
    "--size 67108864 --tmpfs /dev/shm --remount-ro /dev"
).split()


def stock_command(mode: Mode, seat: Seat, entry: str = ENTRY) -> list[str]:
    """The command line of a seat that is not forked.

    Args:
        mode: "bubblewrap" or "open".
        seat: its environment is for the caller to set, not in the command line, which
            everybody may see.
        entry: "module:function" of the server.

    Raises:
        SeatRefused: seats of this mode are forked, or not made at all.
    """
    if mode.forks:
        raise SeatRefused(
            f"Tempat untuk {seat.code} belum dapat dibuat. Tunggu sebentar, lalu coba "
            "lagi."
        )
    walls = mode.name == BUBBLEWRAP.name
    name = _run_behind_walls.__name__ if walls else _run.__name__
    start = [sys.executable, "-P", "-c", _CODE.format(__name__, name)]
    start += [entry, *seat.arguments]
    if not walls:
        return start
    program = shutil.which("bwrap") or "bwrap"
    shown: list[str] = []
    for place in outermost([*visible_places(), *seat.readable]):
        shown += ["--ro-bind", place, place]
    home = str(seat.home)
    bind = ["--bind", home, home, "--remount-ro", "/", "--chdir", home]
    return [program, *_SPACES, *_FOLDERS, *shown, *bind, "--", *start]


def kernel_command(command: list[str]) -> list[str] | None:
    """The command line of a kernel behind bubblewrap's walls; None elsewhere."""
    if _BEHIND not in os.environ:
        return None
    code = _CODE.format(__name__, _run_kernel.__name__)
    return [sys.executable, "-P", "-c", code, *command]


def _run_kernel(program: str, arguments: list[str]) -> None:
    """Become a kernel without a network, which gives way to servers."""
    nothing = os.open(os.devnull, os.O_WRONLY)
    care.speak_into(nothing)
    linux.filter_calls(calls.program(network=False))
    nursery.give_way()
    nursery.limit(nursery.MEMORY + _LIBRARIES)
    os.execvp(program, [program, *arguments])


def _run(entry: str, arguments: list[str]) -> int:
    """Run an entry in this process."""
    module, _, name = entry.partition(":")
    return getattr(importlib.import_module(module), name)(arguments)


def _run_behind_walls(entry: str, arguments: list[str]) -> int:
    """Run an entry that bubblewrap has put behind walls."""
    linux.drop_rights()
    linux.let_look_inside(False)
    linux.filter_calls(calls.program())
    os.environ[_BEHIND] = "1"
    return _run(entry, arguments)
