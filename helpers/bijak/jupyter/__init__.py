"""The door in the browser: a Jupyter server with Bijak's own pages.

``python -m bijak.jupyter`` runs it; ``bijak start`` starts that as a child.
"""


def _jupyter_server_extension_points() -> list[dict[str, str]]:
    return [{"module": "bijak.jupyter"}]


def _load_jupyter_server_extension(serverapp) -> None:
    from .handlers import add_handlers

    add_handlers(serverapp)
