"""``bijak usb``: a folder for laptops without internet."""

from __future__ import annotations

import sys

import click

from .words import Command


@click.command(cls=Command)
@click.option(
    "--system",
    "systems",
    metavar="SISTEM",
    multiple=True,
    type=click.Choice(["linux", "windows"]),
    help="Untuk linux atau windows; boleh dua-duanya. Bawaan: seperti laptop ini.",
)
@click.option(
    "--trainer",
    is_flag=True,
    help="Sertakan kunci dan panduan pelatih. Bukan untuk peserta.",
)
def usb(systems: tuple[str, ...], trainer: bool) -> None:
    """Buat folder pemasangan untuk laptop tanpa internet.

    Folder di dist/ itu berisi Bijak dan semua yang diperlukannya. Salin dengan USB;
    laptop tujuan hanya perlu Python. Perintah ini sendiri memerlukan internet.

    \b
    Contoh:
      bijak usb
      bijak usb --system linux --system windows
      bijak usb --trainer
    """
    from ..authoring.offline import write_folder
    from ..paths import project_root

    root = project_root()
    here = "windows" if sys.platform == "win32" else "linux"
    target = write_folder(root, systems or (here,), trainer, click.echo)
    size = sum(file.stat().st_size for file in target.rglob("*") if file.is_file())
    click.echo(f"{target.relative_to(root)} ditulis ({size / 1e6:.0f} MB).")
    click.echo("Salin folder itu ke USB. Petunjuknya ada di BACA-DULU.txt.")
    if trainer:
        click.echo("⚠ Folder ini berisi kunci jawaban. Jangan berikan kepada peserta.")
