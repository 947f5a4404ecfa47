"""Let the hub notice within seconds that a service of its has died.

JupyterHub asks its managed services every 30 seconds whether they live, and takes that
number from no configuration.
"""

from __future__ import annotations

SECONDS = 1


def restart_services_soon() -> None:
    """Call it where the hub is configured, in the hub's own process."""
    from jupyterhub.services import service
    from traitlets import Integer

    class _Watched(service._ServiceSpawner):
        poll_interval = Integer(SECONDS)

    service._ServiceSpawner = _Watched
