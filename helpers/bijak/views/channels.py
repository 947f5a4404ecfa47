"""What is left of each price, channel by channel, as a table with bars."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ..text import format_number
from .safe import escaped


@dataclass(frozen=True)
class Line:
    """One channel as it is drawn; money in rupiah.

    Attributes:
        name: what it is called.
        price: what the buyer pays.
        fee: what the channel keeps.
        shipping: what the shop pays for sending.
        work: what the owner's time costs.
        net: what is left.
        equal_price: the price at which it leaves as much as the best one.
    """

    name: str
    price: float
    fee: float
    shipping: float
    work: float
    net: float
    equal_price: float


def _rupiah(value: float) -> str:
    return f"{'−' if value < 0 else ''}Rp{format_number(abs(round(value)))}"


def channels_html(lines: Sequence[Line]) -> str:
    """The best channel in words, then each channel with its bar and its sum."""
    best = max(lines, key=lambda one: one.net)
    dearest = max(lines, key=lambda one: one.price)
    most = max(max(one.price for one in lines), 1)
    head = (
        f"<p>Bersih terbesar: <strong>{escaped(best.name)}</strong>, "
        f"{_rupiah(best.net)}. Harga tertinggi: {escaped(dearest.name)}, "
        f"{_rupiah(dearest.price)}.</p>"
    )
    return head + "".join(_line(one, most, one is best) for one in lines)


def _line(line: Line, most: float, is_best: bool) -> str:
    share = max(0.0, min(1.0, line.net / most)) * 100
    sign = "★ " if is_best else ""
    same = "" if is_best else f" Agar sama: harga {_rupiah(line.equal_price)}."
    taken = (("komisi", line.fee), ("ongkir", line.shipping), ("waktu", line.work))
    costs = "".join(f" − {name} {_rupiah(cost)}" for name, cost in taken if cost)
    return (
        f"<p><strong>{sign}{escaped(line.name)}: bersih {_rupiah(line.net)}</strong>"
        '<span aria-hidden="true" style="display:block;height:0.7em;border:1px solid '
        'currentColor;border-radius:0.3em"><span style="display:block;height:100%;'
        f'width:{share:.1f}%;background:currentColor;opacity:0.6"></span></span>'
        f"{_rupiah(line.price)}{costs}.{same}</p>"
    )
