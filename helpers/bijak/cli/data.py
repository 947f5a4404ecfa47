"""``bijak data``: make the synthetic tables, or compare them."""

from __future__ import annotations

import sys

import click

from .words import Command


@click.command(cls=Command)
@click.option("--check", is_flag=True, help="Periksa saja, tanpa mengubah apa pun.")
def data(check: bool) -> None:
    """Buat data sintetis dari skripnya, dengan benih yang tetap.

    Skripnya di helpers/bijak/authoring/synthetic/, hasilnya di
    helpers/bijak/data/.

    \b
    Contoh:
      bijak data
      bijak data --check
    """
    from ..authoring.data import different_data, make_data, write_data

    made = make_data()
    changed = different_data(made) if check else write_data(made)
    for name in changed:
        click.echo(f"{name}: {'berbeda' if check else 'ditulis'}", err=check)
    if check and changed:
        click.echo("⚠ Data belum sesuai skripnya. Jalankan: bijak data", err=True)
        sys.exit(1)
    click.echo(f"{len(made)} tabel sintetis sudah sesuai skripnya.")
