"""``bijak report``: the report of an event in four forms."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from ..errors import BijakError
from .words import Command

_EXISTS = "Berkas {path} sudah ada dan tidak ditimpa. Isi berkas itu."
_NEW = "{path}: ditulis. Isi dengan editor teks, lalu jalankan: bijak report{arguments}"


@click.command(cls=Command)
@click.argument("event", metavar="[KEGIATAN]", required=False, type=Path)
@click.option("--class", "name", metavar="NAMA", help="Kelas yang dilaporkan.")
@click.option("--new", is_flag=True, help="Buat kegiatan.toml untuk diisi.")
@click.option("--date", "day", metavar="TANGGAL", help="Ganti tanggal laporan.")
def report(event: Path | None, name: str | None, new: bool, day: str | None) -> None:
    """Buat laporan kegiatan: HTML, PDF, XLSX, dan CSV.

    KEGIATAN: berkas kegiatan.toml; tanpa KEGIATAN, yang ada di folder kelas. Angkanya
    dari buku nilai dan jawaban tes. Kalimat penilaian dibiarkan kosong untuk Anda.

    \b
    Contoh:
      bijak report --new
      bijak report
      bijak report --class kim-maju --date 2026-11-26
    """
    from ..event_file import EVENT_FILE
    from ..paths import class_folder, class_name, project_root

    root, name = project_root(), name or class_name()
    home = class_folder(root, name)
    path = event or home / EVENT_FILE
    if new:
        _write_template(path, _arguments(event, name))
        return
    if not path.is_file():
        raise BijakError(
            f"Berkas {path} belum ada. Buat dengan bijak report --new"
            f"{_arguments(event, name)}, lalu isi."
        )
    if not home.is_dir():
        raise BijakError(f"Kelas {name} belum ada di {home}. Periksa namanya.")
    _make(root, home, path, day)


def _arguments(event: Path | None, name: str) -> str:
    """What the next command needs besides."""
    from ..paths import DEFAULT_CLASS

    of_class = f" --class {name}" if name != DEFAULT_CLASS else ""
    return f"{of_class} {event}" if event else of_class


def _write_template(path: Path, arguments: str) -> None:
    """A new event file, never over an old one."""
    from ..files import write_atomically
    from ..reporting.event import TEMPLATE

    if path.exists():
        raise BijakError(_EXISTS.format(path=path))
    path.parent.mkdir(parents=True, exist_ok=True)
    write_atomically(path, TEMPLATE.encode("utf-8"))
    path.chmod(0o644)
    click.echo(_NEW.format(path=path, arguments=arguments))


def _make(root: Path, home: Path, path: Path, day: str | None) -> None:
    """Make the report, and say where it is and what remains to be done."""
    # It only checks web addresses in notebooks, and takes a second to load.
    sys.modules.setdefault("rfc3987_syntax", None)
    from datetime import date

    from ..dates import read_date
    from ..reporting.writing import write_report

    made_on = None
    if day:
        reading = read_date(day)
        if reading.value is None:
            raise BijakError(f"--date: {reading.problem}")
        made_on = date.fromisoformat(reading.value)
    made = write_report(root, home, path, made_on=made_on)
    click.echo(f"Laporan ada di {made.folder}:")
    tables = sum(one.startswith("data/") for one in made.files)
    for one in made.files:
        if not one.startswith("data/"):
            click.echo(f"  {one}")
    click.echo(f"  data/ ({tables} tabel CSV)")
    if made.kept:
        click.echo(f"Laporan lama sudah pernah diubah orang; disimpan di {made.kept}.")
    click.echo("Masih perlu Anda tulis sendiri:" if made.blanks else "")
    for section, prompt in made.blanks:
        click.echo(f"  {section}: {prompt}")
    click.echo("Cara membacanya: docs/laporan.md")
