"""Twelve months of orders of three invented shops, for the lesson about listings.

Batik Arunika completed its listings on 1 October 2026. Before, most orders came from
near by; after, more came from elsewhere. Seasons, heavy tails and what people do
wrong with a book of sales are in it: orders written twice, a town left blank.
"""

from __future__ import annotations

import csv
import io
from datetime import date, timedelta
from random import Random

SEED = 20270405
FIRST = date(2026, 4, 1)
COMPLETED = date(2026, 10, 1)
_DAYS = 365

_FIELDS = (
    "pesanan tanggal toko sku kanal qty harga diskon komisi ongkir wilayah "
    "kota_tujuan pelanggan_baru"
).split()
NEAR = ("Desa sendiri", "Kecamatan sendiri", "Kabupaten sendiri")
FAR = "Luar kabupaten"

# Shop → its things with prices in rupiah, orders a month before and after, and the
# share of orders from other regencies before and after.
_SHOPS = {
    "Batik Arunika": (
        {"selendang": 185_000, "kain": 260_000, "taplak": 120_000},
        (9, 15),
        (0.10, 0.42),
    ),
    "Keripik Sukateliti": (
        {"balado": 15_000, "bawang": 14_000, "manis": 14_000},
        (16, 18),
        (0.08, 0.10),
    ),
    "Madu Telaga Cakap": (
        {"botol-250": 85_000, "botol-500": 150_000},
        (8, 9),
        (0.20, 0.22),
    ),
}
# Commission, share of orders near by, and what the shop pays for sending far away.
_CHANNELS = {"PasarKita": (0.10, 0.30, 0), "Chat": (0.0, 0.45, 9_000)}
_SHELF = ("Titip toko", 0.20)
# School holidays and the festive weeks sell more (invented weights, April first).
_SEASON = (1.0, 1.0, 1.1, 1.2, 0.9, 0.9, 1.0, 0.9, 1.3, 0.9, 1.0, 1.5)


def tables() -> dict[str, str]:
    """File name → CSV text; the same text every time."""
    random = Random(SEED)
    orders = [
        _order(random, shop, day) for shop in _SHOPS for day in _days(random, shop)
    ]
    orders.sort(key=lambda row: row["tanggal"])
    for number, row in enumerate(orders, 1):
        row["pesanan"] = f"P{number:04d}"
    return {"penjualan-d2.csv": _csv(_mistaken(random, orders))}


def _days(random: Random, shop: str) -> list[date]:
    """The days of a shop's orders; a month brings about as many as it should."""
    (before, after), found = _SHOPS[shop][1], []
    for offset in range(_DAYS):
        day = FIRST + timedelta(days=offset)
        monthly = after if day >= COMPLETED else before
        season = _SEASON[(day.month - FIRST.month) % 12]
        count = monthly * season / 30
        found += [day] * (int(count) + (random.random() < count % 1))
    return found


def _order(random: Random, shop: str, day: date) -> dict[str, object]:
    things, _, shares = _SHOPS[shop]
    sku = random.choice(list(things))
    # Most buy one or two, a few buy for a whole feast.
    qty = min(60, max(1, round(random.lognormvariate(0.3, 0.8))))
    paid = things[sku] * qty
    discount = round(paid * 0.05, -3) if qty >= 10 else 0
    far = random.random() < shares[day >= COMPLETED]
    channel, fee, shipping = _channel(random, far)
    return {
        "tanggal": day.isoformat(),
        "toko": shop,
        "sku": sku,
        "kanal": channel,
        "qty": qty,
        "harga": things[sku],
        "diskon": int(discount),
        "komisi": round((paid - discount) * fee),
        "ongkir": shipping,
        "wilayah": FAR if far else random.choices(NEAR, (5, 3, 2))[0],
        "kota_tujuan": f"Kota {random.choice('ABCDEFGHIJKLMNOPQR')}" if far else "",
        "pelanggan_baru": "ya" if random.random() < (0.7 if far else 0.35) else "tidak",
    }


def _channel(random: Random, far: bool) -> tuple[str, float, int]:
    """Channel, commission and shipping; nobody sends from a shop's shelf."""
    if not far and random.random() < 0.25:
        return (*_SHELF, 0)
    weight = 0.7 if far else _CHANNELS["PasarKita"][1]
    channel = "PasarKita" if random.random() < weight else "Chat"
    fee, _, shipping = _CHANNELS[channel]
    return channel, fee, shipping if far else 0


def _mistaken(random: Random, orders: list[dict]) -> list[dict]:
    """The book as people keep it: some orders twice, some towns left blank."""
    written = []
    for row in orders:
        if row["wilayah"] == FAR and random.random() < 0.05:
            row["kota_tujuan"] = ""
        written.append(row)
        if random.random() < 0.015:
            written.append(dict(row))
    return written


def _csv(rows: list[dict]) -> str:
    text = io.StringIO()
    writer = csv.DictWriter(text, _FIELDS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()
