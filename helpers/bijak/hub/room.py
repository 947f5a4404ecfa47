"""One running class: which folder, which mode, where it listens.

``ruang/jalan.json`` in the class's folder holds it while the class runs; the hub, its
children and the other commands read it there.
"""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass, field
from pathlib import Path

import psutil

from ..files import write_atomically
from ..paths import class_folder

_FILE = "jalan.json"
MARK = "BIJAK_RUANG"
"""In the environment of every process of a class: the folder of its room."""
PART = "BIJAK_BAGIAN"
"""What such a process is: `HUB` (also the hub's own children) or `SEAT`."""
HUB, SEAT = "hub", "kursi"
TOKEN = "BIJAK_PENJAGA"
"""In the hub's first environment: the token of the watch."""


@dataclass(frozen=True)
class Room:
    """A class that runs.

    Attributes:
        root: the project folder.
        name: of the class.
        mode: name of the way in which participants are kept apart.
        host: the address it listens on; ``0.0.0.0`` for all of this machine's.
        port: where browsers come.
        hub_port, proxy_port, counter_port: inner ports, on 127.0.0.1 only.
        people: how many servers may run at once.
        address: what participants type, such as ``http://192.168.1.7:8000``.
        pid, began: the supervisor's process and when it began, in seconds.
    """

    root: str
    name: str
    mode: str
    host: str
    port: int
    hub_port: int
    proxy_port: int
    counter_port: int
    people: int
    address: str
    pid: int = field(default_factory=os.getpid)
    began: float = field(default_factory=lambda: birth_of(os.getpid()) or 0.0)

    @property
    def home(self) -> Path:
        """The folder of the class."""
        return class_folder(Path(self.root), self.name)

    @property
    def folder(self) -> Path:
        """Where the hub keeps what it needs between two starts."""
        return room_folder(self.home)

    @property
    def socket(self) -> Path:
        """Where the warmed process takes requests."""
        return warmed_socket(self.folder)

    def write(self) -> None:
        """Note that this class runs."""
        write_atomically(self.folder / _FILE, json.dumps(asdict(self)).encode())


def room_folder(home: Path) -> Path:
    """The hub's private folder of a class."""
    return home / "ruang"


def warmed_socket(folder: Path) -> Path:
    """The warmed process's socket in a room; all that it forks carry it as argument."""
    return folder / "hangat"


def read_room(home: Path) -> Room | None:
    """The room that was noted last, whether it still runs or not."""
    try:
        text = (room_folder(home) / _FILE).read_text("utf-8")
        return Room(**json.loads(text))
    except (OSError, ValueError, TypeError):
        return None


def forget_room(home: Path) -> None:
    """Take the note away."""
    (room_folder(home) / _FILE).unlink(missing_ok=True)


def running_room(home: Path) -> Room | None:
    """The room whose supervisor is alive; a number used again is not mistaken."""
    room = read_room(home)
    return room if room and is_same(room.pid, room.began) else None


def birth_of(pid: int) -> float | None:
    """When a process began, in seconds; None when there is none (or a dead one)."""
    try:
        process = psutil.Process(pid)
        if process.status() == psutil.STATUS_ZOMBIE:
            return None
        return process.create_time()
    except psutil.Error:
        return None


def is_same(pid: int, began: float) -> bool:
    """Whether a process number still means the process that began then."""
    now = birth_of(pid)
    return now is not None and abs(now - began) < 0.5
