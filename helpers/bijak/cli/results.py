"""What came in and what became of it, on the screen."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from ..text import format_number, format_points

if TYPE_CHECKING:
    from ..grading.collecting import Collected
    from ..grading.running import Line, Progress, Report

_MINUTE, _HOUR, _DAY = 60, 3_600, 86_400
_ALREADY = "sudah diterima"


class Screen:
    """Prints for a trainer; in a later round only what is new."""

    def __init__(self) -> None:
        """Nothing is printed yet."""
        from rich.console import Console

        self._console = Console(highlight=False)
        self._told: set[tuple[str, str]] = set()

    def say(self, text: str) -> None:
        """Print a line as it is."""
        self._console.print(text, markup=False, soft_wrap=True)

    def collected(self, found: Collected, again: bool = False) -> None:
        """What came in, and what could not be received.

        Args:
            found: the result of collecting.
            again: whether this is a later round, in which only news is printed.
        """
        new = [one for _, one in found.arrivals if _ALREADY not in one.sentence]
        if new or not again:
            known = len(found.arrivals) - len(new)
            more = f" {known} sudah diterima sebelumnya." if known and not again else ""
            self.say(f"{len(new)} kumpulan diterima.{more}")
        for arrival in new:
            if not arrival.sentence.endswith(": diterima."):
                self.say(f"  {arrival.sentence}")
        for one in (*found.notices, *found.refused):
            self.problem(one.name, one.why)
        if found.skipped and not again:
            self.say(f"  {found.skipped} berkas lain dilewati.")

    def problem(self, name: str, why: str) -> None:
        """Something that is wrong, once."""
        if (name, why) not in self._told:
            self._told.add((name, why))
            self.say(f"⚠ {name}: {why}")

    @contextmanager
    def progress(self, assignment: str) -> Iterator[Progress]:
        """A bar with the remaining time, as soon as there is something to grade."""
        from rich.progress import (
            BarColumn,
            MofNCompleteColumn,
            Progress,
            TextColumn,
            TimeRemainingColumn,
        )

        columns = (
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TextColumn("· sisa"),
            TimeRemainingColumn(),
        )
        bar = Progress(*columns, console=self._console, transient=True)
        task = bar.add_task(f"Menilai {assignment}", total=None)

        def tell(done: int, total: int) -> None:
            if total:
                bar.start()
            bar.update(task, completed=done, total=total)

        try:
            yield tell
        finally:
            bar.stop()

    def report(self, report: Report, again: bool = False) -> None:
        """One table: who, points, what needs a person, what was odd and why.

        Args:
            report: what became of an assignment.
            again: whether this is a later round, in which only news is printed.
        """
        from rich.table import Table

        lines = [line for line in report.lines if not again or self._is_news(line)]
        if not lines:
            return
        table = Table(title=f"Nilai {report.assignment}", title_justify="left")
        table.add_column("Peserta")
        table.add_column("Poin", justify="right")
        table.add_column("Perlu orang")
        table.add_column("Catatan", overflow="fold")
        for line in lines:
            self._told.add((report.assignment + line.code, _row_key(line)))
            table.add_row(*map(_plain, _row(line)))
        self._console.print(table)
        self.say(_summary(report))
        for words in sorted({line.confinement for line in lines if line.confinement}):
            self.say(words)

    def _is_news(self, line: Line) -> bool:
        if line.state == "tetap":
            return False
        return line.state != "gagal" or not any(
            key == _row_key(line) for _, key in self._told
        )


def _plain(text: str):
    from rich.text import Text

    return Text(text)


def _row_key(line: Line) -> str:
    return f"{line.code} {line.state} {line.notices}"


def _row(line: Line) -> tuple[str, str, str, str]:
    standing, notices = line.standing, list(line.notices)
    if line.state == "gagal" or standing is None:
        return line.code, "gagal", "", " ".join(notices)
    if line.before is not None:
        before, now = format_points(line.before), format_points(standing.total)
        notices.insert(0, f"Poin berubah: {before} → {now}.")
    if standing.late:
        taken = f"dipotong {format_points(standing.penalty)}"
        words = taken if standing.penalty else "tanpa potongan"
        notices.append(f"Terlambat {_duration(standing.late)}, {words}.")
    points = f"{format_points(standing.total)} / {format_points(standing.most)}"
    waiting = ", ".join(sorted(one.removesuffix("-nilai") for one in standing.waiting))
    return line.code, points, waiting, " ".join(notices)


def _duration(seconds: float) -> str:
    """A time in its largest unit, rounded up: ``2 jam``."""
    for unit, name in ((_DAY, "hari"), (_HOUR, "jam")):
        if seconds >= unit:
            return f"{format_number(-(-seconds // unit), 0)} {name}"
    return f"{format_number(-(-seconds // _MINUTE), 0)} menit"


def _summary(report: Report) -> str:
    graded = len(report.of("dinilai"))
    pages, same = len(report.of("halaman")), len(report.of("tetap"))
    failed = len(report.of("gagal"))
    waiting = sum(1 for one in report.lines if one.standing and one.standing.waiting)
    changed = sum(1 for one in report.lines if one.before is not None)
    words = [
        f"{graded} dinilai",
        f"{same} tetap" if same else "",
        f"{pages} umpan balik diperbarui" if pages else "",
        f"{changed} poinnya berubah" if changed else "",
        f"{failed} gagal" if failed else "",
        f"{waiting} perlu diperiksa orang" if waiting else "",
    ]
    return f"{', '.join(filter(None, words))}."
