"""``bijak release``: write the participants' sheets, or check them."""

from __future__ import annotations

import sys

import click

from .words import Command


@click.command(cls=Command)
@click.option("--check", is_flag=True, help="Periksa saja, tanpa mengubah apa pun.")
def release(check: bool) -> None:
    """Buat exercises/ dari solutions/: rapikan, buat, buktikan, jaga kunci.

    \b
    Contoh:
      bijak release
      bijak release --check
    """
    from ..authoring.release import check_release
    from ..authoring.release import release as write_release
    from ..paths import project_root

    root = project_root()
    if not check:
        changed = write_release(root, click.echo)
        for name in changed:
            click.echo(f"exercises/{name}: ditulis")
        click.echo("Rilis selesai." if changed else "Rilis sudah sesuai.")
        return
    wrong = check_release(root, click.echo)
    for name in wrong:
        click.echo(f"{name}: berbeda", err=True)
    if wrong:
        click.echo("⚠ Rilis belum sesuai. Jalankan: bijak release", err=True)
        sys.exit(1)
    click.echo("Rilis sudah sesuai.")
