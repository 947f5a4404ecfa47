"""The test's items, as blocks of a report."""

from __future__ import annotations

from . import numbers
from .document import Block, Plot, Table
from .figures_items import ALPHA_LEAST, WEAK, Hard, Items, Occasion, Sheet
from .figures_test import SOURCE

_KEYS = (
    "Satu butir dijawab sebagian kelas saja, jadi selangnya lebar. Memuat kunci: "
    "jangan dibagikan kepada calon peserta tes."
)


def item_blocks(items: Items) -> list[Block]:
    """The hardest items, what was chosen instead, and reliability where it can be told.

    Args:
        items: the figures.
    """
    blocks: list[Block] = []
    for one in items.occasions:
        hardest = (*one.posts, *one.skills)
        if hardest:
            blocks += [_hardest(one, hardest), _plot(one, hardest)]
        if one.options:
            blocks.append(_options(one))
    if items.sheets:
        blocks.append(_reliability(items.sheets))
    return blocks


def _hardest(occasion: Occasion, hardest: tuple[Hard, ...]) -> Table:
    rows = []
    for one in hardest:
        rows.append(
            (
                numbers.words(f"{one.id} · {one.theme}"),
                numbers.percent(one.right.value),
                numbers.percent(one.right.low),
                numbers.percent(one.right.high),
                numbers.count(one.right.n),
                numbers.count(one.right.missing),
                numbers.words(one.wrong),
                numbers.count(one.alike or None),
                numbers.words(one.sentence),
            )
        )
    return Table(
        id=f"soal-tersulit-{occasion.id}",
        caption=f"Butir tersulit pada {occasion.title.lower()}, selang 95% (Wilson).",
        columns=(
            "Butir · tema",
            "Tepat",
            "Dari",
            "Sampai",
            "Menjawab",
            "Kosong",
            "Keliru tersering",
            "Orang",
            "Menurut kunci",
        ),
        rows=tuple(rows),
        n=f"n = yang menjawab, di setiap baris; {occasion.sat} orang mengikuti "
        f"{occasion.title.lower()}",
        source=SOURCE,
        note=_KEYS,
    )


def _plot(occasion: Occasion, hardest: tuple[Hard, ...]) -> Plot:
    rows = [
        {
            "label": f"{one.id} · {one.theme}",
            "share": one.right.value,
            "low": one.right.low,
            "high": one.right.high,
            "n": one.right.n,
            "wrong": f"{one.wrong} ({one.alike})" if one.wrong else "",
        }
        for one in hardest
    ]
    said = "; ".join(
        f"{row['label']} tepat {numbers.percent(row['share']).text} dari {row['n']}"
        for row in rows
    )
    return Plot(
        id=f"grafik-tersulit-{occasion.id}",
        caption=f"Butir tersulit pada {occasion.title.lower()}.",
        alt=f"Titik dengan garis selang, tersulit di atas. {said}.",
        kind="options",
        data={"rows": rows},
        n=f"{occasion.sat} orang mengikuti {occasion.title.lower()}",
        source=SOURCE,
    )


def _options(occasion: Occasion) -> Table:
    rows = tuple(
        (
            numbers.words(one.item),
            numbers.words(one.words),
            numbers.words("ya" if one.right else "bukan"),
            numbers.count(one.count),
            numbers.percent(one.count / one.answered if one.answered else None),
        )
        for one in occasion.options
    )
    return Table(
        id=f"pilihan-{occasion.id}",
        caption=f"Pilihan pada soal keterampilan tersulit, {occasion.title.lower()}.",
        columns=("Soal", "Pilihan", "Kunci", "Orang", "Bagian"),
        rows=rows,
        n=f"bagian dari yang menjawab; {occasion.sat} orang mengikuti "
        f"{occasion.title.lower()}",
        source=SOURCE,
        note=_KEYS,
    )


def _reliability(sheets: tuple[Sheet, ...]) -> Table:
    rows = []
    for one in sheets:
        weak = "terlalu sedikit orang"
        if one.weak is not None:
            weak = ", ".join(f"{name} ({numbers.plain(r)})" for name, r in one.weak)
        rows.append(
            (
                numbers.words(one.id),
                numbers.words(one.occasion),
                numbers.words(one.part),
                *numbers.mean(one.alpha),
                numbers.count(one.alpha.n),
                numbers.count(one.alpha.missing),
                numbers.words(weak),
            )
        )
    return Table(
        id="keandalan",
        caption="Keandalan lembar (alfa Cronbach) dan butir yang perlu ditinjau.",
        columns=(
            "Lembar",
            "Saat",
            "Bagian",
            "Alfa",
            "Dari",
            "Sampai",
            "n",
            "Tidak lengkap",
            "Korelasi lemah",
        ),
        rows=tuple(rows),
        n="n = yang menjawab semua, di setiap baris",
        source=SOURCE,
        note=f"Dicetak mulai {ALPHA_LEAST} orang. Korelasi dengan butir lain di bawah "
        f"{numbers.plain(WEAK, 1)}: tinjau butir dan kuncinya.",
    )
