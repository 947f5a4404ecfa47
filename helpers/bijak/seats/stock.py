"""Command lines where nothing is forked: bubblewrap around an ordinary start, or none.

With bubblewrap a seat sees what the walls of a forked one show,
and ends with the process that started it. Kernels stand in the same place as their
server there, and have its network.
"""

from __future__ import annotations

import importlib
import shutil
import sys

from .. import linux
from . import calls
from .modes import BUBBLEWRAP, Mode
from .requests import Seat
from .walls import outermost, visible_places

ENTRY = "bijak.jupyter.in_class:serve"

_SPACES = (
    "--unshare-user --unshare-pid --unshare-ipc --unshare-uts --unshare-cgroup-try "
    "--die-with-parent --new-session --cap-drop ALL --uid 1000 --gid 1000"
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
    """
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


def _run(entry: str, arguments: list[str]) -> int:
    """Run an entry in this process."""
    module, _, name = entry.partition(":")
    return getattr(importlib.import_module(module), name)(arguments)


def _run_behind_walls(entry: str, arguments: list[str]) -> int:
    """Run an entry that bubblewrap has put behind walls."""
    linux.drop_rights()
    linux.let_look_inside(False)
    linux.filter_calls(calls.program())
    return _run(entry, arguments)
