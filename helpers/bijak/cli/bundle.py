"""``bijak bundle``: the zip that participants get."""

from __future__ import annotations

import click

from .words import Command


@click.command(cls=Command)
def bundle() -> None:
    """Buat paket zip untuk peserta, tanpa kunci jawaban.

    Hasilnya di dist/. Jalankan dahulu: bijak release
    """
    from ..authoring.bundle import write_bundle
    from ..paths import project_root

    root = project_root()
    target = write_bundle(root)
    size = f"{target.stat().st_size / 1e6:.1f}".replace(".", ",")
    click.echo(f"{target.relative_to(root)} ditulis ({size} MB).")
    click.echo("Peserta mengekstraknya, lalu menjalankan di dalam foldernya:")
    click.echo("  python3 mulai.py        (Windows: py mulai.py)")
