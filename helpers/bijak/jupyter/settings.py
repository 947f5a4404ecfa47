"""How the server is set up: nothing of it comes from, or goes to, the user's own.

JupyterLab's settings for everybody are in ``lab/`` beside this file; what it wants to
keep (workspaces, changed settings) goes to ``pekerjaan/.lab``.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from traitlets.config import Config

from ..classroom.laptop import PAGE, state_folder
from ..paths import WORK

HERE = Path(__file__).parent
CUSTOM = HERE / "custom"
# English, meant for developers or trainers, or without a server part here. Two of
# them (export, raw-mimetype) would load nbconvert: seconds in which the server is deaf.
DISABLED = (
    "@jupyter/nbgrader",
    "@jupyter-notebook/lab-extension",
    "@jupyterlab/application-extension:dirty",
    "@jupyterlab/apputils-extension:announcements",
    "@jupyterlab/debugger-extension",
    "@jupyterlab/extensionmanager-extension",
    "@jupyterlab/fileeditor-extension:language-server",
    "@jupyterlab/help-extension:jupyter-forum",
    "@jupyterlab/hub-extension",
    "@jupyterlab/lsp-extension",
    "@jupyterlab/notebook-extension:export",
    "@jupyterlab/notebook-extension:language-server",
    "@jupyterlab/notebook-extension:update-raw-mimetype",
    "@jupyterlab/pluginmanager-extension",
    "@jupyterlab/terminal-extension",
    "@jupyterlab/workspaces-extension",
    "jupyterlab-jupytext",
)
SHARED = "BIJAK_ASSETS_URL"
"""Environment variable: where a class serves JupyterLab's files to all browsers."""
EXTENSIONS = ("jupyterlab", "notebook", "bijak.jupyter")


def isolate(root: Path, runtime: Path) -> None:
    """Point Jupyter's folders away from the user's home; before Jupyter is imported.

    Args:
        root: the project folder.
        runtime: an empty private folder for connection files.
    """
    state = state_folder(root)
    package = str(HERE.parents[1])
    paths = [package, os.environ.get("PYTHONPATH", "")]
    os.environ.update(
        BIJAK_ROOT=str(root),
        IPYTHONDIR=str(state / "ipython"),
        JUPYTER_CONFIG_DIR=str(state / "config"),
        JUPYTER_DATA_DIR=str(state / "data"),
        JUPYTER_RUNTIME_DIR=str(runtime),
        JUPYTERLAB_SETTINGS_DIR=str(state / "settings"),
        JUPYTERLAB_WORKSPACES_DIR=str(state / "workspaces"),
        PYTHONPATH=os.pathsep.join(filter(None, paths)),
        PYTHONUTF8="1",
    )


def configuration(root: Path, port: int, token: str) -> Config:
    """The whole configuration of one server."""
    from jupyter_server.auth.identity import IdentityProvider

    from .contents import ParticipantContents
    from .page import Closed

    c = Config()
    c.ServerApp.ip = "127.0.0.1"
    c.ServerApp.port = port
    c.ServerApp.port_retries = 0
    c.ServerApp.root_dir = str(root / WORK)
    c.ServerApp.default_url = PAGE
    c.ServerApp.jpserver_extensions = dict.fromkeys(EXTENSIONS, True)
    c.ServerApp.contents_manager_class = ParticipantContents
    c.ServerApp.open_browser = False
    c.ServerApp.answer_yes = True
    c.ServerApp.quit_button = False
    c.ServerApp.terminals_enabled = False
    c.ServerApp.allow_root = True  # it listens on this laptop only
    c.ServerApp.log_level = "WARN"
    c.ServerApp.tornado_settings = {
        "page_config_data": {"buildAvailable": False, "buildCheck": False},
        "page_config_hook": lighten,
    }
    if os.environ.get(SHARED):
        _pack_answers(c)
    c.ServerApp.identity_provider_class = IdentityProvider
    c.IdentityProvider.token = token
    c.IdentityProvider.login_handler_class = Closed
    c.KernelSpecManager.allowed_kernelspecs = {"python3"}
    c.ParticipantContents.delete_to_trash = False
    c.ContentsManager.allow_hidden = False
    # A notebook that nobody looks at gives its memory back.
    c.MappingKernelManager.cull_idle_timeout = 15 * 60
    c.MappingKernelManager.cull_interval = 60
    c.KernelManager.transport_encryption = "auto"
    _configure_lab(c, state_folder(root))
    return c


def lighten(handler, page: dict) -> dict:
    """Switch extensions off, in JupyterLab and in Notebook alike; not even load them.

    In a class JupyterLab's own files come from one place for everybody.
    """
    page["disabledExtensions"] = [*page.get("disabledExtensions", ()), *DISABLED]
    listed = page.get("federated_extensions", ())
    page["federated_extensions"] = [
        extension for extension in listed if extension["name"] not in DISABLED
    ]
    shared = os.environ.get(SHARED, "").rstrip("/")
    if shared and handler.extensionapp.name == "lab":
        page["fullStaticUrl"] = f"{shared}/lab"
        page["fullLabextensionsUrl"] = f"{shared}/ext"
    return page


def _pack_answers(c: Config) -> None:
    """Send less over the hall's Wi-Fi: settings, notebooks, and the forms' messages."""
    c.ServerApp.tornado_settings["compress_response"] = True
    c.ServerApp.websocket_compression_options = {"compression_level": 6, "mem_level": 5}


def _configure_lab(c: Config, state: Path) -> None:
    environment = Path(sys.prefix, "share", "jupyter", "labextensions")
    for app in (c.LabApp, c.JupyterNotebookApp):
        app.app_settings_dir = str(HERE / "lab")
        # Also told here: where JupyterLab was imported before `isolate` it is too late.
        app.user_settings_dir = str(state / "settings")
        app.workspaces_dir = str(state / "workspaces")
        app.labextensions_path = [str(environment)]
        app.extra_labextensions_path = [str(HERE / "labextension")]
    c.LabApp.extension_manager = "readonly"
    c.LabApp.news_url = None
    c.LabApp.custom_css = True
    c.LabApp.check_for_updates_class = "jupyterlab.NeverCheckForUpdate"
