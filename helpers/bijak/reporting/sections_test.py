"""The test before and after, as blocks of a report.

No sentence says that the class caused anything: nobody else took the test beside it.
"""

from __future__ import annotations

from ..measures.estimates import Estimate
from ..measures.suppression import LEAST
from . import numbers
from .document import Block, Bullets, Plot, Table, Text
from .figures_persons import MEASURES
from .figures_test import SOURCE, Test, When
from .sections_sure import sure_blocks

UNPILOTED = (
    "Bank soal tes ini belum diuji coba: sukar mudahnya baru perkiraan penyusun. "
    "Sebut itu setiap kali hasilnya disebut."
)
FOOTNOTES = (
    "Selang 95% memuat nilai harapan ukuran yang sama, pada tes yang sama panjang "
    "dengan soal yang sama, untuk orang seperti peserta ini. Untuk jeli (d′) itu "
    "bentuk log-linear, yang sedikit lebih dekat ke 0 daripada d′ sebenarnya; bukan "
    "selang untuk d′ sebenarnya.",
    "Jeli (d′): 0 seperti menebak, makin tinggi makin pandai memilah. Curiga (c): di "
    "bawah 0 cenderung menyebut hoaks, di atas 0 cenderung percaya.",
    "Perubahan dihitung dari orang yang mengikuti keduanya, dan diseimbangkan menurut "
    "urutan lembar. Tidak ada kelompok pembanding, jadi sebabnya tidak diketahui.",
    "Kiriman yang dilewati dihitung setengah, seperti menebak. Soal keterampilan yang "
    "kosong tidak mendapat poin. Yang menjawab kurang dari 8 hoaks atau 8 kabar benar "
    "tidak dihitung.",
    "Skor Brier memakai menebak 50%, ragu 65%, cukup yakin 80%, yakin sekali 95%; "
    "itu kesepakatan, maka bagian yang tepat disebut di sampingnya.",
    "Orang tidak diperingkat. Rata-rata dan bagian dari kurang dari 5 orang tidak "
    "dicetak.",
)
_DECIMALS = {"points": 1, "skills": 1}
_AXES = {"points": (0, 24), "d": (-0.5, 3), "c": (-1.5, 1.5)}
_ZERO = {"d": "0 = menebak", "c": "0 = tidak berat sebelah"}


def test_blocks(test: Test, piloted: bool) -> list[Block]:
    """What the test says about a class.

    Args:
        test: the figures.
        piloted: whether enough people have answered the bank.
    """
    if not test.before.sat and not test.after.sat:
        return [Text("Tes tidak diadakan, atau belum ada lembar yang terbaca.")]
    blocks: list[Block] = [] if piloted else [Text(UNPILOTED)]
    if test.changes:
        blocks += [_changes(test), _change_plot(test), _ends(test), _effects(test)]
    else:
        blocks.append(Text(_why_not(test)))
        blocks += [
            _alone(one) for one in (test.before, test.after) if one.measured >= LEAST
        ]
    blocks += _said(test)
    if test.both:
        blocks.append(_drop_out(test))
    blocks += _short(test)
    blocks += sure_blocks(test)
    blocks += [_alone(one) for one in test.later]
    return blocks


def _why_not(test: Test) -> str:
    if not test.before.measured or not test.after.measured:
        absent = test.before if not test.before.measured else test.after
        return (
            f"{absent.title} tidak ada atau terlalu sedikit dijawab, jadi perubahan "
            "tidak dapat dihitung."
        )
    return (
        f"Yang mengikuti keduanya {test.both} orang, kurang dari {LEAST}, jadi "
        "perubahan tidak dicetak."
    )


def _both(test: Test) -> str:
    return (
        f"n = {test.both} dari {test.of} yang mengikuti keduanya; "
        f"{test.only_before} hanya {test.before.title.lower()}, "
        f"{test.only_after} hanya {test.after.title.lower()}, {test.neither} tanpa "
        "keduanya"
    )


def _changes(test: Test) -> Table:
    rows = []
    for name, change in test.changes.items():
        decimals = _DECIMALS.get(name, 2)
        rows.append(
            (
                numbers.words(MEASURES[name]),
                numbers.mean(change.before, decimals)[0],
                numbers.mean(change.after, decimals)[0],
                *numbers.mean(change.gain, decimals),
                numbers.count(change.gain.n),
                numbers.count(change.gain.missing),
            )
        )
    return Table(
        id="prates-pascates",
        caption="Rata-rata sebelum dan sesudah, dan perubahannya dengan selang 95%.",
        columns=(
            "Ukuran",
            test.before.title,
            test.after.title,
            "Perubahan",
            "Dari",
            "Sampai",
            "n",
            "Kosong",
        ),
        rows=tuple(rows),
        n=_both(test),
        source=SOURCE,
        note="Selang yang memuat 0: perubahannya belum terlihat.",
    )


def _ends(test: Test) -> Table:
    rows = []
    for name, change in test.changes.items():
        for title, one in (
            (test.before.title, change.before),
            (test.after.title, change.after),
        ):
            rows.append(
                (
                    numbers.words(MEASURES[name]),
                    numbers.words(title),
                    *numbers.mean(one, _DECIMALS.get(name, 2)),
                    numbers.count(one.n),
                )
            )
    return Table(
        id="selang-tiap-saat",
        caption="Selang kepercayaan 95% setiap rata-rata.",
        columns=("Ukuran", "Saat", "Rata-rata", "Dari", "Sampai", "n"),
        rows=tuple(rows),
        n=_both(test),
        source=SOURCE,
    )


def _change_plot(test: Test) -> Plot:
    panels, said = [], []
    for name, axis in _AXES.items():
        change = test.changes[name]
        panel = {
            "label": MEASURES[name],
            "before": _dot(change.before),
            "after": _dot(change.after),
            "axis": axis,
            "decimals": _DECIMALS.get(name, 2),
        }
        panels.append(panel | ({"zero": _ZERO[name]} if name in _ZERO else {}))
        before, after = (
            numbers.mean(one, _DECIMALS.get(name, 2))[0].text
            for one in (change.before, change.after)
        )
        said.append(f"{MEASURES[name]} dari {before} menjadi {after}")
    return Plot(
        id="grafik-prates-pascates",
        caption="Rata-rata sebelum dan sesudah dengan selang 95%.",
        alt=f"Titik dengan garis selang. {'; '.join(said)}.",
        kind="before_after",
        data={"panels": panels},
        n=_both(test),
        source=SOURCE,
    )


def _dot(estimate: Estimate) -> tuple | None:
    if estimate.value is None:
        return None
    return estimate.value, estimate.low, estimate.high


def _effects(test: Test) -> Table:
    names = {
        "d_z": "d_z, dalam simpangan perubahan",
        "d_av": "d_av, dalam simpangan orang",
        "g": "⟨g⟩ Hake, bagian dari yang masih bisa naik",
    }
    rows = tuple(
        (numbers.words(names[name]), *numbers.mean(one), numbers.count(one.n))
        for name, one in test.effects.items()
    )
    return Table(
        id="ukuran-efek",
        caption="Besarnya perubahan poin kiriman dalam tiga satuan.",
        columns=("Ukuran", "Nilai", "Dari", "Sampai", "n"),
        rows=rows,
        n=_both(test),
        source=SOURCE,
        note="⟨g⟩ tampak besar bila kelas mulai tinggi; baca bersama poinnya. "
        "⟨g⟩ tidak diseimbangkan menurut urutan lembar.",
    )


def _said(test: Test) -> list[Block]:
    titles = {
        "before": test.before.title,
        "after": test.after.title,
        "change": "Perubahan",
    }
    lines = tuple(
        f"{titles[name]}: {' '.join(said.sentences)}"
        for name, said in test.said.items()
    )
    return [Bullets(lines)] if lines else []


def _drop_out(test: Test) -> Table:
    rows = []
    for name, n, one in (
        ("Keduanya", test.both, test.stayers),
        (f"Hanya {test.before.title.lower()}", test.only_before, test.leavers),
    ):
        rows.append((numbers.words(name), numbers.count(n), *numbers.mean(one, 1)))
    none = numbers.words(f"tanpa poin {test.before.title.lower()}")
    for name, n in (
        (f"Hanya {test.after.title.lower()}", test.only_after),
        ("Tanpa keduanya", test.neither),
    ):
        rows.append((numbers.words(name), numbers.count(n), none, none, none))
    return Table(
        id="yang-tidak-lengkap",
        caption=f"Yang tidak mengikuti keduanya, dan poin {test.before.title.lower()}.",
        columns=("Peserta", "Orang", "Rata-rata poin", "Dari", "Sampai"),
        rows=tuple(rows),
        n=f"n = {test.of} peserta",
        source=SOURCE,
        note="Rata-rata biasa, tanpa penyeimbangan urutan lembar. Bila yang pergi "
        "mulai lebih rendah, perubahan kelas tampak lain daripada sebenarnya.",
    )


def _short(test: Test) -> list[Block]:
    short = [
        f"{one.title}: {one.sat - one.measured} orang menjawab sebagian saja, misalnya "
        "bentuk ringkas. Jawaban sesedikit itu tidak dipakai menyatakan perubahan."
        for one in (test.before, test.after)
        if one.sat > one.measured
    ]
    return [Bullets(tuple(short))] if short else []


def _alone(when: When) -> Table:
    rows = tuple(
        (
            numbers.words(MEASURES[name]),
            *numbers.mean(one, _DECIMALS.get(name, 2)),
            numbers.count(one.n),
        )
        for name, one in when.alone.items()
    )
    return Table(
        id=f"hasil-{when.id}",
        caption=f"{when.title}, berdiri sendiri.",
        columns=("Ukuran", "Rata-rata", "Dari", "Sampai", "n"),
        rows=rows,
        n=numbers.of(when.measured, when.sat, "terlalu sedikit dijawab"),
        source=SOURCE,
        note="Lembarnya lain, maka angkanya tidak dikurangkan dari tes lain.",
    )
