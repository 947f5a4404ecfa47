"""The few Linux calls that Python has no names for, by ctypes.

Protects from nothing by itself: `confinement` and `seats` put the calls together, with
`places` (what may be read) and `new_root` (a root folder that holds only that).
Importing it needs no Linux. Sources: man 2 unshare, setns, mount, pivot_root,
mount_setattr, prctl, capset, landlock_*; linux/mount.h, linux/landlock.h.
"""

from __future__ import annotations

import ctypes
import functools
import os
import platform
import struct
from collections.abc import Iterable
from pathlib import Path

NEW_MOUNTS = 0x00020000
NEW_HOSTNAME = 0x04000000
NEW_IPC = 0x08000000
NEW_USERS = 0x10000000
NEW_PROCESSES = 0x20000000
NEW_NETWORK = 0x40000000
NEW_CGROUP = 0x02000000

NO_SETUID, NO_DEVICES, NO_PROGRAMS = 2, 4, 8
BIND, RECURSIVE, PRIVATE = 0x1000, 0x4000, 1 << 18
_DETACH = 2
_AT_FDCWD, _AT_RECURSIVE = -100, 0x8000
_READ_ONLY = 1

_PR_SET_PDEATHSIG, _PR_SET_NO_NEW_PRIVS, _PR_SET_SECCOMP = 1, 38, 22
_PR_SET_DUMPABLE, _PR_SET_NAME, _PR_SET_CHILD_SUBREAPER = 4, 15, 36
_SECCOMP_MODE_FILTER = 2
_SIGKILL = 9
_CAPABILITY_VERSION_3 = 0x20080522

_PIVOT_ROOT = {"x86_64": 155, "aarch64": 41}
_MOUNT_SETATTR, _CREATE_RULESET, _ADD_RULE, _RESTRICT_SELF = 442, 444, 445, 446

# Landlock rights on files by the version that brought them: 13, then one each.
_RIGHTS_OF_VERSION = {1: 1 << 13, 2: 1 << 14, 3: 1 << 15, 5: 1 << 16}
_WRITE_FILE, _READ_FILE, _READ_FOLDER = 1 << 1, 1 << 2, 1 << 3
_NEVER = (1 << 0) | (1 << 6) | (1 << 9) | (1 << 10) | (1 << 11) | (1 << 12) | (1 << 15)
"""Execute; make devices, sockets, pipes, links; ioctl on devices."""


@functools.cache
def _libc() -> ctypes.CDLL:
    return ctypes.CDLL(None, use_errno=True)


def _call(name: str, *arguments: object) -> int:
    """Call a C function; raise OSError with its name if it refuses."""
    result = getattr(_libc(), name)(*arguments)
    if result < 0:
        error = ctypes.get_errno()
        raise OSError(error, f"{name}: {os.strerror(error)}")
    return result


def _syscall(number: int, *arguments: object) -> int:
    wide = [ctypes.c_long(a) if isinstance(a, int) else a for a in arguments]
    return _call("syscall", ctypes.c_long(number), *wide)


def _prctl(option: int, *arguments: int) -> None:
    values = [*arguments, 0, 0, 0, 0][:4]
    _call("prctl", option, *map(ctypes.c_ulong, values))


def unshare(flags: int) -> None:
    """Leave the namespaces that the flags name for new, empty ones."""
    _call("unshare", flags)


def return_to(namespace: int, flags: int) -> None:
    """Enter a namespace again, by an open file of /proc/self/ns."""
    _call("setns", namespace, flags)


def mount(
    source: str, target: str, kind: str | None = None, flags: int = 0, options: str = ""
) -> None:
    """Mount something on a folder or file."""
    _call(
        "mount",
        os.fsencode(source),
        os.fsencode(target),
        kind.encode() if kind else None,
        ctypes.c_ulong(flags),
        options.encode() or None,
    )


def make_read_only(folder: str) -> None:
    """Let nothing be written in a mount and all mounts below it."""
    _set_attributes(folder, _READ_ONLY | NO_SETUID | NO_DEVICES, 0, _AT_RECURSIVE)


def make_writable(folder: str) -> None:
    """Let a mount be written again, but none below it."""
    _set_attributes(folder, 0, _READ_ONLY, 0)


def make_plain(folder: str) -> None:
    """Let no program of a mount raise its rights, and no device of it be opened."""
    _set_attributes(folder, NO_SETUID | NO_DEVICES, 0, _AT_RECURSIVE)


def _set_attributes(folder: str, add: int, remove: int, how: int) -> None:
    packed = struct.pack("=QQQQ", add, remove, 0, 0)
    attributes = ctypes.create_string_buffer(packed, len(packed))
    path = os.fsencode(folder)
    _syscall(_MOUNT_SETATTR, _AT_FDCWD, path, how, attributes, len(packed))


def become_root_folder(folder: str) -> None:
    """Make a mount the root folder and let the old one go."""
    os.chdir(folder)
    _syscall(_PIVOT_ROOT[platform.machine()], b".", b".")
    _call("umount2", b".", _DETACH)
    os.chdir("/")


def die_with_parent() -> None:
    """Let the kernel kill this process when its parent ends."""
    _prctl(_PR_SET_PDEATHSIG, _SIGKILL)


def adopt_orphans() -> None:
    """Become the parent of descendants whose own parent ended."""
    _prctl(_PR_SET_CHILD_SUBREAPER, 1)


def let_look_inside(allowed: bool) -> None:
    """Whether processes of the same user may read this one's memory and /proc files."""
    _prctl(_PR_SET_DUMPABLE, int(allowed))


def name_process(name: str) -> None:
    """Show a name in `ps` and `top`; its first fifteen bytes."""
    buffer = ctypes.create_string_buffer(name.encode()[:15])
    _prctl(_PR_SET_NAME, ctypes.addressof(buffer))


def drop_rights() -> None:
    """Give up all capabilities, and never gain any again."""
    _prctl(_PR_SET_NO_NEW_PRIVS, 1)
    header = ctypes.create_string_buffer(struct.pack("=Ii", _CAPABILITY_VERSION_3, 0))
    _call("capset", header, ctypes.create_string_buffer(bytes(24)))


def filter_calls(program: bytes) -> None:
    """Let a seccomp filter judge every system call from now on."""
    code = ctypes.create_string_buffer(program, len(program))
    head = struct.pack("@HP", len(program) // 8, ctypes.addressof(code))
    pointer = ctypes.create_string_buffer(head, len(head))
    _prctl(_PR_SET_SECCOMP, _SECCOMP_MODE_FILTER, ctypes.addressof(pointer))


def landlock_version() -> int:
    """The kernel's Landlock version; 0 where there is none."""
    try:
        return _syscall(_CREATE_RULESET, None, 0, 1)
    except OSError:
        return 0


def restrict_files(
    read: Iterable[str], write: Iterable[str], devices: Iterable[str]
) -> None:
    """Allow only these places (Landlock): no other file, port, signal or socket.

    Args:
        read: files and folders that may be read.
        write: folders in which everything ordinary may be done.
        devices: files that may be read and written.
    """
    version = landlock_version()
    known = max(right for v, right in _RIGHTS_OF_VERSION.items() if v <= version) - 1
    ports, scope = (3 if version >= 4 else 0), (3 if version >= 6 else 0)
    size = 24 if version >= 6 else 16 if version >= 4 else 8
    wanted = struct.pack("=QQQ", known, ports, scope)[:size]
    rules = _syscall(
        _CREATE_RULESET, ctypes.create_string_buffer(wanted, size), size, 0
    )
    try:
        for path in read:
            reading = _READ_FILE | (_READ_FOLDER if Path(path).is_dir() else 0)
            _allow(rules, path, reading)
        for path in write:
            _allow(rules, path, known & ~_NEVER)
        for path in devices:
            _allow(rules, path, _READ_FILE | _WRITE_FILE)
        _syscall(_RESTRICT_SELF, rules, 0)
    finally:
        os.close(rules)


def _allow(rules: int, path: str, rights: int) -> None:
    place = os.open(path, os.O_PATH | os.O_CLOEXEC)
    try:
        rule = ctypes.create_string_buffer(struct.pack("=Qi", rights, place), 12)
        _syscall(_ADD_RULE, rules, 1, rule, 0)
    finally:
        os.close(place)
