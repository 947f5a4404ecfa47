"""``python class_server.py CODE PORT``: a participant's pages, without the hub's login.

The environment is a seat's; whoever knows the token may come in.
"""

import os
import sys
from pathlib import Path

from jupyter_server.serverapp import ServerApp

from bijak.jupyter.settings import configuration


class Server(ServerApp):
    """A server that reads no configuration of the machine it runs on."""

    def load_config_file(self, *_args, **_kwargs) -> None:
        """Nothing."""


code, port = sys.argv[1:]
c = configuration(Path(os.environ["BIJAK_ROOT"]), int(port), "uji")
c.ParticipantContents.participant = code
c.ServerApp.jpserver_extensions = {"bijak.jupyter": True}
app = Server.instance(config=c)
app.initialize(argv=[], find_extensions=False)
app.start()
