"""Twelve months of two invented shops: what they sold, and what each month cost.

Keripik Sukateliti stands in the lesson, Batik Arunika in the assignment. Demand is a
season times a log-normal month times an order size with a heavy tail: most buyers take
one or two, some a boxful. December is a promotion that sells most and leaves little for
each. Mistakes people make: some receipts of the batik shop were typed twice, and a
channel is spelled in three ways.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from random import Random

SEED = 20270405

MONTHS = [
    *(f"2026-{month:02d}" for month in range(4, 13)),
    *(f"2027-{month:02d}" for month in range(1, 4)),
]
PROMOTION, QUIET = "2026-12", "2027-01"

# April 2026 … March 2027: school holidays, the promotion, and the weeks of fasting.
_CHIPS_SEASON = [0.9, 1.0, 1.15, 1.2, 1.0, 0.9, 0.95, 1.0, 1.1, 0.68, 1.2, 1.45]
_CHIPS_CHANNELS = (
    # name, packets in a usual month, price, commission in percent
    ("Warung titipan", 90, 18_000, 15),
    ("Chat", 80, 20_000, 0),
    ("PasarKita", 70, 20_000, 10),
)
_CHIPS_PROMOTION = {"PasarKita": (12_000, 4.0)}
"""Channel → price and times as many packets in the month of the promotion."""

_BATIK_SHEETS = [24, 27, 30, 33, 26, 19, 24, 26, 0, 9, 30, 44]
_BATIK_CHANNELS = (("Toko", 0, 5), ("Chat", 0, 3), ("PasarKita", 8, 4))
_BATIK_PRICE, _BATIK_LOW = 260_000, 149_000
_BATIK_PROMOTED = 62
_SPELLINGS = ("PasarKita", "PasarKita", "PasarKita", "pasarkita", "Pasar Kita")
_TYPED_TWICE = 5


def _text(header: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    return out.getvalue()


def _costs(random: Random, kinds: dict[str, tuple[int, int]]) -> str:
    """Monthly fixed costs: each kind with its amount and how far it wanders."""
    rows = [
        (month, kind, int(round(amount + random.uniform(-wander, wander), -3)))
        for month in MONTHS
        for kind, (amount, wander) in kinds.items()
    ]
    return _text(("bulan", "jenis", "rupiah"), rows)


def _chips(random: Random) -> str:
    rows = []
    for month, season in zip(MONTHS, _CHIPS_SEASON, strict=True):
        for name, usual, price, fee in _CHIPS_CHANNELS:
            paid, times = price, 1.0
            if month == PROMOTION:
                paid, times = _CHIPS_PROMOTION.get(name, (price, 1.0))
            sold = round(usual * season * times * random.lognormvariate(0, 0.12))
            rows.append((month, name, sold, paid, fee))
    return _text(("bulan", "kanal", "bungkus", "harga", "komisi_persen"), rows)


def _order(random: Random, left: int) -> int:
    """Sheets of one order: a Pareto tail, cut at what the month still sells."""
    return max(1, min(left, 12, int(random.paretovariate(1.6))))


def _batik(random: Random) -> str:
    rows = []
    for month, sheets in zip(MONTHS, _BATIK_SHEETS, strict=True):
        promoted = month == PROMOTION
        left = _BATIK_PROMOTED if promoted else sheets
        day = 1
        while left > 0:
            name, fee, _ = random.choices(
                _BATIK_CHANNELS, [weight for *_, weight in _BATIK_CHANNELS]
            )[0]
            if promoted and random.random() < 0.85:
                name, fee = "PasarKita", 8
            price = _BATIK_LOW if promoted and fee else _BATIK_PRICE
            sold = _order(random, left)
            left -= sold
            day = min(28, day + random.choice((0, 0, 1, 1, 2)))
            spelled = random.choice(_SPELLINGS) if fee else name
            rows.append((f"{month}-{day:02d}", spelled, sold, price, fee))
    numbered = [(f"N{number:03d}", *row) for number, row in enumerate(rows, 1)]
    for place in sorted(random.sample(range(len(rows)), _TYPED_TWICE), reverse=True):
        numbered.insert(place + 1, numbered[place])
    header = ("nota", "tanggal", "kanal", "lembar", "harga", "komisi_persen")
    return _text(header, numbered)


def tables() -> dict[str, str]:
    """File name → CSV text, the same on every machine."""
    random = Random(SEED)
    return {
        "penjualan-d1.csv": _chips(random),
        "biaya-d1.csv": _costs(
            random,
            {
                "Gaji penjaga": (600_000, 0),
                "Listrik dan gas": (450_000, 60_000),
                "Internet": (150_000, 0),
            },
        ),
        "penjualan-d1-latihan.csv": _batik(random),
        "biaya-d1-latihan.csv": _costs(
            random,
            {
                "Gaji penjaga": (900_000, 0),
                "Listrik dan gas": (600_000, 90_000),
                "Sewa kios": (300_000, 0),
            },
        ),
    }
