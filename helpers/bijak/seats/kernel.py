"""What a forked kernel becomes: IPython's kernel, without what would copy memory.

A page of shared memory is copied as soon as anything on it is looked at closely, since
Python counts who holds an object in the object itself. So a kernel must not look
through everything that is loaded, as the debugger does, which nobody has here.
"""

from __future__ import annotations

import os
import sys
from typing import ClassVar

from ipykernel import ipkernel
from ipykernel.kernelapp import IPKernelApp

_FIGURES = "module://matplotlib_inline.backend_inline"
_FILE = "-f"


class KernelApp(IPKernelApp):
    """IPython's kernel, started with the name of its connection file alone."""

    def parse_command_line(self, argv=None) -> None:
        """Take the connection file; anything else goes the long way."""
        if argv and len(argv) == 2 and argv[0] == _FILE:
            self.connection_file = argv[1]
        else:
            super().parse_command_line(argv)


class _WithoutModules:
    """The module `sys`, as if nothing had been imported."""

    modules: ClassVar[dict] = {}

    def __getattr__(self, name: str):
        return getattr(sys, name)


def prepare() -> None:
    """Let no kernel look through all modules; once, in the warmed process."""
    # One makes a list of them for the debugger, the other for ``%reset aggressive``.
    for user in (ipkernel, sys.modules["IPython.core.shellapp"]):
        user.sys = _WithoutModules()


def launch(arguments: list[str]) -> None:
    """Be a kernel until it is told to end.

    Args:
        arguments: of the command line, after the module's name.
    """
    # Matplotlib looked at this variable when it was imported.
    backend = os.environ.setdefault("MPLBACKEND", _FIGURES)
    sys.modules["matplotlib"].rcParams["backend"] = backend
    app = KernelApp.instance()
    # Nobody looks for what was typed last week; it would cost a database and a thread.
    app.config.HistoryManager.enabled = False
    app.initialize(arguments)
    del app.shell._sys_modules_keys  # the list that was not made; reset says so
    # Imported in a kernel, ipywidgets does so itself; here it was there before. A page
    # that is opened again asks by this name for the forms that the kernel has.
    sys.modules["ipywidgets"].register_comm_target()
    app.start()
