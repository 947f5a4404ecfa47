"""A class as `bijak class start` runs it, and what a participant does in it."""

from __future__ import annotations

import contextlib
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import psutil

from bijak.classroom.roster import add_people
from visitors import Failed, Kernel, Visitor

HERE = Path(__file__).resolve().parents[1]
ASSIGNMENT = "b1-lima-langkah-bijak"
ITEM, ANSWER = "b1-08", "3"
"""An item that is answered with a number, and an answer."""
NOT_COPIED = (".git", ".venv", ".alat", "pekerjaan", "kelas", "dist", "__pycache__")
NAME = "uji"
NOBODY = 65534
"""Runs a class that root must not run; nbgrader refuses a number without a name."""
_PATIENCE = 120


class RealClass:
    """A running class of Bijak.

    Attributes:
        base: its address.
        pid: the supervisor's process; all others descend from it.
        home: the folder of the class.
        cards: the participants' codes and PINs.
    """

    def __init__(
        self,
        folder: Path,
        people: int,
        checks: int = 0,
        short: bool = False,
        mode: str = "",
    ) -> None:
        """Copy the project, invent people, start the class, wait until it answers.

        Args:
            folder: a new one for all of it.
            people: how many participants.
            checks: tries of Periksa sekarang for each item.
            short: the assignment has a single item, `ITEM`.
            mode: how participants are kept apart, for whoever runs this, or, where
                root runs it and the mode is an ordinary user's, for ``nobody``; empty:
                what the class chooses itself.
        """
        ignored = shutil.ignore_patterns(*NOT_COPIED, ".*_cache")
        self.root = shutil.copytree(HERE, folder / "bijak", ignore=ignored)
        folder.chmod(0o755)
        if short:
            _shorten(self.root)
        self.home = self.root / "kelas" / NAME
        self.home.mkdir(parents=True)
        self.cards = add_people(self.home, people)
        if checks:
            allowed = f'[periksa]\n"{ASSIGNMENT}" = {checks}\n'
            (self.home / "kelas.toml").write_text(allowed, encoding="utf-8")
        (port,) = free_ports(1)
        self.base = f"http://127.0.0.1:{port}"
        kept = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith(("BIJAK_", "JUPYTER", "PYTHONDONTWRITE"))
        }
        kept |= {"BIJAK_ROOT": str(self.root), "BIJAK_KELAS": NAME}
        kept |= {"PYTHONPATH": str(self.root / "helpers")}
        script = ["-m", "bijak"]
        if mode:
            script = [str(self.root / "tests" / "class_in_mode.py"), mode]
        command = [sys.executable, *script, "class", "start"]
        command += ["--host", "127.0.0.1", "--port", str(port)]
        command += ["--people", str(people)]
        user = NOBODY if mode not in ("", "uid-pool") and os.geteuid() == 0 else None
        if user:
            kept["HOME"] = str(_give(folder, user))
        self._log = log = folder / "kelas.log"
        with log.open("wb") as opened:
            self._supervisor = start(command, kept, self.root, opened, user)
        self.pid = self._supervisor.pid
        wait_until(lambda: self.base in log.read_text(), self._supervisor, log)

    @property
    def trainer(self) -> tuple[str, str]:
        """The trainer's code and PIN, as they stand on the screen."""
        said = re.search(r"kode (\S+) dan PIN (\d+)", self._log.read_text("utf-8"))
        return said[1], said[2]

    def visitors(self) -> list[Visitor]:
        """The people of the class, each with a browser of its own."""
        return [Visitor(self.base, code, pin) for code, pin in self.cards]

    def wait_for_seats(self) -> None:
        """Wait until everybody's server has been prepared, as the screen says."""
        wait_until(
            lambda: "sudah disiapkan" in self._log.read_text("utf-8"),
            self._supervisor,
            self._log,
        )

    def arrived(self) -> int:
        """How many people's hand-ins lie in the exchange or on their way into it."""
        found = set()
        for code, _ in self.cards:
            if any(self.home.glob(f"exchange/*/inbound/{code}+*")):
                found.add(code)
            elif any(self.home.glob(f"masuk/*{code}*")):
                found.add(code)
        return len(found)

    def stop(self) -> None:
        """End it as Ctrl-C does."""
        stop(self._supervisor)


def _give(folder: Path, user: int) -> Path:
    """Let a user own a folder and all in it; a new home for them inside."""
    home = folder / "rumah"
    home.mkdir()
    for place, folders, files in os.walk(folder):
        for name in (".", *folders, *files):
            os.chown(Path(place, name), user, user, follow_symlinks=False)
    return home


def _shorten(root: Path) -> None:
    """Leave one item in the assignment, in the release and in its source."""
    kept = ("pembuka", "siapkan", ITEM, "penutup", "kumpulkan")
    for place in ("solutions", "exercises"):
        path = root / place / ASSIGNMENT / f"{ASSIGNMENT}.ipynb"
        notebook = json.loads(path.read_text(encoding="utf-8"))
        cells = notebook["cells"]
        notebook["cells"] = [cell for cell in cells if cell["id"].startswith(kept)]
        path.write_text(json.dumps(notebook), encoding="utf-8")


def notebook_of(visitor: Visitor) -> str:
    """The path of a participant's working copy, as its server calls it."""
    return f"{visitor.code}/{ASSIGNMENT}/{ASSIGNMENT}.ipynb"


async def open_assignment(visitor: Visitor) -> dict:
    """Press the button of the home page; the notebook."""
    await visitor.page(f"{visitor.own}bijak/buka/latihan/{ASSIGNMENT}")
    path = f"{visitor.own}api/contents/{notebook_of(visitor)}?content=1"
    return await visitor.api("GET", path)


def cells_of(model: dict) -> list[str]:
    """The code cells, which the page runs by itself."""
    cells = model["content"]["cells"]
    return [cell["source"] for cell in cells if cell["cell_type"] == "code"]


async def kernel_of(visitor: Visitor) -> Kernel:
    """The kernel that was started when the assignment was opened."""
    path = notebook_of(visitor)
    asked = {"path": path, "name": path, "type": "notebook"}
    asked["kernel"] = {"name": "python3"}
    made = await visitor.api("POST", f"{visitor.own}api/sessions", asked)
    return await visitor.kernel(made["kernel"]["id"])


async def answer(kernel: Kernel, value: str = ANSWER) -> None:
    """Type a number into its box and press Enter: then it is in ``jawaban.json``."""
    box = _with_class(kernel, "bijak-number")
    await kernel.set(box, value=value)
    await kernel.tell(box, {"event": "submit"})


async def check_now(kernel: Kernel) -> None:
    """Press Periksa sekarang below the number, and wait for the verdict."""
    name = f"bijak-periksa-{ITEM}"
    _, line, result = next(
        [one.removeprefix("IPY_MODEL_") for one in state["children"]]
        for state in kernel.models.values()
        if name in state.get("_dom_classes", ()) and state.get("children")
    )
    button = kernel.models[line]["children"][0].removeprefix("IPY_MODEL_")
    await kernel.tell(button, {"event": "click"})
    await kernel.until(lambda: kernel.models[result].get("value"), _PATIENCE)
    if "⚠" in kernel.models[result]["value"]:
        raise Failed(f"not checked: {kernel.models[result]['value']}")


async def hand_in(kernel: Kernel) -> None:
    """Press Kumpulkan, say yes to empty items, wait until it has arrived."""

    button = _with_class(kernel, "bijak-big")
    await kernel.tell(button, {"event": "click"})
    yes = kernel.find(description="Ya, kumpulkan sekarang")
    await kernel.tell(yes, {"event": "click"})

    def said(*words: str) -> bool:
        values = (str(state.get("value")) for state in kernel.models.values())
        return any(word in value for value in values for word in words)

    ends = ("sudah sampai", "sudah dikemas", "Belum terkumpul")
    await kernel.until(lambda: said(*ends), _PATIENCE)
    if not said("sudah sampai"):
        raise Failed("it was packed, but it did not arrive")


def _with_class(kernel: Kernel, name: str) -> str:
    """The comm of the first widget that carries a class.

    Raises:
        Failed: there is none.
    """
    for model, state in kernel.models.items():
        if name in state.get("_dom_classes", ()):
            return model
    raise Failed(f"no widget of class {name}")


def free_ports(count: int) -> list[int]:
    """Ports that nobody uses now."""
    with contextlib.ExitStack() as held:
        probes = [held.enter_context(socket.socket()) for _ in range(count)]
        for probe in probes:
            probe.bind(("127.0.0.1", 0))
        return [probe.getsockname()[1] for probe in probes]


def start(
    command: list[str], environment: dict, folder: Path, log, user: int | None = None
) -> subprocess.Popen:
    """Start a class in a group of its own, for another user if a number is given.

    Raises:
        SystemExit: that user may not run this Python.
    """
    try:
        return subprocess.Popen(
            command,
            user=user,
            group=user,
            extra_groups=None if user is None else [],
            cwd=folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    except PermissionError as error:
        raise SystemExit(f"only root may run {command[0]}") from error


def wait_until(ready, process: subprocess.Popen, log: Path) -> None:
    """Wait until a class that was started is ready.

    Raises:
        SystemExit: the process has ended, or two minutes have passed.
    """
    until = time.monotonic() + 120
    while time.monotonic() < until and process.poll() is None:
        if ready():
            return
        time.sleep(0.2)
    stop(process)
    raise SystemExit(f"the class did not start\n{log.read_text()[-3000:]}")


def answers(url: str) -> bool:
    """Whether an address answers."""
    with contextlib.suppress(OSError):
        urllib.request.urlopen(url, timeout=5).close()
        return True
    return False


def stop(process: subprocess.Popen) -> None:
    """End a class in order; what is left after a minute is killed."""
    with contextlib.suppress(psutil.NoSuchProcess):
        all_of_it = psutil.Process(process.pid).children(recursive=True)
        process.send_signal(signal.SIGTERM)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(60)
        for one in all_of_it:
            with contextlib.suppress(psutil.NoSuchProcess):
                one.kill()
        process.kill()
    process.wait()
