"""The one server of a project folder: where it runs, noted in ``pekerjaan/.lab``."""

from __future__ import annotations

import contextlib
import json
import os
import urllib.error
import urllib.request
from dataclasses import asdict, dataclass
from pathlib import Path

from ..errors import BijakError
from ..files import write_atomically
from ..paths import WORK
from .workspace import why

PAGE = "/bijak"
ALIVE = "/bijak/keadaan"
_STATE = ".lab"
_FILE = "jalan.json"


@dataclass(frozen=True)
class Running:
    """A server that was started for a folder.

    Attributes:
        pid: its process.
        port: where it listens, on this laptop only.
        token: what a browser must show.
    """

    pid: int
    port: int
    token: str

    @property
    def address(self) -> str:
        """What to open in a browser."""
        return f"http://127.0.0.1:{self.port}{PAGE}?token={self.token}"


def state_folder(root: Path) -> Path:
    """Where the server keeps what it needs between two starts."""
    return root / WORK / _STATE


def make_state_folder(root: Path) -> Path:
    """The same, made if it is not there.

    Raises:
        BijakError: the project folder cannot be written.
    """
    folder = state_folder(root)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        probe = folder / f".coba-{os.getpid()}"
        probe.write_bytes(b"")
        probe.unlink()
    except OSError as error:
        raise BijakError(
            f"Folder {root / WORK} tidak dapat ditulisi ({why(error)}). Salin "
            "folder Bijak ke tempat lain, misalnya Dokumen, lalu mulai lagi dari sana."
        ) from error
    return folder


def remember(root: Path, port: int, token: str) -> None:
    """Note that this process serves the folder; readable by its owner only."""
    content = json.dumps(asdict(Running(os.getpid(), port, token))).encode()
    write_atomically(state_folder(root) / _FILE, content)


def forget(root: Path) -> None:
    """Take the note away if it is this process's own."""
    if (noted := _noted(root)) and noted.pid == os.getpid():
        with contextlib.suppress(OSError):
            (state_folder(root) / _FILE).unlink()


def running(root: Path) -> Running | None:
    """The server of this folder, if it really answers."""
    noted = _noted(root)
    return noted if noted and _answers(noted, root) else None


def _noted(root: Path) -> Running | None:
    try:
        text = (state_folder(root) / _FILE).read_text("utf-8")
        return Running(**json.loads(text))
    except (OSError, ValueError, TypeError):
        return None


def _answers(server: Running, root: Path) -> bool:
    """Ask the server which folder it serves; the port may be somebody else's now."""
    request = urllib.request.Request(
        f"http://127.0.0.1:{server.port}{ALIVE}",
        headers={"Authorization": f"token {server.token}"},
    )
    # A proxy of the office must not be asked about this laptop.
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with opener.open(request, timeout=3) as answer:
            return json.load(answer).get("folder") == str(root)
    except (OSError, ValueError, AttributeError):
        return False
