"""``bijak verify``: is this certificate genuine? Without internet, without the key."""

from __future__ import annotations

from pathlib import Path

import click

from ..errors import BijakError
from ..paths import CLASSES, project_root
from .words import Command

_ASK = "Nomor sertifikat, atau teks dari kode QR"
_ASK_CHECK = "Kode periksa"
_ASK_NAME = "Nama yang tercetak"
_NO_FILE = "Daftar {path} tidak ada. Periksa nama berkasnya."
_NOTHING = "Belum ada yang diperiksa. Ketik nomor sertifikat atau tempel teks QR."


@click.command(cls=Command)
@click.argument("typed", nargs=-1, metavar="[NOMOR [KODE-PERIKSA] | TEKS-QR]")
@click.option("--name", metavar="NAMA", help="Nama yang tercetak di kertas.")
@click.option(
    "--list",
    "lists",
    metavar="BERKAS",
    multiple=True,
    type=Path,
    help="Daftar penerbit.",
)
@click.option("--stamp", metavar="SIDIK", help="Sidik stempel yang diumumkan penerbit.")
@click.pass_context
def verify(
    context: click.Context,
    typed: tuple[str, ...],
    name: str | None,
    lists: tuple[Path, ...],
    stamp: str | None,
) -> None:
    """Periksa keaslian sertifikat, tanpa internet.

    Ketik nomor dan kode periksa dari kertasnya, atau tempelkan teks dari kode QR.
    Tanpa --list, daftar semua kelas di laptop ini yang dipakai. Kode keluar: 0 sah,
    3 tidak ada di daftar, 4 tidak cocok, 5 ditarik, 6 daftar rusak, 7 stempel lain,
    8 belum pasti.

    \b
    Contoh:
      bijak verify
      bijak verify 7K3M-9QXT 4F8H-2JKM-PQRS-TVWX --name "Siti Aminah"
      bijak verify BIJAK1:5YY7QPEIU4JB… --list daftar.json
    """
    from ..certificates.qr_text import is_qr_text, read_qr_text
    from ..certificates.verifying import read_lists, verify_scanned, verify_typed

    text = " ".join(typed)
    if not text:
        try:
            text, name = _asked(name)
        except click.Abort as error:
            raise BijakError(_NOTHING) from error
    found = read_lists(_paths(lists))
    if is_qr_text(text):
        scanned = read_qr_text(text)
        told = verify_scanned(scanned, name or "", found, stamp or "", _own())
    else:
        number, check = _parted(text)
        told = verify_typed(number, check, name or "", found, stamp or "")
    for line in told.lines:
        click.echo(line)
    context.exit(int(told.verdict))


def _asked(name: str | None) -> tuple[str, str | None]:
    """Ask for what is on the paper."""
    from ..certificates.qr_text import is_qr_text

    text = click.prompt(_ASK)
    if is_qr_text(text):
        return text, name
    check = click.prompt(_ASK_CHECK, default="", show_default=False)
    name = name or click.prompt(_ASK_NAME, default="", show_default=False)
    return f"{text} {check}", name


def _parted(text: str) -> tuple[str, str]:
    """Number and check code, typed one after the other with or without spaces."""
    from ..certificates.numbers import NUMBER_LENGTH, read_check, read_number

    signs = [place for place, sign in enumerate(text) if sign.isalnum()]
    if len(signs) <= NUMBER_LENGTH:
        return read_number(text), ""
    cut = signs[NUMBER_LENGTH]
    return read_number(text[:cut].rstrip(" -")), read_check(text[cut:])


def _paths(named: tuple[Path, ...]) -> list[Path]:
    """The lists to look into: those named, else those of all classes here."""
    for path in named:
        if not path.is_file():
            raise BijakError(_NO_FILE.format(path=path))
    if named:
        return list(named)
    return sorted((project_root() / CLASSES).glob("*/sertifikat*/daftar*.json"))


def _own() -> bytes:
    """The public half of this laptop's stamp; empty where there is none."""
    from ..certificates.stamp import load_stamp

    try:
        stamp = load_stamp()
    except BijakError:  # a damaged stamp keeps nobody from verifying
        return b""
    return stamp.public if stamp else b""
