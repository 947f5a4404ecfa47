"""What the warmed process imports and warms, and when it refuses to serve.

Whatever is loaded here is shared by all servers and kernels, and costs none of them
time. It must leave nothing behind that a fork cannot copy: a thread, a socket of zmq.
"""

from __future__ import annotations

import contextlib
import ctypes
import gc
import importlib
import logging
import os
import pkgutil
import re
import sys
import sysconfig
import threading
import warnings
from collections.abc import Callable
from pathlib import Path

PRELOAD = """
numpy pandas matplotlib.pyplot ipywidgets IPython.core.completer jedi
ipykernel.kernelapp ipykernel.ipkernel ipykernel.zmqshell ipykernel.debugger
IPython.core.debugger IPython.core.oinspect IPython.core.completerlib
IPython.extensions.storemagic IPython.core.logger IPython.core.pylabtools faulthandler
tornado.platform.asyncio pandas.io.formats.string
bijak.datasets bijak.charts babel.core babel.dates babel.numbers nbformat.validator
""".split()
"""Modules that kernels need."""
OWN = "answers classroom items notebook scoring tools views widgets"
"""Packages of ours that a kernel imports bit by bit, as forms are shown."""

_HANDLERS = "api config contents events kernels kernelspecs nbconvert security sessions"
PRELOAD_SERVER = [
    *(f"jupyter_server.services.{name}.handlers" for name in _HANDLERS.split()),
    *(
        f"jupyter_server.{name}.handlers"
        for name in ("kernelspecs", "nbconvert", "view")
    ),
    "jupyter_server.services.shutdown",
    "jupyter_core.migrate",
    "jinja2.ext",
    "anyio._backends._asyncio",
]
"""Modules that a server imports by name when it starts; its entry imports the rest."""

# Imported before there is a shell it would hide all figures; `ready` looks for it.
_TOO_EARLY = "matplotlib_inline.backend_inline"


# The debugger is for nobody here, and large; the other is looked for by each kernel.
_LEFT_OUT = ("debugpy", "argcomplete")

# So many are compiled by all these libraries; of 512 each fork would lose a hundred.
_EXPRESSIONS = 8_192
_LOG_FORMAT = "%(asctime)s %(name)s %(levelname)s %(message)s"


_fillings: list = []

_AT_REST = 0xFFFF_FFFF
# Where the count stands, and what this one means, was looked up for these two.
_COUNTS_CAN_REST = (
    sys.implementation.name == "cpython"
    and sys.version_info[:2] in ((3, 12), (3, 13))
    and sys.maxsize > 2**32
    and sys.byteorder == "little"
    and not sysconfig.get_config_var("Py_GIL_DISABLED")
)


class NotForkable(RuntimeError):
    """Something was loaded that a fork would copy broken."""


def load(entry: str) -> Callable[[list[str]], int]:
    """Import everything; the function that an entry "module:function" names.

    The entry's module may have a function ``prepare``, for what else its forks share.
    """
    sys.modules.update(dict.fromkeys(_LEFT_OUT))
    re._MAXCACHE = _EXPRESSIONS
    module, _, name = entry.partition(":")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        entrance = importlib.import_module(module)
        getattr(entrance, "prepare", _nothing)()
        serve = getattr(entrance, name)
        for preload in [*PRELOAD, *PRELOAD_SERVER, *_own_modules()]:
            with contextlib.suppress(ImportError):
                importlib.import_module(preload)
        _warm_libraries()
    return serve


def _own_modules() -> list[str]:
    """All modules of the packages in `OWN`."""
    package = importlib.import_module("bijak")
    found = []
    for name in OWN.split():
        folder = str(Path(package.__path__[0], name))
        inside = pkgutil.iter_modules([folder], f"bijak.{name}.")
        found += [f"bijak.{name}", *(one.name for one in inside)]
    return [name for name in found if not name.endswith("__main__")]


def _nothing() -> None:
    """What an entry has to prepare, unless it says otherwise."""


def _warm_libraries() -> None:
    """Do once what takes long the first time."""
    pandas = sys.modules["pandas"]
    # Not by pyplot, which would then keep its choice of how figures are shown.
    figure = sys.modules["matplotlib.figure"].Figure()
    figure.add_subplot().bar(["a", "b"], [1, 2], label="a")
    figure.legend()
    with open(os.devnull, "wb") as nowhere:  # noqa: PTH123
        figure.savefig(nowhere)
    table = pandas.DataFrame({"a": ["x", "y", "x"], "b": [1, 2, 3]})
    table.groupby("a")["b"].mean().reset_index()._repr_html_()
    _compile_notebook_schema()
    _log_plainly()
    _annotate_sockets()


def _compile_notebook_schema() -> None:
    """Make the program that checks notebooks: 11 MB and a moment for each server."""
    nbformat = sys.modules["nbformat"]
    nbformat.validate(nbformat.v4.new_notebook())


def _log_plainly() -> None:
    """Let applications of traitlets use one plain log.

    Each of them would configure all loggers of the process anew, several times: a
    server does so sixteen times.
    """
    handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter(_LOG_FORMAT))

    def configure(app) -> None:
        logger = logging.getLogger(type(app).__name__)
        logger.handlers = [handler]
        logger.level = app.log_level  # by its method all loggers would be touched

    sys.modules["traitlets.config"].Application._configure_logging = configure


def _annotate_sockets() -> None:
    """Ask once for the annotations of zmq's classes, as each setting of an option does.

    Where there are none Python makes them, and then forgets what it knows about every
    class that descends from these.
    """
    zmq = importlib.import_module("zmq.asyncio")
    for kind in (zmq.Socket, zmq.Context):
        for one in kind.mro():
            getattr(one, "__annotations__", None)


def settle(places: list[str]) -> None:
    """Put right what seats could not use, and set the memory aside for sharing.

    Args:
        places: what seats may read. A font elsewhere would make matplotlib look for
            all fonts again.
    """
    fonts = sys.modules["matplotlib.font_manager"].fontManager
    for name in ("ttflist", "afmlist"):
        seen = [font for font in getattr(fonts, name) if _shown(font.fname, places)]
        setattr(fonts, name, seen)
    # Each fork lets go of open fonts; that touches less when there are none.
    sys.modules["matplotlib.font_manager"]._get_font.cache_clear()
    gc.collect()
    if _COUNTS_CAN_REST:
        _rest_counts(gc.get_objects())
    gc.freeze()
    _fill_gaps()


def _rest_counts(objects: list) -> None:
    """Let nobody count any more who holds what is there now: nothing of it ever goes.

    Python counts in the object itself, so looking at one copies its page of memory,
    and half of what a server or a kernel holds is such pages. Objects with this count
    are left alone (PEP 683), as None is.

    Args:
        objects: what the collector of garbage knows; what they hold is found.
    """
    seen: set[int] = set()
    while objects:
        new = [one for one in objects if id(one) not in seen]
        seen.update(map(id, new))
        for one in new:
            ctypes.c_uint32.from_address(id(one)).value = _AT_REST
        objects = gc.get_referents(*new)


def _fill_gaps() -> None:
    """Leave no room between old objects for new ones.

    A page of memory that holds both is copied by everybody who makes a new object.
    Python keeps objects of up to 512 bytes by size, in rooms of 16 kB; the system's
    larger pieces lie in a heap.
    """
    small = [
        bytes(size) for size in range(0, 480, 16) for _ in range(32_768 // (size + 33))
    ]
    large = [bytes(60_000 * 7**n // 8**n) for n in range(36) for _ in range(n + 1)]
    _fillings.extend([small, large])


def _shown(name: str, places: list[str]) -> bool:
    return any(Path(name).is_relative_to(place) for place in places)


def check() -> None:
    """Look for what a fork would copy broken.

    Raises:
        NotForkable: a thread, a context of zmq, or the inline backend is there.
    """
    tasks = len(os.listdir("/proc/self/task"))  # noqa: PTH208
    if tasks > 1 or threading.active_count() > 1:
        raise NotForkable(f"{tasks} threads run")
    zmq = sys.modules.get("zmq")
    if zmq and zmq.Context._instance is not None:
        raise NotForkable("zmq has a context")
    if _TOO_EARLY in sys.modules:
        raise NotForkable(f"{_TOO_EARLY} was imported before there is a shell")
