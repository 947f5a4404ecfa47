"""Runs a class: starts the warmed process and the hub, restarts what dies, ends all.

The hub restarts its own proxy and counter; participants' servers belong to nobody and
outlive both the hub and the warmed process.
"""

from __future__ import annotations

import contextlib
import os
import secrets
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

from ..classroom.roster import participants_of
from ..seats.modes import BY_NAME
from . import leftovers
from .ownership import give_back
from .preparing import prepare_seats
from .room import HUB, MARK, PART, SEAT, TOKEN, Room, forget_room, read_room
from .storage import Storage
from .watch import is_up

_ENTRY = "bijak.jupyter.in_class:serve"
_PACKAGE = str(Path(__file__).resolve().parents[2])
_STEP = 0.5
_PATIENCE = 90  # seconds for the hub to come up, on a slow laptop
_ORDERLY = 15
_STORAGE_SECONDS = 30
_OFTEN = 5  # restarts in a row before one waits a minute between them
_FOREIGN = ("JUPYTER", "CONFIGPROXY", "IPYTHON", "NB_")


class Child:
    """One process that is started again when it dies.

    Attributes:
        process: what runs now.
        deaths: how often it died within a minute of its start, in a row.
    """

    def __init__(self, start: Callable[[], subprocess.Popen]) -> None:
        self._start = start
        self.deaths = 0
        self._again = 0.0
        self.begin()

    def begin(self) -> None:
        """Start it."""
        self.process = self._start()
        self._since = time.monotonic()

    def look(self) -> bool:
        """Start it again if it died; whether it was."""
        if self.process.poll() is None or time.monotonic() < self._again:
            return False
        young = time.monotonic() - self._since < 60
        self.deaths = self.deaths + 1 if young else 1
        self._again = time.monotonic() + (60 if self.deaths > _OFTEN else self.deaths)
        self.begin()
        return True

    def end(self) -> None:
        """Close its lifeline and wait; then less kindly."""
        with contextlib.suppress(OSError):
            self.process.stdin.close()
        for impatient in (self.process.terminate, self.process.kill):
            try:
                self.process.wait(timeout=_ORDERLY)
                return
            except subprocess.TimeoutExpired:
                impatient()
        self.process.wait()


class Supervisor:
    """One class while it runs."""

    def __init__(self, room: Room, say: Callable[[str], None]) -> None:
        self.room = room
        self.say = say
        self.token = secrets.token_hex(16)
        self.children: dict[str, Child] = {}
        self.stopping = False

    def start(self) -> bool:
        """Start everything; whether the hub came up in time.

        A class that lost its power is tidied up first: what still runs is ended.
        """
        self.clear()
        self.room.write()
        token = self.room.folder / "penjaga"
        token.touch(mode=0o600)
        token.write_text(self.token, encoding="utf-8")
        if BY_NAME[self.room.mode].forks:
            self.children["hangat"] = Child(self._start_warmed)
        self.children["hub"] = Child(self._start_hub)
        until = time.monotonic() + _PATIENCE
        while time.monotonic() < until and not self.stopping:
            if is_up(self.room) and self._is_warm():
                return True
            if self.children["hub"].deaths:
                return False
            self._look()
            time.sleep(_STEP)
        return False

    def _is_warm(self) -> bool:
        """Whether seats can be asked for; nobody should come in before."""
        return "hangat" not in self.children or self.room.socket.exists()

    def stay(self) -> None:
        """Watch over the class until it is told to stop."""
        storage, next_look = Storage(self.room.home), 0.0
        if "hangat" in self.children:
            threading.Thread(target=self._prepare_seats, daemon=True).start()
        while not self.stopping:
            self._look()
            if time.monotonic() >= next_look:
                next_look = time.monotonic() + _STORAGE_SECONDS
                self._tell(storage)
            time.sleep(_STEP)

    def _tell(self, storage: Storage) -> None:
        """Say what is new about the disk; not knowing it must not end a class."""
        with contextlib.suppress(OSError):
            for sentence in storage.news():
                self.say(sentence)

    def stop(self, *_signal) -> None:
        """Let `stay` end; also a handler of signals."""
        self.stopping = True

    def end(self) -> None:
        """End every process of the class; every file stays."""
        for name in ("hub", "hangat"):
            if name in self.children:
                self.children[name].end()
        leftovers.end(leftovers.processes(self.room.folder))
        forget_room(self.room.home)
        give_back(Path(self.room.root))

    def clear(self) -> None:
        """Tidy up after a supervisor that had no chance to."""
        leftovers.end(leftovers.processes(self.room.folder))
        forget_room(self.room.home)
        for left in (self.room.folder / "proxy.pid", self.room.socket):
            left.unlink(missing_ok=True)

    def _prepare_seats(self) -> None:
        codes = [person.code for person in participants_of(self.room.home)]
        made = prepare_seats(self.room, self.token, codes, lambda: self.stopping)
        if made and not self.stopping:
            self.say(f"Tempat untuk {made} dari {len(codes)} peserta sudah disiapkan.")

    def _look(self) -> None:
        for name, child in self.children.items():
            if child.look():
                self.say(f"⚠ {_RESTARTED[name]}")

    def _start_hub(self) -> subprocess.Popen:
        """Start the hub, after what an earlier one may have left: its proxy."""
        leftovers.end(leftovers.processes(self.room.folder, HUB))
        # The number in it may belong to another program by now.
        (self.room.folder / "proxy.pid").unlink(missing_ok=True)
        command = [sys.executable, "-m", "bijak.hub", str(self.room.home)]
        return self._run("hub.log", command, HUB, {TOKEN: self.token})

    def _start_warmed(self) -> subprocess.Popen:
        command = [sys.executable, "-m", "bijak.seats", str(self.room.socket)]
        root = {"BIJAK_ROOT": self.room.root}
        return self._run("hangat.log", [*command, self.room.mode, _ENTRY], SEAT, root)

    def _run(self, log: str, command: list[str], part: str, more: dict[str, str]):
        own = {n: v for n, v in os.environ.items() if not n.startswith(_FOREIGN)}
        paths = [_PACKAGE, os.environ.get("PYTHONPATH", "")]
        environment = {
            **own,
            **_SPARING,
            **more,
            # nbgrader calls `alembic` by name; it lies beside this interpreter.
            "PATH": os.pathsep.join([str(Path(sys.executable).parent), own["PATH"]]),
            "PYTHONPATH": os.pathsep.join(filter(None, paths)),
            "PYTHONUTF8": "1",
            MARK: str(self.room.folder),
            PART: part,
        }
        with (self.room.folder / log).open("ab") as output:
            return subprocess.Popen(
                command,
                stdin=subprocess.PIPE,
                stdout=output,
                stderr=output,
                cwd=self.room.folder,
                env=environment,
                start_new_session=True,  # Ctrl-C reaches only us: we end it in order
            )


# Each PIN takes 8 MB for a moment; without this the hub keeps six times as much.
_SPARING = {"MALLOC_ARENA_MAX": "2", "MALLOC_MMAP_THRESHOLD_": "1048576"}
_RESTARTED = {
    "hub": "Pintu kelas terhenti dan dibuka lagi. Pekerjaan peserta berjalan terus.",
    "hangat": "Proses hangat terhenti dan dimulai lagi. Peserta tidak terganggu.",
}


def stop_room(room: Room | None, home: Path, folder: Path) -> int:
    """End a class from outside, whether its supervisor still lives or not.

    Returns:
        How many processes had to be ended beside the supervisor.
    """
    if room:
        with contextlib.suppress(ProcessLookupError):
            os.kill(room.pid, signal.SIGTERM)
        until = time.monotonic() + 4 * _ORDERLY
        while time.monotonic() < until and read_room(home):
            time.sleep(_STEP)
    count = leftovers.end(leftovers.processes(folder))
    forget_room(home)
    give_back(home.parents[1])
    return count
