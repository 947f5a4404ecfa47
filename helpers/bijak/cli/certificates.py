"""``bijak certificates``: certificates that anybody can verify without internet."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from ..errors import BijakError
from ..paths import CLASSES, class_folder, class_name, project_root
from .words import Command

_NEEDED = (
    "Sebutkan berkas nama, misalnya: bijak certificates nama.csv. Isinya kolom kode "
    "dan nama, hanya yang hadir."
)
_UNSIGNED = (
    "{path}: penanda_tangan belum diisi. Tulis penanda_tangan = "
    '{{ jabatan = "…", nama = "…" }}.'
)
_NO_LETTER = "{path}: huruf “{letter}” tidak dapat dicetak. Tulis dengan huruf Latin."
_NONE = "“{typed}” tidak punya sertifikat di kelas ini. Periksa ejaannya."
_NEW_STAMP = (
    "Stempel digital baru dibuat: {path}. Salin sekarang ke USB dan simpan seperti "
    "stempel kantor. Tanpa berkas itu sertifikat tidak dapat ditambah atau ditarik."
)
_NOT_WRITTEN = (
    "Sertifikat tidak dapat ditulis ke {path} ({why}). Nomornya sudah tercatat. Tutup "
    "PDF yang terbuka atau pindahkan berkas nama, lalu jalankan lagi."
)
_ADVICE = (
    "Keaslian dapat diperiksa tanpa internet: pindai kode QR, lalu kirimkan teksnya "
    "kepada penerbit, atau jalankan bijak verify."
)


@click.command(cls=Command)
@click.argument("names", required=False, metavar="[NAMA.CSV]", type=Path)
@click.option("--event", metavar="BERKAS", type=Path, help="Biasanya kegiatan.toml.")
@click.option("--class", "name", metavar="NAMA", help="Nama kelas.")
@click.option("--correct", is_flag=True, help="Ralat: tarik yang lama, buat baru.")
@click.option(
    "--withdraw", "gone", metavar="KODE|NOMOR", multiple=True, help="Tarik sertifikat."
)
def certificates(
    names: Path | None,
    event: Path | None,
    name: str | None,
    correct: bool,
    gone: tuple[str, ...],
) -> None:
    """Buat sertifikat bernomor yang dapat diperiksa tanpa internet.

    NAMA.CSV: berkas panitia dengan kolom kode dan nama, hanya yang hadir; simpan di
    luar folder kelas. PDF ditulis di sebelahnya. Nomor yang sudah terbit tidak
    berubah; peserta susulan cukup ditambahkan di berkas itu.

    \b
    Contoh:
      bijak certificates nama.csv
      bijak certificates nama.csv --correct
      bijak certificates --withdraw kenanga-4821
    """
    root = project_root()
    home = class_folder(root, name or class_name())
    if gone:
        _withdraw(home, gone)
    elif names is None:
        raise BijakError(_NEEDED)
    if names:
        _issue(root, home, names, event, correct)


def _withdraw(home: Path, wanted: tuple[str, ...]) -> None:
    from ..certificates.issuing import FOLDER, LIST
    from ..certificates.numbers import grouped

    for typed in wanted:
        number = _withdrawn(home, typed)
        if number is None:
            raise BijakError(_NONE.format(typed=typed))
        click.echo(f"Nomor {grouped(number)} ditarik.")
    click.echo("Hapus juga barisnya dari berkas nama, supaya tidak terbit lagi.")
    click.echo(f"Umumkan daftar yang baru: {home / FOLDER / LIST}")


def _withdrawn(home: Path, typed: str) -> str | None:
    """The number that was withdrawn: of a code, or typed itself."""
    from ..answers.people import normalise
    from ..certificates.issuing import withdraw, withdraw_number
    from ..certificates.numbers import read_number

    today = date.today()
    if number := withdraw(home, normalise(typed), today):
        return number
    try:
        number = read_number(typed)
    except BijakError:
        return None
    return number if withdraw_number(home, number, today) else None


def _issue(
    root: Path, home: Path, names: Path, event: Path | None, correct: bool
) -> None:
    from ..certificates.issuing import FOLDER, LIST, issue
    from ..certificates.names_file import read_names
    from ..certificates.promise import Occasion
    from ..classroom.roster import participants_of
    from ..event_file import EVENT_FILE, read_event_file, titles_of
    from ..syllabus import read_syllabus

    path = event or home / EVENT_FILE
    described = read_event_file(path)
    if described.signatory is None:
        raise BijakError(_UNSIGNED.format(path=path.name))
    known = {one.id: one.title for one in read_syllabus(root) if not one.is_test}
    titles = titles_of(described, known, path.name)
    sheet = _sheet(described, titles, path)
    codes = {one.code for one in participants_of(home)}
    people = read_names(names, root / CLASSES, codes)
    occasion = Occasion.of(described, titles)
    result = issue(home, people, occasion, date.today(), correct)
    made = names.with_name(f"{names.stem}-sertifikat.pdf")
    _write(made, sheet, occasion, result)
    _tell(result, made, home / FOLDER / LIST)


def _sheet(event, titles: list[str], path: Path):
    """What the certificates share, in printable letters."""
    from ..printing import Sheet, undrawable
    from ..text import format_number, long_date, long_days

    days = long_days(event.begins, event.ends)
    sheet = Sheet(
        organiser=event.organiser,
        event=event.name,
        when_where=f"{days}, {event.place}",
        hours=f"selama {format_number(event.hours)} jam pelajaran (JP)",
        modules=titles,
        date=long_date(event.ends),
        position=event.signatory.position,
        signatory=event.signatory.name,
        advice=_ADVICE,
    )
    said = (sheet.organiser, sheet.event, event.place, sheet.position, sheet.signatory)
    if letters := undrawable("".join(said)):
        raise BijakError(_NO_LETTER.format(path=path.name, letter=letters[0]))
    return sheet


def _write(path: Path, sheet, occasion, result) -> None:
    from ..certificates.numbers import grouped
    from ..certificates.qr_text import Paper, qr_text
    from ..files import write_atomically
    from ..printing import Page, print_certificates

    pages = [
        Page(
            one.name,
            grouped(one.number),
            grouped(one.check),
            qr_text(Paper.of(occasion, one.number, one.check, one.name), result.stamp),
        )
        for one in result.issued
    ]
    try:
        write_atomically(path, print_certificates(sheet, pages))
    except OSError as error:
        words = _NOT_WRITTEN.format(path=path, why=error.strerror)
        raise BijakError(words) from error


def _tell(result, made: Path, listed: Path) -> None:
    from ..certificates.numbers import grouped
    from ..certificates.stamp import fingerprint, stamp_path

    if result.stamp_is_new:
        click.echo(f"⚠ {_NEW_STAMP.format(path=stamp_path())}", err=True)
    new = [place for place, one in enumerate(result.issued, 1) if one.new]
    old = len(result.issued) - len(new)
    click.echo(f"{len(result.issued)} sertifikat: {made}")
    click.echo(f"  {len(new)} baru, {old} sudah terbit dengan nomor yang sama.")
    if new and old:
        click.echo(f"  Halaman yang baru: {_ranges(new)}.")
    for number in result.withdrawn:
        click.echo(f"  Ditarik: {grouped(number)}.")
    click.echo(f"Daftar untuk diumumkan, tanpa nama: {listed}")
    click.echo(f"Sidik stempel untuk diumumkan: {fingerprint(result.stamp.public)}")
    click.echo(f"{made.name} memuat nama: cetak, lalu simpan baik-baik atau hapus.")


def _ranges(pages: list[int]) -> str:
    """Pages as a printing dialogue takes them: ``3, 49-51``."""
    runs: list[list[int]] = []
    for page in pages:
        if runs and page == runs[-1][1] + 1:
            runs[-1][1] = page
        else:
            runs.append([page, page])
    return ", ".join(str(a) if a == b else f"{a}-{b}" for a, b in runs)
