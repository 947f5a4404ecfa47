"""The server's end of the nursery: start kernels, signal them, know how they ended.

Nothing here waits: a start or a signal is a message that the nursery will read, and
an end is a message that is read the next time somebody asks.
"""

from __future__ import annotations

import asyncio
import contextlib
import functools
import itertools
import json
import os
import signal
import socket

DESCRIPTOR = "BIJAK_SEAT_FD"
"""Environment variable of a server: the number of its channel to the nursery."""

LOST = -9
_MESSAGE = 1 << 17
_PATIENCE = 3
"""Seconds that a server without a nursery has to end in order."""


class Kernel:
    """One kernel, with what `jupyter_client` wants of a process."""

    stdin = stdout = stderr = None

    def __init__(self, nursery: Nursery, number: int):
        self._nursery = nursery
        self._number = number
        self.returncode: int | None = None

    def poll(self) -> int | None:
        """The exit code; a signal's number below zero; None while it runs."""
        if self.returncode is None:
            self._nursery.read()
        return self.returncode

    def wait(self) -> int | None:
        """The exit code; only asked for once there is one."""
        return self.poll()

    def send_signal(self, number: int) -> None:
        """Send a signal to the kernel and the programs it started."""
        if self.poll() is None:
            self._nursery.send({"signal": int(number), "kernel": self._number})

    def terminate(self) -> None:
        """Ask it to end."""
        self.send_signal(signal.SIGTERM)

    def kill(self) -> None:
        """End it at once."""
        self.send_signal(signal.SIGKILL)


class Nursery:
    """The channel to the process that forks kernels."""

    def __init__(self, channel: socket.socket):
        self._channel = channel
        self._numbers = itertools.count(1)
        self._kernels: dict[int, Kernel] = {}

    def start(self, command: list[str], folder: str, environment: dict) -> Kernel:
        """Have a kernel started."""
        kernel = Kernel(self, next(self._numbers))
        self._kernels[kernel._number] = kernel
        start = {"start": command, "folder": folder, "environment": environment}
        self.send({**start, "kernel": kernel._number})
        return kernel

    def send(self, message: dict) -> None:
        """Send one message; without a nursery all kernels have ended."""
        try:
            self._channel.sendall(json.dumps(message).encode())
        except OSError:
            self._lose()

    def read(self) -> None:
        """Take note of all that ended since the last time."""
        with contextlib.suppress(BlockingIOError):
            while data := self._channel.recv(_MESSAGE, socket.MSG_DONTWAIT):
                message = json.loads(data)
                kernel = self._kernels.pop(message["ended"], None)
                if kernel:
                    kernel.returncode = message["code"]
            self._lose()

    def _lose(self) -> None:
        """Without a nursery this seat is of no use: let the hub make another one."""
        for kernel in self._kernels.values():
            kernel.returncode = LOST
        self._kernels.clear()
        with contextlib.suppress(RuntimeError):
            loop = asyncio.get_running_loop()
            loop.call_soon(os.kill, os.getpid(), signal.SIGTERM)
            loop.call_later(_PATIENCE, os._exit, 1)


@functools.cache
def nursery() -> Nursery | None:
    """This server's nursery; None where kernels are started in the ordinary way."""
    number = os.environ.get(DESCRIPTOR)
    return Nursery(socket.socket(fileno=int(number))) if number else None
