"""What a seat can see, and what it may not do.

Protects by what is left out of a new, read-only root folder: it shows Python, system
libraries and programs, Bijak and what the seat names. The participant's own home is
the only folder of the laptop in it that can be written; /tmp and /dev/shm are memory
of a fixed size. So no other home, no key, no gradebook, no exchange, no socket of the
class and no process but its own is there. All rights are given up before anything of
a participant runs.

The nursery and its kernels stand behind more: they see no process of the server, and
no network at all. Not protected: the room on the disk, time of the processor (kernels
only give way to servers), faults of the kernel.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from .. import linux
from ..linux import new_root
from ..linux.places import readable
from . import calls

_INSIDE = 1000
"""The ordinary user's number inside; outside it is the trainer's."""

_MEMORY = {
    "/tmp": "size=128m,nr_inodes=16384,mode=1777",
    "/dev/shm": "size=64m,nr_inodes=1024,mode=1777",
}
_LINKS = {
    "/dev/fd": "/proc/self/fd",
    "/dev/stdin": "/proc/self/fd/0",
    "/dev/stdout": "/proc/self/fd/1",
    "/dev/stderr": "/proc/self/fd/2",
    "/dev/ptmx": "pts/ptmx",
}
_TERMINALS = "newinstance,ptmxmode=0666,mode=620"


def leave(mode: str) -> None:
    """Enter new spaces for processes and, as an ordinary user, for users.

    The next child of this process is the first of its space.
    """
    if mode == "uid-pool":
        linux.unshare(linux.NEW_PROCESSES)
        return
    user, group = os.geteuid(), os.getegid()
    linux.unshare(linux.NEW_USERS | linux.NEW_PROCESSES)
    Path("/proc/self/setgroups").write_text("deny", encoding="utf-8")
    for name, number in (("uid_map", user), ("gid_map", group)):
        text = f"{_INSIDE} {number} 1"
        Path("/proc/self", name).write_text(text, encoding="utf-8")


def visible_places() -> list[str]:
    """What every seat may read: libraries, programs, Python itself, Jupyter's pages."""
    python = Path(sys.executable)
    wanted = [*readable(), "/bin", "/usr/bin", "/etc/alternatives"]
    wanted += [str(one.parent) for one in (python, python.resolve())]
    wanted.append(str(Path(sys._base_executable).parent))
    for name in ("pyvenv.cfg", "share/jupyter", "share/jupyterhub", "etc/jupyter"):
        wanted.append(str(Path(sys.prefix, name)))
    return outermost(wanted)


def outermost(places: list[str]) -> list[str]:
    """The places that exist, without those that lie inside another."""
    found: list[str] = []
    for place in sorted(set(places), key=len):
        inside = any(place.startswith(other + "/") for other in found)
        if not inside and os.access(place, os.R_OK):
            found.append(place)
    return found


def surround(home: str, uid: int | None, places: list[str]) -> None:
    """Put this process into a root folder of its own; rights are still there after.

    Args:
        home: the participant's, the only real folder to write in.
        uid: the participant's user number, or None.
        places: what can be read.
    """
    rest = linux.NEW_IPC | linux.NEW_HOSTNAME | linux.NEW_CGROUP
    linux.unshare(linux.NEW_MOUNTS | rest)
    new_root.begin()
    for place, room in _MEMORY.items():  # first: a place to show may lie inside
        new_root.folder(place)
        new_root.memory(place, room)
    for place in places:
        new_root.show(place)
    new_root.prepare_devices()
    for place in ("/proc", "/dev/pts", home):
        new_root.folder(place)
    for place, target in _LINKS.items():
        new_root.link(place, target)
    _write_names(home, _INSIDE if uid is None else uid)
    new_root.seal()
    for place in _MEMORY:
        new_root.open_memory(place)
    new_root.show_devices()
    covered = new_root.COVERED
    linux.mount("pts", covered + "/dev/pts", "devpts", linux.NO_SETUID, _TERMINALS)
    new_root.keep(home)
    _show_processes(covered + "/proc")
    new_root.enter()


def _write_names(home: str, uid: int) -> None:
    """The few files in which programs look up names of users and of this machine."""
    for name, text in (
        ("passwd", f"peserta:x:{uid}:{uid}::{home}:/bin/sh\n"),
        ("group", f"peserta:x:{uid}:\n"),
        ("hosts", "127.0.0.1 localhost\n::1 localhost\n"),
        ("nsswitch.conf", "passwd: files\ngroup: files\nhosts: files\n"),
    ):
        new_root.write(f"/etc/{name}", text)


def _show_processes(folder: str) -> None:
    flags = linux.NO_SETUID | linux.NO_DEVICES | linux.NO_PROGRAMS
    linux.mount("proc", folder, "proc", flags)
    settings = folder + "/sys"
    linux.mount(settings, settings, flags=linux.BIND | linux.RECURSIVE)
    linux.make_read_only(settings)


def leave_server() -> None:
    """Leave the server's network, messages and processes; in the nursery."""
    linux.unshare(linux.NEW_MOUNTS | linux.NEW_NETWORK | linux.NEW_IPC)
    _show_processes("/proc")


def drop(uid: int | None) -> None:
    """Give up all rights, for good."""
    if uid is not None:
        os.setgroups([])
        os.setresgid(uid, uid, uid)
        os.setresuid(uid, uid, uid)
    linux.drop_rights()
    linux.let_look_inside(False)
    linux.filter_calls(calls.program())
