"""``bijak class start``, ``stop``, ``status``: a class of fifty on one laptop."""

from __future__ import annotations

import signal
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..errors import BijakError
from ..paths import class_folder, class_name, project_root
from ..withdrawn import Register
from .keeping import heed_retention
from .words import Command, Group

if TYPE_CHECKING:
    from ..hub.room import Room
    from ..seats import Mode

LOCAL, EVERYWHERE = "127.0.0.1", "0.0.0.0"
_RISK = (
    "Kelas ini memakai HTTP biasa: siapa pun di Wi-Fi yang sama dapat membaca PIN dan "
    "jawaban yang lewat.\nPakai hanya PIN sekali pakai dari kartu, jangan data pribadi."
)
_ASK_WIFI = "Buka kelas untuk semua perangkat di jaringan ini?"
_ONLY_HERE = (
    "Kelas hanya dapat dibuka dari laptop ini. Untuk Wi-Fi ruangan: --host 0.0.0.0"
)
_ASK_OPEN = (
    "Peserta dapat membaca dan mengubah berkas satu sama lain. Tetap mulai kelas?"
)
_NOT_SEPARATED = (
    "Peserta tidak dapat dipisahkan di laptop ini. Jalankan dengan sudo, atau "
    "tambahkan --unsafe bila peserta boleh membaca berkas satu sama lain."
)
_FEW = "Memori laptop ini hanya cukup untuk {people} peserta sekaligus."
_NOT_UP = "Kelas gagal dibuka. Coba sekali lagi. Kalau tetap gagal, lihat {log}"
_UNFINISHED = (
    "{count} penarikan data belum selesai, mungkin karena laptop mati. Ulangi: "
    "bijak forget KODE"
)
_UNIX = "Kelas memerlukan Linux. Di Windows, pakai WSL2: lihat docs/kelas.md."
_class_option = click.option("--class", "name", metavar="NAMA", help="Nama kelas.")


@click.group(cls=Group, name="class")
def class_() -> None:
    """Buka, lihat, dan tutup kelas di satu laptop, tanpa internet.

    \b
    Contoh:
      bijak class start
      bijak class status
      bijak class stop
    """


@class_.command(cls=Command)
@click.argument("roster", required=False, metavar="[ROSTER]", type=Path)
@_class_option
@click.option("--port", metavar="NOMOR", type=click.IntRange(1, 65535), help="Port.")
@click.option("--host", metavar="ALAMAT", help="0.0.0.0 untuk Wi-Fi ruangan.")
@click.option(
    "--people", metavar="N", type=click.IntRange(1, 500), help="Banyaknya peserta."
)
@click.option("--unsafe", is_flag=True, help="Mulai walaupun peserta tidak terpisah.")
def start(
    roster: Path | None,
    name: str | None,
    port: int | None,
    host: str | None,
    people: int | None,
    unsafe: bool,
) -> None:
    """Mulai kelas dan tampilkan alamatnya untuk peserta.

    ROSTER: berkas CSV dengan kolom kode dan wilayah; keduanya boleh kosong. Tanpa
    ROSTER dan tanpa peserta, 50 kode baru dibuat beserta kartunya. Kelas berjalan
    sampai Ctrl-C atau `bijak class stop`; semua berkas tetap ada.

    \b
    Contoh:
      bijak class start
      bijak class start peserta.csv --class kim-maju --host 0.0.0.0
    """
    if sys.platform == "win32":
        raise BijakError(_UNIX)
    from .. import seats
    from ..hub import opening
    from ..hub.proxy import command

    root, name = project_root(), name or class_name()
    heed_retention(root, name)
    if running := _running(root, name):
        click.echo(f"Kelas {name} sudah berjalan di {running.address}")
        return
    command()  # missing, it says what to do
    mode = seats.choose_mode()
    _accept(root, name, mode, unsafe)
    home = opening.prepare_folders(root, name)
    host = host or _ask_host()
    fitting, limited = opening.how_many(home, mode, people)
    if limited:
        click.echo(f"⚠ {_FEW.format(people=fitting)}", err=True)
    room = opening.make_room(root, name, mode, host, port, fitting)
    new = _people(room, roster, people)
    _run(room, mode, new)


def _running(root: Path, name: str) -> Room | None:
    from ..hub.room import running_room

    return running_room(class_folder(root, name))


def _accept(root: Path, name: str, mode: Mode, unsafe: bool) -> None:
    """Say how participants are kept apart; without that, only on the trainer's word."""
    from ..hub.opening import refuse_keys

    click.echo(mode.words)
    if mode.separates:
        return
    refuse_keys(root, class_folder(root, name), mode)
    if unsafe or (sys.stdin.isatty() and click.confirm(_ASK_OPEN)):
        return
    raise BijakError(_NOT_SEPARATED)


def _ask_host() -> str:
    """Where to listen when nothing was said: this laptop, or what the trainer wants."""
    if sys.stdin.isatty():
        click.echo(f"⚠ {_RISK}")
        if click.confirm(_ASK_WIFI):
            return EVERYWHERE
    click.echo(_ONLY_HERE)
    return LOCAL


def _people(room: Room, roster: Path | None, people: int | None) -> list[str]:
    """Make sure that there is somebody; the lines that say what was made."""
    from ..classroom.cards import write_cards
    from ..classroom.roster import add_people, add_trainer, participants_of
    from ..classroom.roster_file import read_rows
    from ..hub.opening import PEOPLE

    made = []
    if roster:
        made = add_people(room.home, read_rows(roster))
    elif not participants_of(room.home):
        made = add_people(room.home, people or PEOPLE)
    lines = []
    if made:
        outside = "" if room.host == LOCAL else room.address
        path = write_cards(Path(room.root), room.name, made, outside)
        lines.append(f"Kartu {len(made)} peserta: {path}")
        lines.append("  Cetak lalu bagikan. PIN hanya ada di berkas itu.")
    if pin := add_trainer(room.home):
        lines.append(
            f"Pelatih masuk dengan kode pelatih dan PIN {pin}. Catat sekarang."
        )
    else:
        lines.append(
            "Pelatih masuk dengan kode pelatih. PIN hilang? bijak cards --trainer"
        )
    return lines


def _run(room: Room, mode: Mode, lines: list[str]) -> None:
    """Run the class in the foreground until it is told to stop."""
    from ..hub.supervisor import Supervisor

    supervisor = Supervisor(room, lambda sentence: click.echo(sentence, err=True))
    for name in ("SIGINT", "SIGTERM", "SIGHUP"):
        signal.signal(getattr(signal, name), supervisor.stop)
    click.echo("Membuka kelas. Tunggu sebentar …")
    try:
        if supervisor.start():
            _announce(room, lines)
            supervisor.stay()
        elif not supervisor.stopping:
            raise BijakError(_NOT_UP.format(log=room.folder / "hub.log"))
    finally:
        click.echo("Menutup kelas …")
        supervisor.end()
        click.echo(f"Kelas {room.name} ditutup. Semua berkas tetap ada di {room.home}")


def _announce(room: Room, lines: list[str]) -> None:
    from ..hub.addresses import qr_in_terminal, reachable

    click.echo(f"\nKelas {room.name} terbuka:")
    for address, interface in reachable(room.host) or [(LOCAL, "lo")]:
        click.echo(f"  http://{address}:{room.port}   ({interface})")
    click.echo(qr_in_terminal(room.address))
    if room.host != LOCAL:
        click.echo(f"⚠ {_RISK}")
    for line in lines:
        click.echo(line)
    click.echo(
        "Biarkan jendela ini terbuka. Menutup kelas: Ctrl-C atau bijak class stop"
    )


@class_.command(cls=Command)
@_class_option
def stop(name: str | None) -> None:
    """Tutup kelas; semua berkas tetap ada.

    \b
    Contoh:
      bijak class stop
    """
    from ..hub.room import room_folder
    from ..hub.supervisor import stop_room

    root, name = project_root(), name or class_name()
    home = class_folder(root, name)
    room = _running(root, name)
    try:
        ended = stop_room(room, home, room_folder(home))
    except PermissionError as error:
        raise BijakError(
            f"Kelas {name} dijalankan dengan sudo. Tutup dengan sudo juga."
        ) from error
    if room or ended:
        click.echo(f"Kelas {name} ditutup. Semua berkas tetap ada di {home}")
    else:
        click.echo(f"Kelas {name} memang tidak berjalan.")


@class_.command(cls=Command)
@_class_option
def status(name: str | None) -> None:
    """Tampilkan keadaan kelas: siapa yang masuk, memori, dan penyimpanan.

    \b
    Contoh:
      bijak class status
    """
    from ..hub.storage import Storage, gigabytes
    from ..hub.watch import state_of
    from ..seats.modes import BY_NAME

    root, name = project_root(), name or class_name()
    heed_retention(root, name, refuse=False)
    if left := Register(class_folder(root, name)).unfinished():
        click.echo(f"⚠ {_UNFINISHED.format(count=left)}", err=True)
    room = _running(root, name)
    if room is None:
        click.echo(f"Kelas {name} tidak berjalan.")
        return
    state = state_of(room)
    mode = BY_NAME[room.mode]
    click.echo(f"Kelas {name} berjalan di {room.address}")
    click.echo(mode.words)
    inside = ", ".join(state.people) or "belum ada"
    click.echo(f"Sedang masuk ({len(state.people)} dari {room.people}): {inside}")
    if state.prepared:
        click.echo(f"Tempat lain yang sudah siap: {state.prepared}")
    parts = {"pintu": state.hub, "perantara": state.proxy, "loket": state.counter}
    if mode.forks:
        parts["proses hangat"] = state.warmed
    for part, up in parts.items():
        click.echo(f"  {part}: {'berjalan' if up else '⚠ terhenti'}")
    click.echo(
        f"Memori: kelas {gigabytes(state.memory)}, sisa {gigabytes(state.memory_left)}."
        f" Penyimpanan: sisa {gigabytes(state.disk_left)}."
    )
    for sentence in Storage(room.home).news():
        click.echo(f"⚠ {sentence}", err=True)
