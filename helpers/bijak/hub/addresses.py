"""Where the class can be reached: ports, network interfaces, and the QR code."""

from __future__ import annotations

import contextlib
import io
import ipaddress
import socket

import psutil

from ..errors import BijakError

LOCAL = "127.0.0.1"
EVERYWHERE = "0.0.0.0"
FIRST_PORT = 8000
_PORTS = range(FIRST_PORT, FIRST_PORT + 50)
# Bridges and tunnels of this machine's own; no participant's phone is in there.
_INNER = ("docker", "br-", "veth", "virbr", "lo", "tun", "tap", "zt", "tailscale")


def choose_port(host: str, wanted: int | None) -> int:
    """A port that is free on an address.

    Args:
        host: the address to listen on.
        wanted: this one and no other; None takes the first free one from 8000 on.

    Raises:
        BijakError: it is taken, or the address is not one of this machine's.
    """
    for port in _PORTS if wanted is None else (wanted,):
        if is_free(host, port):
            return port
    if not is_free(host, 0):
        raise BijakError(
            f"Alamat {host} bukan milik laptop ini. Pakai --host 0.0.0.0, atau salah "
            "satu alamat yang ditampilkan `bijak class status`."
        )
    if wanted is None:
        raise BijakError(
            f"Semua port {_PORTS[0]}–{_PORTS[-1]} sedang dipakai. Tutup program lain, "
            "lalu mulai lagi."
        )
    raise BijakError(
        f"Port {wanted} sedang dipakai program lain. Pilih nomor lain, misalnya "
        f"--port {wanted + 1}, atau mulai tanpa --port."
    )


def inner_ports(count: int) -> list[int]:
    """Free ports on this machine alone, all different."""
    with contextlib.ExitStack() as stack:
        probes = [stack.enter_context(socket.socket()) for _ in range(count)]
        for probe in probes:
            probe.bind((LOCAL, 0))
        return [probe.getsockname()[1] for probe in probes]


def is_free(host: str, port: int) -> bool:
    """Whether nobody listens at a port."""
    with contextlib.closing(socket.socket()) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True


def reachable(host: str) -> list[tuple[str, str]]:
    """(address, network interface) where others find this machine, likely ones first.

    Args:
        host: where the class listens; one address gives that one alone.
    """
    up = psutil.net_if_stats()
    found = [
        (one.address, name)
        for name, addresses in psutil.net_if_addrs().items()
        for one in addresses
        if one.family == socket.AF_INET and name in up and up[name].isup
    ]
    if host != EVERYWHERE:
        return [pair for pair in found if pair[0] == host] or [(host, "")]
    outer = [
        (address, name)
        for address, name in found
        if not name.startswith(_INNER) and not ipaddress.ip_address(address).is_loopback
    ]
    return sorted(outer, key=lambda pair: not pair[1].startswith(("wl", "ap")))


def qr_in_terminal(address: str) -> str:
    """The QR code of an address, drawn with letters that every terminal has."""
    import segno

    out = io.StringIO()
    segno.make(address, micro=False).terminal(out=out, compact=True)
    return out.getvalue()
