"""What is left of a price in each channel, before the cost of the goods.

net = price − price × commission − shipping paid by the shop − minutes × wage ÷ 60.
The formula is the kit's own sum of what a sale costs (kurikulum d2-05); the cost of
the goods (HPP) is the same in every channel and is left out.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace


@dataclass(frozen=True)
class Channel:
    """One way to sell one parcel.

    Attributes:
        name: what it is called.
        price: what the buyer pays for the goods, rupiah.
        commission: share of the price that the channel keeps, 0 to 1.
        shipping: what the shop pays for sending, rupiah.
        minutes: the owner's time for one order.
    """

    name: str
    price: float
    commission: float = 0.0
    shipping: float = 0.0
    minutes: float = 0.0

    def fee(self) -> float:
        """What the channel keeps, rupiah."""
        return self.price * self.commission

    def work(self, wage: float) -> float:
        """What the owner's time costs, rupiah.

        Args:
            wage: rupiah for one hour.
        """
        return self.minutes * wage / 60


def net(channel: Channel, wage: float) -> float:
    """What is left of the price, in rupiah; it may be below zero.

    Args:
        channel: the way to sell.
        wage: the owner's own time, rupiah for one hour.
    """
    return channel.price - channel.fee() - channel.shipping - channel.work(wage)


def price_for(channel: Channel, target: float, wage: float) -> float:
    """The price at which a channel leaves ``target``: (target + costs) ÷ (1 − fee).

    Args:
        channel: the way to sell; its own price is passed over.
        target: rupiah to be left.
        wage: rupiah for one hour.

    Raises:
        ValueError: the channel keeps everything.
    """
    if not 0 <= channel.commission < 1:
        raise ValueError(f"commission {channel.commission} is not below 1")
    costs = channel.shipping + channel.work(wage)
    return (target + costs) / (1 - channel.commission)


def best(channels: Iterable[Channel], wage: float) -> Channel:
    """The channel that leaves most; the first of equal ones."""
    return max(channels, key=lambda one: net(one, wage))


def with_price_for(channel: Channel, target: float, wage: float) -> Channel:
    """The same channel at the price that leaves ``target``, in whole hundreds."""
    price = math.ceil(round(price_for(channel, target, wage) / 100, 6)) * 100
    return replace(channel, price=price)


def ledger_net(rows: Iterable[Mapping]) -> dict[str, dict[str, float]]:
    """What a book of sales leaves per channel; an order written twice counts once.

    Args:
        rows: ``pesanan, kanal, qty, harga, diskon, komisi, ongkir``; money in rupiah
            for the whole order, ``harga`` for one piece.

    Returns:
        Channel → ``pesanan`` (orders), ``omzet`` (paid by buyers) and ``bersih``.
    """
    found: dict[str, dict[str, float]] = {}
    seen = set()
    for row in rows:
        if row["pesanan"] in seen:
            continue
        seen.add(row["pesanan"])
        paid = float(row["harga"]) * float(row["qty"]) - float(row["diskon"])
        left = paid - float(row["komisi"]) - float(row["ongkir"])
        sums = found.setdefault(
            row["kanal"], {"pesanan": 0, "omzet": 0.0, "bersih": 0.0}
        )
        sums["pesanan"] += 1
        sums["omzet"] += paid
        sums["bersih"] += left
    return found
