"""What was handed in, as blocks of a report."""

from __future__ import annotations

from . import numbers
from .document import Block, Plot, Table, Text
from .figures_test import SOURCE as SHEETS
from .figures_test import Test
from .figures_work import SOURCE_ANSWERS, SOURCE_POINTS, Assignment, Work

_SOURCE = "submitted/, gradebook.db"
_NO_PASS = (
    "Tuntas di sini berarti dikumpulkan. "
    "Poin tidak memakai batas lulus, dan orang tidak diperingkat."
)
_MISTAKES = (
    "Dihitung dari yang menjawab soal itu; paling sedikit 5 orang menjawab, dan 3 "
    "orang membuat kekeliruan yang sama. Memuat kunci: jangan dibagikan kepada "
    "calon peserta."
)


def work_blocks(work: Work, test: Test | None) -> list[Block]:
    """Who handed in what, mean points, and the commonest mistakes.

    Args:
        work: the assignments.
        test: the test, whose sheets stand beside them; None where there is none.
    """
    if not work.of:
        return [Text("Belum ada peserta: daftar peserta dan buku nilai kosong.")]
    sat = [(one.title, one.sat) for one in _occasions(test)]
    rows = [*sat, *((one.title, one.handed_in) for one in work.assignments)]
    blocks: list[Block] = []
    if rows:
        blocks += [_completion(rows, work.of), _completion_plot(rows, work.of)]
    if work.all_done is not None:
        blocks.append(
            Text(
                f"{work.all_done} dari {work.of} peserta mengumpulkan semua latihan "
                f"kegiatan ini ({work.event_assignments} latihan)."
            )
        )
    if work.assignments:
        blocks.append(_points(work))
    if any(one.hardest for one in work.assignments):
        blocks.append(_mistakes(work))
    return blocks


def _occasions(test: Test | None) -> tuple:
    return (test.before, test.after, *test.later) if test else ()


def _completion(rows: list[tuple[str, int]], of: int) -> Table:
    return Table(
        id="ketuntasan",
        caption="Yang mengumpulkan setiap tes dan latihan.",
        columns=("Tes atau latihan", "Mengumpulkan", "Tidak", "Dari", "Bagian"),
        rows=tuple(
            (
                numbers.words(title),
                numbers.count(n),
                numbers.count(of - n),
                numbers.count(of),
                numbers.percent(n / of),
            )
            for title, n in rows
        ),
        n=f"n = {of} peserta",
        source=f"{_SOURCE}, {SHEETS}",
        note=_NO_PASS,
    )


def _completion_plot(rows: list[tuple[str, int]], of: int) -> Plot:
    said = "; ".join(f"{title} {n} dari {of}" for title, n in rows)
    return Plot(
        id="grafik-ketuntasan",
        caption="Banyaknya peserta yang mengumpulkan.",
        alt=f"Batang mendatar. {said}.",
        kind="completion",
        data={"rows": [{"label": t, "count": n, "of": of} for t, n in rows]},
        n=f"n = {of} peserta",
        source=f"{_SOURCE}, {SHEETS}",
    )


def _points(work: Work) -> Table:
    return Table(
        id="poin-latihan",
        caption="Rata-rata poin setiap latihan, dengan selang kepercayaan 95%.",
        columns=(
            "Latihan",
            "Rata-rata",
            "Dari",
            "Sampai",
            "Poin penuh",
            "n",
            "Tanpa poin",
        ),
        rows=tuple(_points_row(one) for one in work.assignments),
        n="n di setiap baris; "
        f"tanpa poin = tidak mengumpulkan atau belum dinilai, dari {work.of}",
        source=SOURCE_POINTS,
        note="Potongan karena terlambat tidak dihitung.",
    )


def _points_row(one: Assignment) -> tuple:
    return (
        numbers.words(one.title),
        *numbers.mean(one.points),
        numbers.number(one.most, 0 if one.most == int(one.most) else 1),
        numbers.count(one.points.n),
        numbers.count(one.points.missing),
    )


def _mistakes(work: Work) -> Table:
    rows = []
    for one in work.assignments:
        for hard in one.hardest:
            seen = hard.counted
            rows.append(
                (
                    numbers.words(one.title),
                    numbers.words(hard.item),
                    numbers.count(seen.right),
                    numbers.count(seen.answered),
                    numbers.words(seen.mistake),
                    numbers.count(seen.alike or None),
                )
            )
    return Table(
        id="miskonsepsi-latihan",
        caption="Soal tersulit setiap latihan dan kekeliruan yang paling sering.",
        columns=(
            "Latihan",
            "Soal",
            "Tepat",
            "Menjawab",
            "Kekeliruan tersering, menurut kunci",
            "Orang",
        ),
        rows=tuple(rows),
        n=f"n = yang menjawab, di setiap baris; dari {work.of} peserta",
        source=SOURCE_ANSWERS.format("<latihan>"),
        note=_MISTAKES,
    )


def obstacle_blocks(work: Work, test: Test | None) -> list[Block]:
    """How much is missing, and what could not be read."""
    if not work.of:
        return []
    rows = [*_work_gaps(work), *(_test_gaps(test) if test else ())]
    return [
        Table(
            id="kekurangan",
            caption="Yang tidak ada, dan sebabnya sejauh diketahui.",
            columns=("Kekurangan", "Banyaknya", "Dari"),
            rows=tuple(
                (
                    numbers.words(name),
                    numbers.count(n),
                    numbers.count(total, "tidak dihitung"),
                )
                for name, n, total in rows
            ),
            n=f"n = {work.of} peserta",
            source=f"{_SOURCE}, {SHEETS}",
            note="Yang tidak ada tidak diganti dengan angka perkiraan.",
        )
    ]


def _work_gaps(work: Work) -> list[tuple[str, int, int]]:
    """What is missing of the assignments, and of how many."""
    ways = len(work.assignments) * work.of
    if not ways:
        return []
    came = sum(one.handed_in for one in work.assignments)
    waiting = sum(one.ungraded for one in work.assignments)
    broken = sum(one.unreadable for one in work.assignments)
    return [
        ("Latihan yang tidak dikumpulkan", ways - came, ways),
        ("Dikumpulkan, belum mendapat poin", waiting, came),
        ("Berkas jawaban latihan tidak terbaca", broken, came),
    ]


def _test_gaps(test: Test) -> list[tuple[str, int, int | None]]:
    """What is missing of the test, and of how many."""
    rows: list[tuple[str, int, int | None]] = []
    for one in (test.before, test.after):
        few = one.sat - one.measured
        rows += [
            (f"{one.title} tanpa lembar yang terbaca", test.of - one.sat, test.of),
            (f"{one.title} terlalu sedikit dijawab", few, one.sat),
        ]
    late, early = test.after.title, test.before.title.lower()
    return [
        *rows,
        ("Berkas tes tidak terbaca", test.unreadable, None),
        ("Lembar tes di luar urutan kodenya", test.unplanned, None),
        (f"{late} dimulai sebelum {early}, menurut jam laptop", test.backwards, None),
    ]
