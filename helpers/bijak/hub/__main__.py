"""``python -m bijak.hub CLASS_FOLDER``: JupyterHub for the class that is noted there.

Standard input is a lifeline held by the supervisor: when it closes, the hub ends.
"""

from __future__ import annotations

import contextlib
import os
import signal
import sys
import threading
from pathlib import Path

from jupyterhub.app import JupyterHub
from traitlets import Tuple

from .configuration import configuration
from .counter.restarting import restart_services_soon
from .room import TOKEN, read_room


class Hub(JupyterHub):
    """A hub that reads no configuration of the machine it runs on."""

    # Seconds until whoever waits for an ordinary start asks again. The hub says up to
    # a minute, and takes this number from no configuration.
    spawn_throttle_retry_range = Tuple((3, 6))

    def load_config_file(self, *_args, **_kwargs) -> None:
        """Nothing: all of it is in the code."""


def main(arguments: list[str]) -> int:
    """Run the hub of one class."""
    os.umask(0o077)
    room = read_room(Path(arguments[0]))
    if room is None:
        sys.stderr.write(f"{__doc__}\n")
        return 2
    token = os.environ.pop(TOKEN)  # not for the proxy and the servers
    _stop_with_parent()
    restart_services_soon()
    Hub.instance(config=configuration(room, token))
    Hub.launch_instance([])
    return 0


def _stop_with_parent() -> None:
    def wait() -> None:
        with contextlib.suppress(OSError):
            while os.read(0, 1024):
                pass
        os.kill(os.getpid(), signal.SIGTERM)

    threading.Thread(target=wait, daemon=True).start()


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
