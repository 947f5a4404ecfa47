"""A participant reaches nothing but what is their own."""

import contextlib
import socket
from pathlib import Path

import pytest
import trying
from attacks import ATTACKS

pytestmark = pytest.mark.kernel

SECRETS = {
    "kumpulan": "exchange/bijak/inbound/melati-9.json",
    "nilai": "gradebook.db",
    "kunci": "solutions/b1/b1.ipynb",
    "hub": "ruang/hub.sqlite",
    "token": "ruang/token",
}


@pytest.fixture(scope="module")
def aims(warmed):
    """What lies around the seats of a class, readable for all as far as files go."""
    with contextlib.ExitStack() as stack:
        names = {}
        for name, place in SECRETS.items():
            path = warmed.base / place
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text("rahasia", encoding="utf-8")
            names[name] = str(path)
        proxy = stack.enter_context(socket.create_server(("127.0.0.1", 0)))
        victim = trying.sit_down(warmed, "kenanga-korban", 900)
        stack.callback(victim.end)
        note = victim.seat.home / "catatan.txt"
        note.write_text("rahasia", encoding="utf-8")
        note.chmod(0o666)
        victim.kernel()
        yield names | {
            "tetangga": str(note),
            "orang": str(warmed.base / "orang"),
            "kelas": str(warmed.base),
            "hangat": str(warmed.socket),
            "proxy": proxy.getsockname()[1],
            "server": victim.port,
            "proses": victim.pid,
            "kernel": 1,
        }


@pytest.fixture(scope="module")
def attacker(warmed, aims):
    """A kernel that knows where everything lies."""
    driven = trying.sit_down(warmed, "melati-penyerang", 901)
    kernel = driven.kernel()
    assert driven.run(kernel, f"sasaran = {aims!r}").error == ""
    yield driven, kernel
    driven.end()


@pytest.mark.parametrize("name", ATTACKS)
def test_refused(attacker, aims, name):
    """An attempt ends with an error, harms nothing, and the kernel lives on."""
    driven, kernel = attacker
    assert driven.run(kernel, ATTACKS[name]).error != ""
    for secret in ("tetangga", *SECRETS):
        assert Path(aims[secret]).read_text(encoding="utf-8") == "rahasia"
    assert driven.run(kernel, "print(21)").printed == "21\n"
