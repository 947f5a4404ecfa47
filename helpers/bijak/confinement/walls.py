"""Put this process behind walls, for good.

"namespaces": own user, process, mount, network, IPC and host name spaces. The root
folder is a new, read-only one that holds only `places`; the only folder to write in is
memory of a fixed size. Protects from reading or even seeing other files, from all
networks, from other processes. Landlock, where the kernel has it, and seccomp stand
behind it as second and third walls.

"landlock": Landlock and seccomp alone, for containers that refuse namespaces. Protects
the contents of all other files, networks, signals, starting processes. Does not hide
that a file exists, its size and its times; and the folder to write in is a real one,
which `watching` measures.

Both: no capabilities and no new ones, limits on memory, CPU time, file size and open
files. Not protected: the CPU and memory within the limits, the clock, faults of the
kernel.
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

from .. import linux
from ..linux import new_root
from ..linux.places import DEVICES
from . import calls
from .job import Limits

_WORK = "/kerja"
_INSIDE = 1000
_MEGABYTE = 1 << 20


def leave_users() -> None:
    """Enter new user and process spaces; the next child is their first process.

    Raises:
        OSError: this kernel or container does not allow it.
    """
    user, group = os.geteuid(), os.getegid()
    linux.unshare(linux.NEW_USERS | linux.NEW_PROCESSES)
    Path("/proc/self/setgroups").write_text("deny", encoding="utf-8")
    for name, number in (("uid_map", user), ("gid_map", group)):
        text = f"{_INSIDE} {number} 1"
        Path("/proc/self", name).write_text(text, encoding="utf-8")


def enter(level: str, folder: str, readable: list[str], limits: Limits) -> None:
    """Confine this process; it then stands in the only folder it may write in.

    Args:
        level: "namespaces" (after `leave_users`, in its child) or "landlock".
        folder: the real folder to write in; not used with namespaces.
        readable: the places that may be read.
        limits: memory, sizes and seconds.

    Raises:
        OSError: a wall could not be built; no foreign code may run then.
    """
    linux.die_with_parent()
    os.setsid()
    mapped = _mapped()
    if level == "namespaces":
        rest = linux.NEW_NETWORK | linux.NEW_IPC | linux.NEW_HOSTNAME
        linux.unshare(linux.NEW_MOUNTS | rest | linux.NEW_CGROUP)
        _change_root(readable, limits)
        readable, folder = ["/"], _WORK
    elif not linux.landlock_version():
        raise OSError("landlock: not in this kernel")
    os.chdir(folder)
    _settle(folder)
    _limit(limits, mapped)
    linux.drop_rights()
    if linux.landlock_version():
        linux.restrict_files(readable, [folder], DEVICES)
    linux.filter_calls(calls.program(os.getpid()))


def _change_root(readable: list[str], limits: Limits) -> None:
    """Stand in a root folder that holds nothing but what may be read."""
    new_root.begin()
    for place in readable:
        new_root.show(place)
    new_root.prepare_devices()
    new_root.folder(_WORK)
    new_root.seal()
    new_root.show_devices()
    room = f"size={limits.folder},nr_inodes={limits.files},mode=700"
    new_root.memory(_WORK, room)
    new_root.enter()


def _settle(folder: str) -> None:
    """Make the folder the home and the place for temporary files."""
    os.umask(0o022)
    for name in ("HOME", "TMPDIR"):
        os.environ[name] = folder
    tempfile.tempdir = None
    if "numpy" in sys.modules:  # Python reseeds its own random after a fork
        sys.modules["numpy"].random.seed()


def _mapped() -> int:
    """The bytes of address space that this process has before a job begins."""
    pages = Path("/proc/self/statm").read_text(encoding="utf-8").split()[0]
    return int(pages) * os.sysconf("SC_PAGE_SIZE")


def _limit(limits: Limits, mapped: int) -> None:
    import resource

    for name, most in (
        ("AS", mapped + limits.memory),
        ("CORE", 0),
        ("CPU", int(limits.seconds) + 5),
        ("FSIZE", limits.file),
        ("MEMLOCK", 0),
        ("MSGQUEUE", 0),
        ("NOFILE", 64),
        ("NPROC", 0),
    ):
        number = getattr(resource, f"RLIMIT_{name}")
        hard = resource.getrlimit(number)[1]
        lower = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(number, (lower, lower))
