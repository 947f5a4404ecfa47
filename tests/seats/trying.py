"""Seats with a plain Jupyter server, and what a person in a browser would do there."""

from __future__ import annotations

import contextlib
import json
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from dataclasses import dataclass, field
from pathlib import Path

import websocket

from bijak.linux.places import package
from bijak.seats import Seat, mode_named, start_seat, stock_command, stop_seat
from bijak.seats.modes import BUBBLEWRAP, UID_POOL
from bijak.seats.requests import POOL
from ordinary_user import NOBODY

TOKEN = "rahasia-token-peserta"
_HEADERS = {"Authorization": "token dari-uji"}
ENTRY = "plain_server:serve"
HERE = Path(__file__).parent
SECONDS = 30


@dataclass
class Output:
    """What a cell gave: what it printed, its error, the types of what it displayed."""

    printed: str = ""
    error: str = ""
    types: set[str] = field(default_factory=set)


@dataclass
class Warmed:
    """A running warmed process, where the mode has one, and the folder of its class."""

    process: subprocess.Popen | None
    mode: str
    base: Path

    @property
    def socket(self) -> Path:
        return self.base / "hangat"


@dataclass
class Driven:
    """A running seat."""

    pid: int
    port: int
    seat: Seat
    process: subprocess.Popen | None = None

    def end(self, seconds: float = 0) -> None:
        """End it."""
        if self.process:
            with self.process as process:
                process.kill()
        else:
            stop_seat(self.pid, seconds)

    def ask(self, path: str, method: str = "GET", data: object = None):
        """What the server's interface answers."""
        request = urllib.request.Request(
            f"http://127.0.0.1:{self.port}{path}",
            method=method,
            data=None if data is None else json.dumps(data).encode(),
            headers=_HEADERS,
        )
        with urllib.request.urlopen(request, timeout=SECONDS) as answer:
            body = answer.read()
        return json.loads(body) if body else None

    def kernel(self) -> str:
        """Start a kernel; its id."""
        return self.ask("/api/kernels", "POST", {"name": "python3"})["id"]

    def run(self, kernel: str, code: str, seconds: float = SECONDS) -> Output:
        """Run a cell."""
        address = f"ws://127.0.0.1:{self.port}/api/kernels/{kernel}/channels"
        connection = websocket.create_connection(
            address, timeout=seconds, header=_HEADERS
        )
        with contextlib.closing(connection):
            connection.send(_execute(code))
            output, done = Output(), set()
            while done < {"idle", "reply"}:
                message = json.loads(connection.recv())
                if message["parent_header"].get("msg_id") == "ini":
                    _note(message, output, done)
        return output

    def processes(self) -> set[int]:
        """All processes of this machine that stand in the seat."""
        return {self.pid} | descendants(self.pid)


def _execute(code: str) -> str:
    header = {"msg_id": "ini", "msg_type": "execute_request", "session": "s"}
    header |= {"username": "", "version": "5.4"}
    content = {"code": code, "silent": False, "store_history": True}
    content |= {"user_expressions": {}, "allow_stdin": False, "stop_on_error": True}
    return json.dumps(
        {"header": header, "parent_header": {}, "metadata": {}, "content": content}
        | {"channel": "shell", "buffers": []}
    )


def _note(message: dict, output: Output, done: set[str]) -> None:
    kind, content = message["msg_type"], message["content"]
    if kind == "stream":
        output.printed += content["text"]
    elif kind == "error":
        output.error = f"{content['ename']}: {content['evalue']}"
    elif kind in ("execute_result", "display_data"):
        output.types |= set(content["data"])
    elif kind == "execute_reply":
        done.add("reply")
    elif kind == "status" and content["execution_state"] == "idle":
        done.add("idle")


def descendants(pid: int) -> set[int]:
    """All processes below one, as this machine counts."""
    parents = {}
    for place in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            text = place.read_text(encoding="utf-8", errors="replace")
            state, parent = text.rpartition(")")[2].split()[:2]
            if state != "Z":
                parents[int(place.parent.name)] = int(parent)
    found, new = set(), {pid}
    while new:
        new = {child for child, parent in parents.items() if parent in new} - found
        found |= new
    return found


def starter(mode: str) -> dict:
    """Who starts a mode: root the pool, an ordinary user the others."""
    ordinary = mode != UID_POOL.name and os.geteuid() == 0
    return {"user": NOBODY, "group": NOBODY} if ordinary else {}


def give(path: Path, mode: str, uid: int | None = None) -> None:
    """Let something belong to a seat's number, or to who starts the mode."""
    if os.geteuid() == 0:
        owner = uid or (NOBODY if starter(mode) else 0)
        os.chown(path, owner, owner)


def environment() -> dict[str, str]:
    """What servers and the warmed process of these tests need."""
    path = [str(package().parent), str(HERE)]
    return {**os.environ, "PYTHONPATH": os.pathsep.join(path)}


def start_warmed(mode: str, base: Path, entry: str = ENTRY) -> Warmed:
    """Start a warmed process, where the mode has one, and wait until it serves."""
    (base / "orang").mkdir(parents=True)
    base.parent.chmod(0o755)
    for folder in (base, base / "orang"):
        give(folder, mode)
    if not mode_named(mode).forks:
        return Warmed(None, mode, base)
    command = [sys.executable, "-m", "bijak.seats", str(base / "hangat"), mode, entry]
    process = subprocess.Popen(
        [*command],
        **starter(mode),
        env=environment(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout.readline() == "READY\n"
    return Warmed(process, mode, base)


def make_seat(warmed: Warmed, code: str, number: int) -> tuple[Seat, int]:
    """What a participant's server needs, with a home; and its port."""
    home = warmed.base / "orang" / code
    home.mkdir(mode=0o700)
    uid = POOL[number] if warmed.mode == "uid-pool" else None
    give(home, warmed.mode, uid)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    own = {
        "HOME": str(home),
        "LANG": "C.UTF-8",
        "PATH": os.environ["PATH"],
        "PYTHONPATH": environment()["PYTHONPATH"],
        "JUPYTERHUB_API_TOKEN": TOKEN,
        "JUPYTERHUB_USER": code,
        "BIJAK_KELAS": "uji",
        "JUPYTER_RUNTIME_DIR": "/tmp/jupyter",
        "IPYTHONDIR": "/tmp/ipython",
    }
    log = warmed.base / f"{code}.log"
    return Seat(code, home, uid, (str(HERE),), own, (str(port),), log), port


def sit_down(warmed: Warmed, code: str, number: int) -> Driven:
    """A seat whose server answers."""
    seat, port = make_seat(warmed, code, number)
    if warmed.mode == BUBBLEWRAP.name:
        command = stock_command(BUBBLEWRAP, seat, ENTRY)
        with seat.log.open("wb") as log:
            process = subprocess.Popen(
                command,
                **starter(warmed.mode),
                env=seat.environment,
                cwd=seat.home,
                stdout=log,
                stderr=log,
            )
        driven = Driven(process.pid, port, seat, process)
    else:
        driven = Driven(start_seat(warmed.socket, seat), port, seat)
    wait_until(lambda: _answers(driven), seat.log)
    return driven


def _answers(driven: Driven) -> bool:
    try:
        return bool(driven.ask("/api"))
    except (urllib.error.URLError, ConnectionError):
        return False


def wait_until(holds, log: Path | None = None, seconds: float = SECONDS) -> None:
    """Wait until something holds; show the log if it never does."""
    end = time.monotonic() + seconds
    while not holds():
        if time.monotonic() > end:
            raise AssertionError(log.read_text(encoding="utf-8") if log else "")
        time.sleep(0.02)
