"""One participant's server, asked of the warmed process.

When the warmed process is gone the spawner waits for the next one, which the
supervisor starts. Only a class whose mode forks nothing starts servers itself.
"""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
from pathlib import Path

import psutil
from jupyterhub.spawner import Spawner
from traitlets import Any, Float, Integer

from .. import seats
from ..classroom.roster import TRAINER, read_roster
from ..errors import BijakError
from ..seats.modes import BY_NAME
from . import homes
from .assets import address
from .leftovers import end
from .ports import new_port
from .room import MARK, PART, SEAT, birth_of, is_same

_PATIENCE = 30  # seconds for another warmed process to come up
_STEP = 0.5
_KEPT = ("LANG", "LC_ALL", "PATH", "TZ")
_PACKAGE = str(Path(__file__).resolve().parents[2])
_FAILED = "Halaman Anda gagal disiapkan. Tekan tombol di bawah atau panggil pelatih."


class SeatSpawner(Spawner):
    """Starts, finds again and ends one server.

    The state that survives a restart of the hub is the process and when it began.
    """

    room = Any(help="The class, a `Room`.").tag(config=True)
    pid = Integer(0)
    began = Float(0.0)
    _child = None

    def load_state(self, state: dict) -> None:
        """Find the server of an earlier hub again."""
        super().load_state(state)
        self.pid, self.began = state.get("pid", 0), state.get("began", 0.0)

    def get_state(self) -> dict:
        """What is needed to find the server again."""
        state = super().get_state()
        return {**state, "pid": self.pid, "began": self.began} if self.pid else state

    def clear_state(self) -> None:
        """Forget the server: it has ended."""
        super().clear_state()
        self.pid, self.began, self._child = 0, 0.0, None

    async def progress(self):
        """Nothing: the page has words of its own."""
        return
        yield

    async def start(self) -> tuple[str, int]:
        """Start the server; where it will listen."""
        self.port = new_port()
        try:
            if self._is_trainer():
                self._run(*self._trainers_place(), number=homes.trainer())
            else:
                await self._seat(await asyncio.to_thread(self._make_seat))
        except (BijakError, OSError) as error:
            self.log.error("server of %s did not start: %s", self.user.name, error)
            error.jupyterhub_message = _FAILED
            raise
        self.began = birth_of(self.pid) or 0.0
        return "127.0.0.1", self.port

    async def poll(self) -> int | None:
        """None while the server runs."""
        if self._child is not None and self._child.poll() is not None:
            self.clear_state()
        if self.pid and is_same(self.pid, self.began):
            return None
        self.clear_state()
        return 0

    async def stop(self, now: bool = False) -> None:
        """End the server and what it started."""
        if self.pid and is_same(self.pid, self.began):
            if self._child is None and not self._is_trainer():
                await asyncio.to_thread(seats.stop_seat, self.pid, 1 if now else 5)
            await asyncio.to_thread(_end_tree, self.pid, self.began)
        if self._child is not None:
            self._child.poll()  # takes the dead child's number back
        self.clear_state()

    def _is_trainer(self) -> bool:
        person = read_roster(self.room.home).get(self.user.name)
        return bool(person) and person.role == TRAINER

    def _make_seat(self) -> seats.Seat:
        """The home and all else that a participant's server needs."""
        room, code, root = self.room, self.user.name, Path(self.room.root)
        pool = room.mode == "uid-pool"
        number = homes.number_of(root, room.home, code) if pool else None
        home = homes.make_home(root, room.home, code, number)
        return seats.Seat(
            code=code,
            home=home,
            uid=number,
            readable=tuple(str(root / name) for name in homes.SHOWN),
            environment=self._environment(home, home),
            arguments=(),
            log=self._log(),
        )

    def _log(self) -> Path:
        folder = self.room.folder / "catatan"
        folder.mkdir(exist_ok=True)
        return folder / f"{self.user.name}.log"

    def _environment(self, root: Path, home: Path) -> dict[str, str]:
        """The whole environment of the server."""
        room, theirs = self.room, self.get_env()
        loket = f"http://127.0.0.1:{room.counter_port}/services/loket/"
        return {
            **{name: os.environ[name] for name in _KEPT if name in os.environ},
            **{n: v for n, v in theirs.items() if n.startswith("JUPYTERHUB_")},
            "BIJAK_ROOT": str(root),
            "BIJAK_KELAS": room.name,
            "BIJAK_LOKET_URL": loket,
            "BIJAK_ASSETS_URL": address(),
            "HOME": str(home),
            "PYTHONPATH": _PACKAGE,
            "PYTHONNOUSERSITE": "1",
            "PYTHONUTF8": "1",
            MARK: str(room.folder),
            PART: SEAT,
        }

    async def _seat(self, seat: seats.Seat) -> None:
        """A seat of the warmed process; where none forks, a start of its own.

        While the warmed process is away nobody is put anywhere else: other ways have
        weaker walls, or none. The supervisor starts the next one within seconds.
        """
        mode = BY_NAME[self.room.mode]
        if not mode.forks:
            self._run(seats.stock_command(mode, seat), seat.environment, seat.home)
            return
        until = asyncio.get_running_loop().time() + _PATIENCE
        while True:
            try:
                self.pid = await asyncio.to_thread(
                    seats.start_seat, self.room.socket, seat
                )
                return
            except OSError as error:
                if asyncio.get_running_loop().time() > until:
                    raise
                self.log.warning("the warmed process does not answer: %s", error)
            await asyncio.sleep(_STEP)

    def _trainers_place(self) -> tuple[list[str], dict[str, str], Path]:
        """Command, environment and folder of the trainer's own server."""
        root = Path(self.room.root)
        home = homes.make_home(root, self.room.home, self.user.name, homes.trainer())
        command = [sys.executable, "-m", "bijak.jupyter.in_class", "--trainer"]
        return command, self._environment(root, home), root

    def _run(
        self,
        command: list[str],
        environment: dict[str, str],
        folder: Path,
        number: int | None = None,
    ) -> None:
        """Start a server as a program; as another user when a number is given."""
        with self._log().open("ab") as log:
            self._child = subprocess.Popen(
                command,
                env=environment,
                cwd=folder,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
                umask=0o022,  # the hub's own would hide new releases from participants
                user=number,
                group=number,
                extra_groups=None if number is None else [],
            )
        self.pid = self._child.pid


def _end_tree(pid: int, began: float) -> None:
    """End a process with its children, unless the number is another one's now."""
    if is_same(pid, began):
        process = psutil.Process(pid)
        family = [*process.children(recursive=True), process]
        end(family)
