"""``bijak grade``: collect, grade, write feedback, and say what became of everyone."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..errors import BijakError
from ..paths import class_name, project_root
from .words import Command, folders_option

if TYPE_CHECKING:
    from ..grading.collecting import Collector
    from ..grading.running import Grading
    from .results import Screen

_POLL_SECONDS = 2.0
_UNKNOWN = "Latihan “{name}” tidak ada di folder solutions. Yang ada: {known}."
_NO_SOURCE = (
    "Menilai memerlukan berkas pelatih (folder solutions). Jalankan dari folder Bijak "
    "yang lengkap, bukan dari paket peserta."
)
_STOPPED = "Dihentikan. Yang sudah selesai tersimpan; jalankan lagi untuk melanjutkan."


@click.command(cls=Command)
@click.argument("assignments", metavar="[LATIHAN]...", nargs=-1)
@click.option("--class", "name", metavar="NAMA", help="Kelas yang dinilai.")
@folders_option("Terima dahulu berkas kumpulan dari folder ini, misalnya USB.")
@click.option("--watch", is_flag=True, help="Terus nilai yang baru datang.")
@click.option(
    "--unsafe",
    is_flag=True,
    help="Jalankan kode peserta walaupun tidak dapat dikurung.",
)
def grade(
    assignments: tuple[str, ...],
    name: str | None,
    folders: tuple[Path, ...],
    watch: bool,
    unsafe: bool,
) -> None:
    """Ambil kumpulan, nilai, dan tulis umpan balik.

    Yang sudah dinilai tidak dinilai ulang, kecuali kumpulan atau kuncinya berubah.
    Kalau terhenti, jalankan lagi: penilaian berlanjut dari situ.

    \b
    Contoh:
      bijak grade
      bijak grade b1-lima-langkah-bijak --from /media/usb
      bijak grade --watch
    """
    from ..classroom.roster import codes_of
    from ..grading.collecting import Collector
    from ..grading.running import Grading
    from .keeping import heed_retention
    from .results import Screen

    root = project_root()
    wanted = wanted_assignments(root, assignments)
    name, screen = name or class_name(), Screen()
    heed_retention(root, name)
    collector = Collector(root, name, codes_of)
    try:
        with Grading(root, name, allow_unsafe=unsafe) as grading:
            _round(grading, collector, wanted, folders, screen)
            while watch:
                time.sleep(_POLL_SECONDS)
                _round(grading, collector, wanted, (), screen, again=True)
    except KeyboardInterrupt:
        screen.say(_STOPPED)


def _round(
    grading: Grading,
    collector: Collector,
    wanted: list[str],
    folders: tuple[Path, ...],
    screen: Screen,
    again: bool = False,
) -> None:
    """Collect, grade and release once; what is wrong with one stops no other."""
    from ..grading.releasing import release_pages
    from ..grading.running import GRADED, PAGE

    screen.collected(collector.collect(wanted, folders), again)
    reports = []
    for assignment in wanted:
        try:
            with screen.progress(assignment) as progress:
                reports.append(grading.grade(assignment, progress))
            screen.report(reports[-1], again)
        except BijakError as error:
            screen.problem(assignment, str(error))
    if again and not any(report.of(GRADED, PAGE) for report in reports):
        return
    for report in reports:  # a page may have waited for any of the others
        try:
            released = release_pages(grading.root, grading.home.name, report)
            if released:
                screen.say(f"Umpan balik dibagikan kepada {len(released)} peserta.")
        except BijakError as error:
            screen.problem(report.assignment, str(error))


def wanted_assignments(root: Path, named: tuple[str, ...]) -> list[str]:
    """The assignments that were named, or all.

    Raises:
        BijakError: there are none here, or not the named one.
    """
    from ..grading.running import known_assignments

    known = known_assignments(root)
    if not known:
        raise BijakError(_NO_SOURCE)
    for one in named:
        if one not in known:
            raise BijakError(_UNKNOWN.format(name=one, known=", ".join(known)))
    return list(named) or known
