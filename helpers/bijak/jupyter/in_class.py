"""One server of a class: our own server, with JupyterHub asking who comes.

Importing this loads all that a server needs and starts nothing (no thread, no loop),
so that the warmed process can import it once and fork.

    serve            a participant's server: their own private project, nothing else
    serve_trainer    the trainer's: the whole project, with formgrader
"""

from __future__ import annotations

import contextlib
import os
import secrets
import shutil
import site
import sys
import tempfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path

# jsonschema checks web addresses with it if it is there, which nobody needs here;
# loading it builds a grammar, half of the time that a start takes.
sys.modules.setdefault("rfc3987_syntax", None)

import ipykernel.kernelspec  # noqa: E402, F401
import jupyterlab.labapp  # noqa: E402, F401
import notebook.app  # noqa: E402, F401
from jupyter_client.provisioning import KernelProvisionerFactory  # noqa: E402
from jupyter_server import DEFAULT_EVENTS_SCHEMA_PATH  # noqa: E402
from jupyter_server.serverapp import EventLogger, ServerApp  # noqa: E402
from jupyterhub.singleuser.extension import JupyterHubSingleUser  # noqa: E402
from traitlets import Set  # noqa: E402
from traitlets.config import Config  # noqa: E402

from ..classroom.laptop import make_state_folder  # noqa: E402
from ..classroom.progress import released_items  # noqa: E402
from ..classroom.workspace import make_person_folder  # noqa: E402
from ..instruments import read_test_plan  # noqa: E402
from ..pages import compile_all  # noqa: E402
from ..paths import project_root  # noqa: E402
from ..syllabus import read_syllabus  # noqa: E402
from . import contents, handlers, settings  # noqa: E402, F401
from .provisioner import use_seat_kernels  # noqa: E402

_HUB = "bijak.jupyter.in_class"
_IDLE_SECONDS = 20 * 60


class SeatedByHub(JupyterHubSingleUser):
    """JupyterHub's part of the server, without undoing what we tell JupyterLab."""

    def initialize(self, args=None) -> None:
        """Set it up; then the page is lightened as on one laptop."""
        super().initialize(args)
        told = self.serverapp.web_app.settings
        theirs = told["page_config_hook"]
        told["page_config_hook"] = lambda handler, page: settings.lighten(
            handler, theirs(handler, page)
        )


def _jupyter_server_extension_points() -> list[dict[str, object]]:
    return [{"module": __name__, "app": SeatedByHub}]


class ClassServer(ServerApp):
    """A server that reads no configuration of the machine it runs on."""

    no_browser_open_file = True

    def load_config_file(self, *_args, **_kwargs) -> None:
        """Nothing: all of it is in the code."""

    def parse_command_line(self, argv=None) -> None:
        """Nothing: there is no command line, and reading it costs 2 MB each."""

    def migrate_config(self) -> None:
        """Nothing: there is no older configuration."""

    def init_event_logger(self) -> None:
        """Take the one that is there: reading its schemas is half of a start."""
        self.event_logger = _event_logger()


class _Events(EventLogger):
    """What Jupyter's parts tell each other; each description is read once."""

    _read = Set()

    def register_event_schema(self, schema) -> None:
        """Read and check a description, unless that was done before the fork."""
        if str(schema) not in self._read:
            super().register_event_schema(schema)
            self._read.add(str(schema))


@cache
def _event_logger() -> EventLogger:
    logger = _Events()
    for path in DEFAULT_EVENTS_SCHEMA_PATH.rglob("*.yaml"):
        logger.register_event_schema(path)
    return logger


def prepare() -> None:
    """Read once what every home page and every form shows; before the forks."""
    from ..widgets.displays import form_style  # ipywidgets: only kernels need it

    form_style()
    compile_all()
    root = project_root()
    read_test_plan(root)
    for module in read_syllabus(root):
        released_items(root, module.id)
    _event_logger()
    KernelProvisionerFactory.instance()  # it looks through all that is installed


def serve(arguments: list[str]) -> int:
    """Serve one participant until told to stop; the exit code.

    Reads ``JUPYTERHUB_*``, ``BIJAK_ROOT`` and ``BIJAK_SEAT_FD`` from the environment.

    Args:
        arguments: none are needed.
    """
    root, code = Path(os.environ["BIJAK_ROOT"]), os.environ["JUPYTERHUB_USER"]
    use_seat_kernels()
    with _private_folder(root) as private:
        make_person_folder(root, code)
        make_state_folder(root)
        os.environ["BIJAK_LOKET"] = str(private / "loket")
        _run(participants_configuration(root, code))
    return 0


def serve_trainer(arguments: list[str]) -> int:
    """Serve the trainer, with formgrader; the exit code."""
    root = Path(os.environ["BIJAK_ROOT"])
    with _private_folder(root):
        os.chdir(root)  # nbgrader looks for its configuration here
        _run(trainers_configuration(root))
    return 0


def participants_configuration(root: Path, code: str) -> Config:
    """What a participant's server is told: as on one laptop, with the seat taken."""
    c = settings.configuration(root, port=0, token="")
    _let_the_hub_decide(c)
    c.ParticipantContents.participant = code
    c.MappingKernelManager.cull_idle_timeout = _IDLE_SECONDS
    return c


def trainers_configuration(root: Path) -> Config:
    """What the trainer's server is told: the whole project, with formgrader."""
    c = settings.configuration(root, port=0, token="")
    _let_the_hub_decide(c)
    c.ServerApp.root_dir = str(root)
    c.ServerApp.default_url = "/formgrader"
    del c.ServerApp["contents_manager_class"]
    c.ServerApp.jpserver_extensions["nbgrader.server_extensions.formgrader"] = True
    c.ServerApp.tornado_settings = {}
    return c


def _let_the_hub_decide(c: Config) -> None:
    """Who comes is asked of the hub; address and port come from the environment."""
    del c.ServerApp["identity_provider_class"], c.ServerApp["ip"], c.ServerApp["port"]
    del c["IdentityProvider"]
    c.ServerApp.jpserver_extensions = {_HUB: True, **c.ServerApp.jpserver_extensions}
    # Whether a notebook was signed here is of no use, and would need a place to write.
    c.NotebookNotary.secret = secrets.token_bytes(32)
    c.NotebookNotary.db_file = ":memory:"


@contextlib.contextmanager
def _private_folder(root: Path) -> Iterator[Path]:
    """A fresh folder for what the server writes while it runs.

    Configuration can be code, and this process holds a token: nothing is read from a
    place where the participant can have laid something before the start.
    """
    private = Path(tempfile.mkdtemp(prefix="bijak-"))
    try:
        settings.isolate(root, private)
        os.environ["JUPYTER_CONFIG_DIR"] = str(private / "config")
        os.environ["JUPYTER_DATA_DIR"] = str(Path(sys.prefix, "share", "jupyter"))
        site.ENABLE_USER_SITE = False  # else Jupyter looks into the home too
        os.chdir(private)
        yield private
    finally:
        os.chdir("/")
        shutil.rmtree(private, ignore_errors=True)


def _run(c: Config) -> None:
    app = ClassServer.instance(config=c, static_custom_path=[str(settings.CUSTOM)])
    app.initialize(argv=[], find_extensions=False, starter_extension=SeatedByHub.name)
    app.start()


def main(arguments: list[str]) -> int:
    """Serve the way that the arguments say; for the ordinary start without forks."""
    return serve_trainer(arguments) if "--trainer" in arguments else serve(arguments)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
