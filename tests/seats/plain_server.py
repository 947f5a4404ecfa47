"""An entry for seats: a Jupyter server without a hub, at the port it is told."""

from __future__ import annotations

from pathlib import Path

from jupyter_server.serverapp import ServerApp
from traitlets.config import Config

from bijak.jupyter.provisioner import use_seat_kernels


class Server(ServerApp):
    """A server that reads no configuration of the machine it runs on."""

    def load_config_file(self, *_args, **_kwargs) -> None:
        pass


def serve(arguments: list[str]) -> int:
    """Serve the working folder at a port, with the token of the environment."""
    use_seat_kernels()
    c = Config()
    c.ServerApp.port = int(arguments[0])
    c.ServerApp.port_retries = 0
    c.ServerApp.root_dir = str(Path.cwd())
    c.ServerApp.open_browser = False
    c.ServerApp.allow_root = True
    c.ServerApp.terminals_enabled = False
    c.IdentityProvider.token = "dari-uji"
    app = Server.instance(config=c)
    app.initialize(argv=[], find_extensions=False)
    app.start()
    return 0
