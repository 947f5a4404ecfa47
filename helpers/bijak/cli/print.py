"""``bijak print``: the worksheet and the handout of a module, as PDF."""

from __future__ import annotations

from pathlib import Path

import click

from .words import Command


@click.command(cls=Command)
@click.argument("modules", nargs=-1, metavar="[MODUL]...")
@click.option("--code", metavar="KODE", default="", help="Angka milik peserta ini.")
@click.option(
    "--to",
    metavar="FOLDER",
    type=click.Path(file_okay=False, path_type=Path),
    help="Tempat berkasnya; biasanya cetak/.",
)
def print(modules: tuple[str, ...], code: str, to: Path | None) -> None:
    """Cetak lembar kerja dan saku sebuah modul ke PDF.

    Lembar kerja: semua soal untuk diisi dengan pulpen, tanpa kunci. Saku: satu
    halaman ringkasan untuk dibawa pulang. Tanpa MODUL: semuanya.

    \b
    Contoh:
      bijak print b1-lima-langkah-bijak
      bijak print --to /media/usb
    """
    from ..answers.people import normalise
    from ..authoring.sheets import find_modules, handout, worksheet
    from ..files import write_atomically
    from ..paths import project_root

    root = project_root()
    code = normalise(code) if code else ""
    folder = to or root / "cetak"
    folder.mkdir(parents=True, exist_ok=True)
    sheets = {
        "lembar-kerja": lambda module: worksheet(root, module, code),
        "saku": lambda module: handout(root, module),
    }
    for module in find_modules(root, modules):
        for name, make in sheets.items():
            if name == "saku" and module.is_test:
                continue
            path = folder / f"{module.id}-{name}.pdf"
            write_atomically(path, make(module))
            path.chmod(0o644)
            click.echo(f"{path}: ditulis")
