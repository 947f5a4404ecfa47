"""What a command that works with a class says about its retention date."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from ..classroom.retention import read_retention
from ..paths import class_folder


def heed_retention(root: Path, name: str, refuse: bool = True) -> None:
    """Warn from thirty days before a class's last day on.

    Args:
        root: the project folder.
        name: the class.
        refuse: whether afterwards the command must not run; else it only warns.

    Raises:
        BijakError: the day has passed, or the class has ended.
    """
    kept = read_retention(class_folder(root, name), date.today())
    if refuse:
        kept.require()
    if kept.warning:
        click.echo(f"⚠ {kept.warning}", err=True)
