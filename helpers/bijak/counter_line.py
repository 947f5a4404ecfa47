"""The line to a class's counter: HTTP over the unix socket in ``$BIJAK_LOKET``.

A kernel in a class has no network and no token. It speaks to this socket, which the
participant's own server serves; that server passes on what it hears and adds who asks.
"""

from __future__ import annotations

import contextlib
import http.client
import json
import os
import socket

from .errors import BijakError

SOCKET = "BIJAK_LOKET"
"""The environment variable that names the socket; it is set only in a class."""

JSON, ZIP = "application/json", "application/zip"
_MOST = 20_000_000
_AWAY = (
    "Loket kelas belum dapat dihubungi. Jawaban Anda tetap tersimpan. Tunggu sebentar, "
    "lalu tekan sekali lagi."
)


class _Line(http.client.HTTPConnection):
    """A connection to a socket in the file system."""

    def __init__(self, path: str, seconds: float) -> None:
        super().__init__("loket", timeout=seconds)
        self._path = path

    def connect(self) -> None:
        self.sock = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self.sock.settimeout(self.timeout)
        self.sock.connect(self._path)


def is_in_class() -> bool:
    """Whether this process works for a participant of a class."""
    return bool(os.environ.get(SOCKET))


def ask(
    method: str, target: str, body: bytes = b"", kind: str = JSON, seconds: float = 10
) -> bytes:
    """What the counter answers.

    Args:
        method: ``GET`` or ``POST``.
        target: such as ``hari-ini``.
        body: what is sent along.
        kind: the type of the body.
        seconds: how long to wait.

    Raises:
        BijakError: the counter refused, with its own sentence, or is away.
    """
    line = _Line(os.environ.get(SOCKET, ""), seconds)
    try:
        with contextlib.closing(line):
            headers = {"Content-Type": kind} if method == "POST" else {}
            line.request(method, f"/{target}", body or None, headers)
            answer = line.getresponse()
            status, content = answer.status, answer.read(_MOST)
    except (OSError, http.client.HTTPException) as error:
        raise BijakError(_AWAY) from error
    if status >= 400:
        raise BijakError(_sentence(content))
    return content


def ask_json(method: str, target: str, body: bytes = b"", **how: object) -> dict:
    """The same, as a mapping.

    Raises:
        BijakError: as `ask` does, or the answer is no mapping.
    """
    try:
        found = json.loads(ask(method, target, body, **how))
    except (ValueError, RecursionError) as error:
        raise BijakError(_AWAY) from error
    if not isinstance(found, dict):
        raise BijakError(_AWAY)
    return found


def _sentence(content: bytes) -> str:
    """Why the counter refused, in its own words where it has some."""
    with contextlib.suppress(ValueError, RecursionError, TypeError, KeyError):
        found = json.loads(content)["galat"]
        if isinstance(found, str):
            return found
    return _AWAY
