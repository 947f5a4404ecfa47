"""What the warmed process imports and warms, and when it refuses to serve.

Whatever is loaded here is shared by all servers and kernels, and costs none of them
time. It must leave nothing behind that a fork cannot copy: a thread, a socket of zmq.
"""

from __future__ import annotations

import contextlib
import gc
import importlib
import os
import sys
import threading
import warnings
from collections.abc import Callable
from pathlib import Path

PRELOAD = """
numpy pandas matplotlib.pyplot ipywidgets IPython.core.completer jedi
ipykernel.kernelapp ipykernel.ipkernel ipykernel.zmqshell
IPython.core.debugger IPython.core.oinspect IPython.core.completerlib
IPython.extensions.storemagic IPython.core.logger IPython.core.pylabtools faulthandler
tornado.platform.asyncio pandas.io.formats.string
bijak bijak.notebook bijak.widgets bijak.views bijak.datasets bijak.charts
bijak.classroom bijak.tools.explore bijak.widgets.frame
babel.core babel.dates babel.numbers nbformat.validator
""".split()
"""Modules that kernels need."""

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


class NotForkable(RuntimeError):
    """Something was loaded that a fork would copy broken."""


def load(entry: str) -> Callable[[list[str]], int]:
    """Import everything; the function that an entry "module:function" names.

    The entry's module may have a function ``prepare``, for what else its forks share.
    """
    sys.modules.update(dict.fromkeys(_LEFT_OUT))
    module, _, name = entry.partition(":")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        entrance = importlib.import_module(module)
        getattr(entrance, "prepare", _nothing)()
        serve = getattr(entrance, name)
        for preload in [*PRELOAD, *PRELOAD_SERVER]:
            with contextlib.suppress(ImportError):
                importlib.import_module(preload)
        _warm_libraries()
    return serve


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
    gc.collect()
    gc.freeze()


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
