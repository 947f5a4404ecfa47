"""``bijak forget KODE``: one person withdraws from a class, or the class ends."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..errors import BijakError
from ..paths import CLASSES, class_folder, class_name, project_root
from .words import Command

if TYPE_CHECKING:
    from ..classroom.forgetting import Plan

_NO_CODE = "Sebutkan kodenya: bijak forget KODE. Seluruh kelas: bijak forget --all"
_BOTH = "Pilih satu: KODE untuk satu peserta, atau --all untuk seluruh kelas."
_RUNNING = (
    "Kelas {name} sedang berjalan. Tutup dahulu: bijak class stop --class {name}. "
    "Lalu ulangi."
)
_OPEN = "Bijak sedang terbuka di laptop ini. Tutup dahulu, lalu ulangi."
_ASK = "Hapus semua data {code} dari kelas {name}? Ini tidak dapat dibatalkan."
_ASK_ALL = (
    "Semua data peserta kelas {name} akan dihapus; laporan tetap ada. Tulis nama "
    "kelasnya untuk melanjutkan"
)
_STUCK = (
    "{path} tidak dapat dihapus. Perbaiki sebabnya, misalnya dengan sudo, lalu ulangi."
)
_KEPT = "Tidak ada yang diubah."
_CANNOT = (
    "Yang tidak terjangkau dari laptop ini:",
    "  cadangan (zip) yang dibuat sebelumnya, di USB atau laptop lain: buat cadangan "
    "baru, lalu hapus yang lama;",
    "  salinan di HP, laptop, dan WhatsApp peserta sendiri;",
    "  kertas: kartu, daftar hadir, lembar kerja. Musnahkan yang ada pada Anda;",
    "  laporan yang sudah dibuat: isinya angka gabungan tanpa kode.",
)


@click.command(cls=Command)
@click.argument("code", metavar="[KODE]", required=False)
@click.option("--class", "name", metavar="NAMA", help="Nama kelas.")
@click.option(
    "--all", "everybody", is_flag=True, help="Semua peserta: akhir masa simpan kelas."
)
@click.option("--dry-run", is_flag=True, help="Hanya tampilkan yang akan dihapus.")
@click.option("--yes", is_flag=True, help="Jangan bertanya, untuk skrip.")
def forget(
    code: str | None, name: str | None, everybody: bool, dry_run: bool, yes: bool
) -> None:
    """Hapus semua data satu peserta yang menarik diri.

    Daftar peserta, pekerjaan, kumpulan, nilai, papan, dan kartu. Pekerjaan teman
    sekelompok tetap ada, tanpa kode itu. Kalau terputus, jalankan lagi.

    \b
    Contoh:
      bijak forget kenanga-4821 --dry-run
      bijak forget kenanga-4821 --class kim-maju
    """
    root, name = project_root(), name or class_name()
    if bool(code) == everybody:
        raise BijakError(_BOTH if code else _NO_CODE)
    _refuse_running(root, name)
    if everybody:
        _end_class(root, name, dry_run, yes)
        return
    from ..classroom.forgetting import plan_withdrawal

    plan = plan_withdrawal(root, name, _meant(class_folder(root, name), code))
    _tell(plan, dry_run)
    if dry_run:
        return
    if plan.mentions or plan.graded or not _is_finished(plan):
        if not yes and not click.confirm(_ASK.format(code=plan.code, name=name)):
            click.echo(_KEPT)
            return
        _carry_out(plan)
    for line in _CANNOT:
        click.echo(line)


def _meant(home: Path, typed: str) -> str:
    """The code that was typed; capitals and a forgotten hyphen are forgiven."""
    from ..answers.people import normalise
    from ..classroom.roster import find_person, read_roster

    person = find_person(read_roster(home), typed)
    return person.code if person else normalise(typed)


def _refuse_running(root: Path, name: str) -> None:
    from ..classroom import laptop

    try:
        from ..hub.room import running_room
    except ImportError:  # no class can run here
        pass
    else:
        if running_room(class_folder(root, name)):
            raise BijakError(_RUNNING.format(name=name))
    if laptop.running(root):
        raise BijakError(_OPEN)


def _tell(plan: Plan, every: bool) -> None:
    """What was found: counted, or each of it."""
    if not plan.counts:
        click.echo(f"Kode {plan.code} sudah ditarik; tidak ada lagi datanya di sini.")
    else:
        click.echo(f"Data {plan.code} di kelas {plan.name}:")
    for place, count in plan.counts.items():
        click.echo(f"  {place}: {count}")
    if every:
        for one in plan.mentions:
            what = "hapus" if one.is_theirs else "tanpa kode"
            click.echo(f"  {what}: {_shown(one.path, plan.root)}")
        if plan.graded:
            click.echo(f"  hapus: {plan.graded} baris buku nilai")
    if any(one.path.suffix == ".pdf" for one in plan.mentions):
        click.echo(
            "⚠ Semua PDF kartu ikut dihapus, karena memuat PIN beberapa orang. Kartu "
            "orang lain yang belum dicetak: bijak cards --code KODE"
        )
    for other in plan.elsewhere:
        click.echo(
            f"⚠ Kode itu juga ada di kelas {other}: "
            f"bijak forget {plan.code} --class {other}"
        )
    for path in plan.backups:
        click.echo(f"⚠ Cadangan lama masih memuatnya: {_shown(path, plan.root)}")


def _is_finished(plan: Plan) -> bool:
    from ..withdrawn import Register

    return Register(class_folder(plan.root, plan.name)).is_done(plan.code)


def _carry_out(plan: Plan) -> None:
    from ..classroom.forgetting import carry_out
    from ..grading.records import grades_kept

    home = class_folder(plan.root, plan.name)
    _withdraw_certificate(home, plan.code)
    with grades_kept(home):
        after = carry_out(plan)
    if after.mentions or after.graded:
        for one in after.mentions:
            click.echo(f"⚠ Masih ada: {_shown(one.path, plan.root)}", err=True)
        raise BijakError("Belum semua terhapus. Jalankan perintah yang sama lagi.")
    click.echo(
        f"Data {plan.code} dihapus. Yang disimpan hanya sidik acak kodenya, supaya "
        "kumpulan lama tidak diterima lagi."
    )


def _withdraw_certificate(home: Path, code: str) -> None:
    """Mark a certificate as withdrawn, where this kit makes certificates.

    Without the organiser's stamp that has to wait, but removing data does not.
    """
    try:
        from ..certificates.issuing import withdraw
    except ImportError:
        return
    try:
        if number := withdraw(home, code, date.today()):
            click.echo(f"Sertifikat {number} ditarik. Terbitkan daftarnya lagi.")
    except BijakError as error:
        click.echo(f"⚠ Sertifikat belum ditarik: {error}", err=True)


def _shown(path: Path, root: Path) -> str:
    return str(path.relative_to(root)) if path.is_relative_to(root) else str(path)


def _end_class(root: Path, name: str, dry_run: bool, yes: bool) -> None:
    """Remove every person; the typed name of the class is the yes."""
    from ..classroom.retention import KEPT, end_class

    home = class_folder(root, name)
    if not home.is_dir():
        raise BijakError(f"Kelas {name} tidak ada. Sebutkan namanya: --class NAMA")
    today = date.today()
    for path in end_class(root, home, today, really=False):
        click.echo(f"  hapus: {_shown(path, root)}")
    if dry_run:
        return
    if not yes and click.prompt(_ASK_ALL.format(name=name), default="") != name:
        click.echo(_KEPT)
        return
    try:
        end_class(root, home, today)
    except OSError as error:
        raise BijakError(_STUCK.format(path=error.filename)) from error
    left = [one for one in KEPT if (home / one).exists()]
    click.echo(f"Data semua peserta kelas {name} dihapus. Tersisa: {', '.join(left)}.")
    for path in sorted((root / CLASSES).glob("*.zip")):
        click.echo(f"⚠ Cadangan lama masih memuatnya: {_shown(path, root)}")
    for line in _CANNOT:
        click.echo(line)
