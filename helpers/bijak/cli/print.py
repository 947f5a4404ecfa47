"""``bijak print``: the worksheet and the handout of a module, as PDF."""

from __future__ import annotations

from pathlib import Path

import click

from .words import Command


@click.command(cls=Command)
@click.argument("modules", nargs=-1, metavar="[MODUL]...")
@click.option(
    "--code", metavar="KODE", default="", help="Angka dan lembar tes milik peserta ini."
)
@click.option(
    "--to",
    metavar="FOLDER",
    type=click.Path(file_okay=False, path_type=Path),
    help="Tempat berkasnya; biasanya cetak/.",
)
def print(modules: tuple[str, ...], code: str, to: Path | None) -> None:
    """Cetak lembar kerja dan saku sebuah modul ke PDF.

    Lembar kerja: semua soal untuk diisi dengan pulpen, tanpa kunci. Saku: satu
    halaman ringkasan untuk dibawa pulang. Tanpa MODUL: semua pelajaran.

    Lembar tes hanya dicetak bila disebut: tes-a, atau prates dengan --code.

    \b
    Contoh:
      bijak print b1-lima-langkah-bijak
      bijak print --to /media/usb
      bijak print prates --code kenanga-4821
    """
    from ..answers.people import normalise
    from ..authoring.sheets import find_modules, handout, worksheet
    from ..files import write_atomically
    from ..paths import project_root

    root = project_root()
    code = normalise(code) if code else ""
    folder = to or root / "cetak"
    folder.mkdir(parents=True, exist_ok=True)
    for module in find_modules(root, modules, code):
        kind = "lembar-tes" if module.is_test else "lembar-kerja"
        sheets = {kind: lambda one: worksheet(root, one, code)}
        if not module.is_test:
            sheets["saku"] = lambda one: handout(root, one)
        for name, make in sheets.items():
            path = folder / f"{module.id}-{name}.pdf"
            write_atomically(path, make(module))
            path.chmod(0o644)
            click.echo(f"{path}: ditulis")
