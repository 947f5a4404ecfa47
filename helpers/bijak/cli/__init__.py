"""The command ``bijak``: parse, call, print, exit code. One module per command."""

from __future__ import annotations

import sys
from importlib import import_module
from keyword import iskeyword

import click

from .. import __version__
from ..errors import BijakError
from .words import Group

COMMANDS = (
    "backup",
    "bundle",
    "cards",
    "certificates",
    "check",
    "class",
    "collect",
    "data",
    "demo",
    "forget",
    "grade",
    "print",
    "release",
    "report",
    "restore",
    "start",
    "usb",
    "verify",
)
"""Each is a click command of the same name in the module of the same name.

A name that Python keeps for itself has an underscore there: ``class_``.
"""


class _Commands(Group):
    """Loads a command's module only when it is called."""

    def list_commands(self, context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, context, name: str):
        if name not in COMMANDS:
            return None
        own = f"{name}_" if iskeyword(name) else name
        return getattr(import_module(f".{own}", __name__), own)


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="bijak", message="%(prog)s %(version)s")
def bijak() -> None:
    """Bijak: pelajaran dan latihan literasi digital.

    Untuk membuka pelajaran, jalankan: bijak start
    """


def main() -> None:
    """Run the command; an error of ours is one sentence and exit code 1."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        bijak(prog_name="bijak")
    except BijakError as error:
        click.echo(f"⚠ {error}", err=True)
        sys.exit(1)
