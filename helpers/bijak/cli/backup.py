"""``bijak backup``: one class in one zip."""

from __future__ import annotations

from pathlib import Path

import click

from .words import Command


@click.command(cls=Command)
@click.argument("target", metavar="[BERKAS]", required=False, type=Path)
@click.option("--class", "name", metavar="NAMA", help="Kelas yang dicadangkan.")
def backup(target: Path | None, name: str | None) -> None:
    """Cadangkan satu kelas ke dalam satu berkas zip.

    Isinya kumpulan, hasil, umpan balik, dan buku nilai. Berkasnya dibaca ulang
    sebelum dinyatakan jadi. BERKAS boleh berupa folder, misalnya USB.

    \b
    Contoh:
      bijak backup
      bijak backup --class kim-maju /media/usb
    """
    from ..classroom.backup import back_up
    from ..course import exchange_root
    from ..course.upgrading import gradebook_url
    from ..hub.ownership import give_back
    from ..paths import class_name, project_root
    from .keeping import heed_retention

    root = project_root()
    name = class_name() if name is None else name
    heed_retention(root, name)
    made = back_up(
        root,
        name,
        target,
        db_url=lambda name: gradebook_url(root, name),
        exchange=exchange_root(root, name),
    )
    give_back(root)
    counts = made.manifest.counts
    size = f"{made.file.stat().st_size / 1e6:.1f}".replace(".", ",")
    click.echo(f"Kelas {name} dicadangkan: {made.file} ({size} MB).")
    click.echo(
        f"  {counts['peserta']} peserta, {counts['kumpulan']} kumpulan, "
        f"{len(made.manifest.files)} berkas; semuanya dibaca ulang dan cocok."
    )
    for notice in made.notices:
        click.echo(f"⚠ {notice}", err=True)
    click.echo(
        "Salin berkas itu ke tempat lain. Isinya data pribadi: simpan baik-baik."
    )
