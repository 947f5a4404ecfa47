"""``python -m bijak.jupyter ROOT PORT``: run the server until its parent goes away.

The parent holds the other end of standard input. When that closes, on Ctrl-C or
because a window was closed, the server stops its kernels and ends; nothing stays
behind, on any system.
"""

from __future__ import annotations

import contextlib
import os
import secrets
import shutil
import sys
import tempfile
import threading
from pathlib import Path

from ..classroom import laptop
from .settings import CUSTOM, configuration, isolate


def main(arguments: list[str]) -> int:
    """Serve one project folder."""
    root, port = Path(arguments[0]), int(arguments[1])
    # jsonschema checks web addresses with it if it is there, which nobody needs here;
    # loading it builds a grammar, half of the time that a start takes.
    sys.modules["rfc3987_syntax"] = None
    private = Path(tempfile.mkdtemp(prefix="bijak-"))
    isolate(root, private)
    try:
        _serve(root, port)
    finally:
        laptop.forget(root)
        shutil.rmtree(private, ignore_errors=True)
    return 0


def _serve(root: Path, port: int) -> None:
    from jupyter_server.serverapp import ServerApp

    class Server(ServerApp):
        """A server that reads no configuration of the machine it runs on."""

        no_browser_open_file = True

        def load_config_file(self, *_args, **_kwargs) -> None:
            pass

    token = secrets.token_urlsafe(24)
    app = Server.instance(
        config=configuration(root, port, token), static_custom_path=[str(CUSTOM)]
    )
    app.initialize(argv=[], find_extensions=False)
    _stop_with_parent(app)
    app.io_loop.add_callback(laptop.remember, root, port, token)
    app.start()


def _stop_with_parent(app) -> None:
    def wait() -> None:
        with contextlib.suppress(OSError):
            while os.read(0, 1024):  # not sys.stdin: its lock would disturb the end
                pass
        app.io_loop.add_callback(app.stop)

    threading.Thread(target=wait, daemon=True).start()


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
