"""A new root folder that holds nothing but what is put into it.

    begin(size=..., files=...)      # after `unshare(NEW_MOUNTS)`
    show("/usr/lib")                # readable, at the same name as outside
    seal()                          # from here on nothing of it can be changed
    show_devices(); memory("/work", ...); keep("/home/x")
    enter()

Protects by what is left out. All of it raises OSError where the machine refuses.
"""

from __future__ import annotations

from pathlib import Path

from .. import linux
from .places import DEVICES

COVERED = "/proc"
"""The new root folder is built over this one: it is everywhere and never a source."""

_PLAIN = linux.NO_SETUID | linux.NO_DEVICES


def begin(options: str = "size=1m,nr_inodes=2048,mode=755") -> None:
    """Cover a folder with an empty one, which will be the root folder.

    Args:
        options: of tmpfs.
    """
    linux.mount("none", "/", flags=linux.PRIVATE | linux.RECURSIVE)
    linux.mount("bijak", COVERED, "tmpfs", _PLAIN, options)


def show(place: str) -> None:
    """Let a file or folder of the old root appear at the same name in the new one."""
    if Path(place).is_dir():
        folder(place)
    else:
        write(place, "")
    linux.mount(place, COVERED + place, flags=linux.BIND | linux.RECURSIVE)


def folder(place: str) -> None:
    """Make an empty folder in the new root, to mount something on."""
    Path(COVERED + place).mkdir(parents=True, exist_ok=True)


def write(place: str, text: str) -> None:
    """Make a small file in the new root."""
    target = Path(COVERED + place)
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(text, encoding="utf-8")


def link(place: str, target: str) -> None:
    """Make a symbolic link in the new root."""
    Path(COVERED + place).parent.mkdir(parents=True, exist_ok=True)
    Path(COVERED + place).symlink_to(target)


def seal() -> None:
    """Let nothing of the new root be written; later mounts are not affected."""
    linux.make_read_only(COVERED)


def prepare_devices() -> None:
    """Make the files on which `show_devices` mounts; before `seal`."""
    for device in DEVICES:
        write(device, "")


def show_devices() -> None:
    """Show the harmless devices: null, zero, full and the random ones."""
    for device in DEVICES:
        linux.mount(device, COVERED + device, flags=linux.BIND)


def memory(place: str, options: str) -> None:
    """Mount a folder of memory with a fixed size on an empty folder."""
    linux.mount("memori", COVERED + place, "tmpfs", _PLAIN, options)


def open_memory(place: str) -> None:
    """Let a folder of memory that was mounted before `seal` be written."""
    linux.make_writable(COVERED + place)


def keep(place: str) -> None:
    """Let a folder of the old root be read and written at the same name."""
    linux.mount(place, COVERED + place, flags=linux.BIND)
    linux.make_plain(COVERED + place)


def enter() -> None:
    """Stand in the new root folder, and let the old one go."""
    linux.become_root_folder(COVERED)
