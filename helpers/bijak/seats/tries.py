"""An entry that tries to get out of its seat, from the server and from a kernel.

It prints nothing; what succeeded is in ``hasil.json`` in the seat's home. It cannot
find a hole that it does not try.
"""

from __future__ import annotations

import contextlib
import ctypes
import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from .kernels import nursery

AIMS, RESULT = "sasaran.json", "hasil.json"
_PART = "kernel.json"
_SECONDS = 20
_NEW_USERS, _NEW_MOUNTS = 0x10000000, 0x00020000


def serve(_arguments: list[str]) -> int:
    """Try from the server's place, and where there is a nursery from a kernel's."""
    aims = json.loads(Path(AIMS).read_text(encoding="utf-8"))
    found = {"server": _attempt(_tries(aims))}
    if nursery():
        command = [sys.executable, "-m", "ipykernel_launcher"]
        kernel = nursery().start(command, os.getcwd(), {})  # noqa: PTH109
        end = time.monotonic() + _SECONDS
        while kernel.poll() is None and time.monotonic() < end:
            time.sleep(0.01)
        with contextlib.suppress(OSError):
            found["kernel"] = json.loads(Path(_PART).read_text(encoding="utf-8"))
    Path(RESULT).write_text(json.dumps(found), encoding="utf-8")
    return 0


def kernel(_arguments: list[str]) -> None:
    """Try from a kernel's place."""
    aims = json.loads(Path(AIMS).read_text(encoding="utf-8"))
    found = _attempt(_tries(aims) | _tries_of_kernel(aims))
    Path(_PART).write_text(json.dumps(found), encoding="utf-8")


def _attempt(tries: dict[str, Callable[[], object]]) -> dict[str, object]:
    """What succeeded, how much was tried, and whether honest work is possible."""
    escaped = []
    for name, attempt in tries.items():
        with contextlib.suppress(Exception):
            attempt()
            escaped.append(name)
    return {"escaped": escaped, "tried": len(tries), "honest": _honest()}


def _honest() -> int:
    """21, if programs start and the home and temporary folder can be written."""
    with contextlib.suppress(Exception):
        for place in (".", "/tmp", "/dev/shm"):
            note = Path(place, "catatan.txt")
            note.write_text("x", encoding="utf-8")
            note.unlink()
        code = "import json, sys; print(sum(range(7)))"
        # As words of their own: a project's folder may have a space in its name.
        command = ["/bin/sh", "-c", '"$0" -c "$1"', sys.executable, code]
        return int(subprocess.check_output(command, timeout=_SECONDS))
    return 0


def _tries(aims: dict) -> dict[str, Callable[[], object]]:
    """What nobody in a seat may succeed with."""
    file, folder = Path(aims["file"]), Path(aims["folder"])
    library = ctypes.CDLL(None, use_errno=True)

    def call(name: str, *arguments: object) -> None:
        if getattr(library, name)(*arguments) < 0:
            raise OSError(ctypes.get_errno())

    return {
        "read": file.read_bytes,
        "list": lambda: os.listdir(folder).index(file.name),  # noqa: PTH208
        "write": lambda: file.open("r+").write("x"),
        "write beside": lambda: file.with_name("kenari-2").open("r+").write("x"),
        "write system": lambda: Path("/usr/lib/bijak").touch(),
        "delete": file.unlink,
        "unix": lambda: _connect(socket.AF_UNIX, aims["socket"]),
        "processes": lambda: Path(f"/proc/{aims['process']}/environ").read_bytes(),
        "signal": lambda: os.kill(aims["process"], 0),
        "mount": lambda: call("mount", b"x", b"/tmp", b"tmpfs", 0, None),
        "unshare": lambda: call("unshare", _NEW_USERS),
        "unshare mounts": lambda: call("unshare", _NEW_MOUNTS),
        "become root": lambda: os.setuid(0),
        "chroot": lambda: os.chroot("/tmp"),
        "ptrace": lambda: call("ptrace", 0x4206, 1, 0, 0),
    }


def _tries_of_kernel(aims: dict) -> dict[str, Callable[[], object]]:
    """What only a kernel may not succeed with."""
    return {
        "tcp": lambda: _connect(socket.AF_INET, ("127.0.0.1", aims["port"])),
        "abstract": lambda: _connect(socket.AF_UNIX, "\0" + aims["socket"]),
        "server's memory": lambda: Path("/proc/1/mem").open("rb").close(),
        "settings": lambda: Path("/proc/sys/kernel/core_pattern").open("r+").close(),
    }


def _connect(family: int, address: object) -> None:
    with socket.socket(family) as channel:
        channel.settimeout(1)
        channel.connect(address)


EXPECTED = {"escaped": [], "honest": 21}
TRIED = {"server": 15, "kernel": 19}
