"""``bijak cards``: participants' cards with code and PIN, to print and cut out."""

from __future__ import annotations

from pathlib import Path

import click

from ..errors import BijakError
from ..paths import class_folder, class_name, project_root
from .words import Command

_NOTHING_NEW = (
    "Kelas {name} sudah punya {count} peserta dan kartunya. Peserta terlambat: "
    "--add --people 3. Kartu hilang: --new-pins, lalu semua kartu lama tidak berlaku."
)


@click.command(cls=Command)
@click.argument("roster", required=False, metavar="[ROSTER]", type=Path)
@click.option("--class", "name", metavar="NAMA", help="Nama kelas.")
@click.option(
    "--people", metavar="N", type=click.IntRange(1, 500), help="Banyaknya kode baru."
)
@click.option("--add", is_flag=True, help="Tambah ke kelas yang sudah ada.")
@click.option("--new-pins", is_flag=True, help="PIN baru; kartu lama tidak berlaku.")
@click.option(
    "--code", "codes", metavar="KODE", multiple=True, help="Hanya kartu kode ini."
)
@click.option("--trainer", is_flag=True, help="Buat PIN baru untuk pelatih.")
def cards(
    roster: Path | None,
    name: str | None,
    people: int | None,
    add: bool,
    new_pins: bool,
    codes: tuple[str, ...],
    trainer: bool,
) -> None:
    """Buat kartu peserta berisi kode dan PIN, sepuluh per halaman.

    ROSTER: berkas CSV dengan kolom kode dan wilayah; keduanya boleh kosong. PIN hanya
    tertulis di kartu. Kelas yang sedang berjalan langsung mengenal kode baru.

    \b
    Contoh:
      bijak cards peserta.csv
      bijak cards --people 3 --add
      bijak cards --new-pins --code kenanga-4821
    """
    from ..classroom import roster as known
    from ..classroom.cards import write_cards
    from .keeping import heed_retention

    root, name = project_root(), name or class_name()
    home = class_folder(root, name)
    heed_retention(root, name)
    if trainer:
        _trainer(home)
        return
    made = (
        known.new_pins(home, _renewed(home, codes))
        if new_pins or codes
        else known.add_people(home, _wanted(home, name, roster, people, add))
    )
    path = write_cards(root, name, made, _address(home))
    click.echo(f"{len(made)} kartu: {path}")
    click.echo("Cetak lalu bagikan. PIN hanya ada di berkas itu.")


def _wanted(
    home: Path, name: str, roster: Path | None, people: int | None, add: bool
) -> int | list[tuple[str, str]]:
    """Who is to be added."""
    from ..classroom.roster import participants_of
    from ..classroom.roster_file import read_rows

    if roster:
        return read_rows(roster)
    there = len(participants_of(home))
    if there and not add:
        raise BijakError(_NOTHING_NEW.format(name=name, count=there))
    return people or (1 if add else 50)


def _renewed(home: Path, typed: tuple[str, ...]) -> list[str]:
    """The codes that get a new PIN: those typed, else all participants'."""
    from ..answers.people import normalise
    from ..classroom.roster import find_person, participants_of, read_roster

    if not typed:
        return [one.code for one in participants_of(home)]
    people = read_roster(home)
    found = [find_person(people, one) for one in typed]
    return [
        one.code if one else normalise(text)
        for one, text in zip(found, typed, strict=True)
    ]


def _trainer(home: Path) -> None:
    from ..classroom.roster import TRAINER_CODE, add_trainer, new_pins

    pin = add_trainer(home) or new_pins(home, [TRAINER_CODE])[0][1]
    click.echo(
        f"Pelatih masuk dengan kode {TRAINER_CODE} dan PIN {pin}. Catat sekarang."
    )


def _address(home: Path) -> str:
    """Where the class is reached, if it runs and can be reached by others."""
    try:
        from ..hub.room import running_room
    except ImportError:  # cards can be made where no class can run
        return ""
    room = running_room(home)
    return room.address if room and room.host != "127.0.0.1" else ""
