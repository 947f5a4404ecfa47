"""Help in Indonesian: click's own headings, translated."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import click

_WORDS = {
    "Usage: ": "Pemakaian: ",
    "[OPTIONS] COMMAND [ARGS]...": "[PILIHAN] PERINTAH",
    "[OPTIONS]": "[PILIHAN]",
    "\nOptions:\n": "\nPilihan:\n",
    "\nCommands:\n": "\nPerintah:\n",
    "Show the version and exit.": "Tampilkan versi.",
    "Show this message and exit.": "Tampilkan bantuan ini.",
}


def folders_option(help_text: str) -> Callable:
    """``--from FOLDER``, as often as one likes."""
    return click.option(
        "--from",
        "folders",
        metavar="FOLDER",
        multiple=True,
        type=click.Path(path_type=Path),
        help=help_text,
    )


class Command(click.Command):
    """A command whose help is Indonesian."""

    def get_help(self, context: click.Context) -> str:
        """The help text."""
        text = super().get_help(context)
        for english, indonesian in _WORDS.items():
            text = text.replace(english, indonesian)
        return text


class Group(Command, click.Group):
    """A group of commands whose help is Indonesian."""
