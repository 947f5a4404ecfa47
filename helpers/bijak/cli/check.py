"""``bijak check``: is the curriculum as it should be?"""

from __future__ import annotations

import sys

import click

from .words import Command


@click.command(cls=Command)
def check() -> None:
    """Periksa silabus, pelajaran, dan kalimat-kalimatnya.

    \b
    Contoh:
      bijak check
    """
    from ..checking import curriculum_problems
    from ..paths import project_root

    problems = curriculum_problems(project_root())
    for problem in problems:
        click.echo(f"⚠ {problem}", err=True)
    if problems:
        click.echo(f"{len(problems)} hal perlu diperbaiki.", err=True)
        sys.exit(1)
    click.echo("Kurikulum sudah sesuai.")
