"""Before a class opens: is everything there, may it open, and where does it listen."""

from __future__ import annotations

import os
from pathlib import Path

import psutil

from ..classroom.roster import participants_of
from ..errors import BijakError
from ..paths import CLASSES, SOURCE, class_folder
from ..seats import Mode
from .addresses import LOCAL, choose_port, inner_ports, reachable
from .ownership import caller
from .proxy import command
from .room import Room, room_folder

PEOPLE = 50
_OWN_MEMORY = 500e6  # bytes: hub, proxy, counter
_STOCK_MEMORY = 222e6  # bytes of a participant whose server was not forked
_ROOTS = (
    "Folder {folder} milik pengguna lain, karena kelas ini pernah dijalankan dengan "
    "sudo. Jalankan lagi dengan sudo."
)
_KEYS_HERE = (
    "Peserta tidak dapat dipisahkan di laptop ini, padahal di sini ada {what}. Peserta "
    "akan dapat membacanya. Jalankan dengan sudo, atau buka kelas dari paket peserta "
    "(buat dengan `bijak bundle`) di folder lain."
)


def prepare_folders(root: Path, name: str) -> Path:
    """Make the folder of a class and its private room; under sudo it stays the
    trainer's.

    Returns:
        The folder of the class.

    Raises:
        BijakError: the private room is somebody else's.
    """
    home = class_folder(root, name)
    new = [one for one in (root / CLASSES, home) if not one.is_dir()]
    home.mkdir(parents=True, exist_ok=True)
    if owner := caller():
        for one in new:
            os.chown(one, *owner)
    folder = room_folder(home)
    try:
        folder.mkdir(exist_ok=True)
        folder.chmod(0o700)
    except PermissionError as error:
        raise BijakError(_ROOTS.format(folder=folder)) from error
    return home


def refuse_keys(root: Path, home: Path, mode: Mode) -> None:
    """Refuse to open an unseparated class where participants could read keys.

    Raises:
        BijakError: solutions or a gradebook lie here.
    """
    if mode.separates:
        return
    for path, what in (
        (root / SOURCE, "kunci jawaban (folder solutions)"),
        (home / "gradebook.db", "buku nilai"),
    ):
        if path.exists() and os.access(path, os.R_OK):
            raise BijakError(_KEYS_HERE.format(what=what))


def how_many(home: Path, mode: Mode, wanted: int | None) -> tuple[int, bool]:
    """(servers that may run at once, whether memory was what limited them)."""
    people = wanted or max(PEOPLE, len(participants_of(home)))
    if mode.forks:
        return people, False
    room = (psutil.virtual_memory().available - _OWN_MEMORY) / _STOCK_MEMORY
    fits = max(1, int(room))
    return min(people, fits), fits < people


def make_room(
    root: Path, name: str, mode: Mode, host: str, port: int | None, people: int
) -> Room:
    """Choose ports for a class that is about to open.

    Raises:
        BijakError: a port is taken, or Node or the proxy is missing.
    """
    command()  # missing, it says what to do
    port = choose_port(host, port)
    addresses = [address for address, _ in reachable(host)] or [LOCAL]
    hub, proxy, counter = inner_ports(3)
    return Room(
        root=str(root),
        name=name,
        mode=mode.name,
        host=host,
        port=port,
        hub_port=hub,
        proxy_port=proxy,
        counter_port=counter,
        people=people,
        address=f"http://{addresses[0]}:{port}",
    )
