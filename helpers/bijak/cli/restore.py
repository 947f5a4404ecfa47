"""``bijak restore``: a class comes back from its zip."""

from __future__ import annotations

from pathlib import Path

import click

from .words import Command


@click.command(cls=Command)
@click.argument("file", metavar="BERKAS", required=False, type=Path)
@click.option("--class", "name", metavar="NAMA", help="Pulihkan dengan nama ini.")
@click.option(
    "--replace",
    is_flag=True,
    help="Ganti kelas yang ada. Kelas itu tetap disimpan dengan nama lain.",
)
def restore(file: Path | None, name: str | None, replace: bool) -> None:
    """Pulihkan satu kelas dari berkas cadangan.

    Semua isi diperiksa sebelum ada yang ditulis. Kelas yang sudah ada tidak ditimpa.

    \b
    Contoh:
      bijak restore bijak-kelas-utama-20270105-101500.zip
      bijak restore CADANGAN.zip --class utama-lama
    """
    from ..classroom.restore import restore_class
    from ..course.upgrading import gradebook_url, upgrade_gradebook
    from ..errors import BijakError
    from ..paths import project_root

    if file is None:
        raise BijakError("Sebutkan berkas cadangannya: bijak restore BERKAS.zip")
    root = project_root()
    back = restore_class(
        root,
        file,
        name,
        replace=replace,
        upgrade=upgrade_gradebook,
        db_url=lambda name: gradebook_url(root, name),
    )
    manifest = back.manifest
    click.echo(f"Kelas {back.home.name} dipulihkan di {back.home}.")
    click.echo(
        f"  Dicadangkan {manifest.time[:16].replace('T', ' ')} UTC dengan Bijak "
        f"{manifest.version}: {len(manifest.files)} berkas, semuanya cocok."
    )
    if back.aside:
        click.echo(f"Kelas sebelumnya disimpan di {back.aside}.")
    for notice in back.notices:
        click.echo(f"⚠ {notice}", err=True)
