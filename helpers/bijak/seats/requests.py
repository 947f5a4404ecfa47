"""What a seat needs, and how it is asked for.

A request is one JSON object each way on a unix socket: the asker closes its half, so
the end of the stream ends the request.
"""

from __future__ import annotations

import json
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from ..errors import BijakError

POOL = range(30_000, 60_000)
"""User numbers that a seat may be given: never root's, nor those of people."""

_MOST = 1 << 20


class SeatRefused(BijakError):
    """A seat could not be made; nothing of it runs."""


@dataclass(frozen=True)
class Seat:
    """What one participant's server needs.

    Attributes:
        code: the participant's.
        home: the only folder of the laptop that can be written; it exists and, where
            `uid` is given, belongs to it.
        uid: user and group number of the seat, out of `POOL`; None keeps the
            trainer's own.
        readable: places that can be read beside Python and system libraries.
        environment: the server's, whole.
        arguments: given to the entry.
        log: file to which the server's own messages are added.
    """

    code: str
    home: Path
    uid: int | None
    readable: tuple[str, ...]
    environment: dict[str, str]
    arguments: tuple[str, ...]
    log: Path


def public_part(seat: Seat) -> dict:
    """What may be in the memory of a process that will run participants' code."""
    return {
        "code": seat.code,
        "home": str(seat.home),
        "uid": seat.uid,
        "readable": list(seat.readable),
        "log": str(seat.log),
    }


def private_part(seat: Seat) -> dict:
    """What only the server may know."""
    return {"environment": seat.environment, "arguments": list(seat.arguments)}


def send(channel: socket.socket, content: dict) -> None:
    """Send one object and close this half."""
    channel.sendall(json.dumps(content).encode())
    channel.shutdown(socket.SHUT_WR)


def receive(channel: socket.socket) -> dict:
    """The object that the other side sent.

    Raises:
        ConnectionError: it sent nothing, too much, or something else.
    """
    data = bytearray()
    while chunk := channel.recv(1 << 16):
        data += chunk
        if len(data) > _MOST:
            raise ConnectionError("too long")
    try:
        content = json.loads(data)
    except ValueError as error:
        raise ConnectionError("no answer") from error
    if not isinstance(content, dict):
        raise ConnectionError("no object")
    return content


@contextmanager
def short_name(path: Path) -> Iterator[str]:
    """A name under which a socket's path fits into the 107 bytes that Linux allows."""
    folder = os.open(path.parent, os.O_PATH | os.O_DIRECTORY)
    try:
        yield f"/proc/self/fd/{folder}/{path.name}"
    finally:
        os.close(folder)
