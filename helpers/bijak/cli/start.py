"""``bijak start``: JupyterLab for one laptop, opened on the welcome page."""

from __future__ import annotations

import contextlib
import os
import socket
import subprocess
import sys
import time
import webbrowser
from pathlib import Path

import click

from ..classroom import laptop
from ..errors import BijakError
from ..paths import project_root
from .words import Command

FIRST_PORT = 8888
_PORTS = range(FIRST_PORT, FIRST_PORT + 50)
_SECONDS = 120
_USED_PORT = 2


class PortInUse(BijakError):
    """The port that was asked for belongs to another program."""


@click.command(cls=Command)
def start() -> None:
    """Buka Bijak di laptop ini, di dalam peramban."""
    root = project_root()
    try:
        wanted = _wanted_port()
        laptop.make_state_folder(root)
        server = laptop.running(root)
        if server:
            click.echo("Bijak sudah berjalan. Halamannya dibuka lagi.")
            _show(server)
        else:
            _run(root, wanted)
    except PortInUse as error:
        click.echo(f"⚠ {error}", err=True)
        sys.exit(_USED_PORT)


def _wanted_port() -> int | None:
    """The port named in ``PORT``, checked; None when any will do."""
    text = os.environ.get("PORT", "").strip()
    if not text:
        return None
    if not text.isdecimal() or not 0 < int(text) < 65536:
        raise PortInUse(
            f"PORT={text} bukan nomor port. Pakai angka 1024–65535, misalnya PORT=8890."
        )
    return int(text)


def _is_free(port: int) -> bool:
    with contextlib.closing(socket.socket()) as probe:
        if sys.platform != "win32":  # there it would allow two at one port
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def _choose_port(wanted: int | None) -> int:
    if wanted is None:
        for port in _PORTS:
            if _is_free(port):
                return port
        raise PortInUse(
            f"Semua port {_PORTS[0]}–{_PORTS[-1]} sedang dipakai. "
            "Tutup program lain, lalu mulai lagi."
        )
    if not _is_free(wanted):
        raise PortInUse(
            f"Port {wanted} sedang dipakai program lain. "
            f"Pilih nomor lain, misalnya PORT={wanted + 1}, atau mulai tanpa PORT."
        )
    return wanted


def _run(root: Path, wanted: int | None) -> None:
    """Start the server as a child and stay until it ends or Ctrl-C is pressed."""
    port = _choose_port(wanted)
    click.echo("Menyiapkan Bijak. Tunggu sebentar …")
    log = laptop.state_folder(root) / "server.log"
    child = _launch(root, port, log)
    try:
        server = _wait_until_up(root, port, child, log)
        _show(server)
        click.echo("Biarkan jendela ini terbuka. Untuk menutup Bijak, tekan Ctrl-C.")
        _stay(child)
    except KeyboardInterrupt:
        pass
    finally:
        _end(child)


def _stay(child: subprocess.Popen) -> None:
    """Wait for its end in short steps: on Windows a long wait is deaf to Ctrl-C."""
    while child.poll() is None:
        time.sleep(0.2)


def _launch(root: Path, port: int, log: Path) -> subprocess.Popen:
    package = str(Path(__file__).resolve().parents[2])
    paths = [package, os.environ.get("PYTHONPATH", "")]
    environment = os.environ | {
        "PYTHONPATH": os.pathsep.join(filter(None, paths)),
        "PYTHONUTF8": "1",
    }
    # In a group of its own, so that Ctrl-C reaches only us: we end it in order.
    flags = getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0)
    with log.open("wb") as output:
        return subprocess.Popen(
            [sys.executable, "-m", "bijak.jupyter", str(root), str(port)],
            stdin=subprocess.PIPE,
            stdout=output,
            stderr=output,
            env=environment,
            creationflags=flags,
            start_new_session=not flags,
        )


def _wait_until_up(
    root: Path, port: int, child: subprocess.Popen, log: Path
) -> laptop.Running:
    until = time.monotonic() + _SECONDS
    while child.poll() is None and time.monotonic() < until:
        server = laptop.running(root)
        if server and server.port == port:
            return server
        time.sleep(0.1)
    raise BijakError(
        f"Bijak gagal dibuka. Mulai sekali lagi. Kalau tetap gagal, tunjukkan berkas "
        f"{log} kepada pelatih."
    )


def _show(server: laptop.Running) -> None:
    """Open the browser on the welcome page, or say where it is."""
    opened = False
    if not os.environ.get("NO_BROWSER"):
        with contextlib.suppress(webbrowser.Error, OSError):
            opened = webbrowser.open(server.address)
    if opened:
        click.echo(f"Bijak terbuka di peramban Anda: {server.address}")
    else:
        click.echo(f"Buka alamat ini di peramban: {server.address}")


def _end(child: subprocess.Popen) -> None:
    """Close the lifeline; the server then stops its kernels and ends."""
    with contextlib.suppress(OSError):
        child.stdin.close()
    for impatient in (child.terminate, child.kill):
        try:
            child.wait(timeout=15)
            return
        except subprocess.TimeoutExpired:
            impatient()
        except KeyboardInterrupt:
            child.kill()
    child.wait()
