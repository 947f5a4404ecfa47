"""``bijak collect``: take in what was handed in, without grading it."""

from __future__ import annotations

from pathlib import Path

import click

from ..paths import class_name, project_root
from .words import Command, folders_option


@click.command(cls=Command)
@click.argument("assignments", metavar="[LATIHAN]...", nargs=-1)
@click.option("--class", "name", metavar="NAMA", help="Kelas yang mengumpulkan.")
@folders_option("Terima juga berkas kumpulan dari folder ini, misalnya USB.")
def collect(
    assignments: tuple[str, ...], name: str | None, folders: tuple[Path, ...]
) -> None:
    """Ambil kumpulan, tanpa menilainya.

    Dari folder pertukaran dan dari kelas/NAMA/masuk. Isi berkas yang menentukan, bukan
    namanya; yang terbaru dipakai dan semuanya disimpan. Yang tidak terbaca tetap di
    tempatnya.

    \b
    Contoh:
      bijak collect
      bijak collect --from ~/Downloads
    """
    from ..classroom.roster import codes_of
    from ..grading.collecting import Collector
    from .grade import wanted_assignments
    from .keeping import heed_retention
    from .results import Screen

    root = project_root()
    wanted = wanted_assignments(root, assignments)
    heed_retention(root, name or class_name())
    collector = Collector(root, name or class_name(), codes_of)
    Screen().collected(collector.collect(wanted, folders))
