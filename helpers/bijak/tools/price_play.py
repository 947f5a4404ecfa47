"""Prices in a lesson: to turn where there is a front end, else to read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ..errors import BijakError
from ..text import format_number
from ..views.money import Crossing, crossing_svg, parts_html, percent, rupiah
from ..views.safe import escaped
from ..widgets import has_front_end, show
from ..widgets.dials import Dial, Draw, playground, starts
from .pricing import (
    after_price_cut,
    break_even_units,
    contribution,
    margin,
    price_for_margin,
    price_for_markup,
    profit,
)

_LINE = '<p role="status">{}</p>'
_RANGE = "Angka contoh ini belum masuk akal: {}. Ubah angkanya, lalu jalankan lagi."
_MOST_PERCENT = 80  # what the dial of margins reaches; its price fills the width
_EDGE = 5  # times the usual sales: what fills the width below a discount


def _play(dials: Sequence[Dial], draw: Draw, say, title: str) -> None:
    first = starts(dials)
    live = playground(dials, draw, title) if has_front_end() else None
    still = " · ".join(escaped(dial.words(dial.start)) for dial in dials)
    show(live, f"<p>{still}</p>{draw(first)}", say(first))


def _must(is_so: bool, rule: str) -> None:
    """Refuse example numbers that no shop has."""
    if not is_so:
        raise BijakError(_RANGE.format(rule))


def _money_dial(name: str, label: str, start: int, step: int) -> Dial:
    """A dial from about half to one and a half of where it starts."""
    reach = max(1, round(start / 2 / step)) * step
    return Dial(name, label, "Rp", start - reach, start + reach, step, start)


def _sold_dial(sold: int, unit: str) -> Dial:
    """From none to twice as many; a step that meets where it starts."""
    step = _step_for(2 * sold)
    step = step if sold % step == 0 else 1
    return Dial("laku", "Terjual sebulan", unit, 0, 2 * sold, step, sold)


def _step_for(value: float) -> int:
    """A comfortable step: about a fiftieth, as 1, 2 or 5 times a power of ten."""
    rough, power = max(1.0, value / 50), 1
    while power * 10 <= rough:
        power *= 10
    return next(n * power for n in (1, 2, 5, 10) if n * power >= rough)


def jelajahi_margin(hpp: int, persen: int = 40) -> None:
    """Geser persennya: harga dari margin dan harga dari markup berdampingan.

    Contoh: ``jelajahi_margin(hpp=155000, persen=40)``

    Args:
        hpp: biaya penuh satu barang, dalam rupiah.
        persen: persen yang tampil pertama kali.
    """

    _must(hpp > 0 and 5 <= persen < 100, "HPP di atas 0, persen 5 sampai 99")
    most = max(_MOST_PERCENT, persen)
    top = most / 100

    def rows(values: Mapping[str, float]):
        share = values["persen"] / 100
        for name, price in (
            ("Margin", price_for_margin(hpp, share)),
            ("Markup", price_for_markup(hpp, share)),
        ):
            left = price - hpp
            said = f"{rupiah(left)} = {percent(margin(price, hpp))} dari harga"
            title = f"{name} {values['persen']}% → harga {rupiah(price)}"
            yield title, [("HPP", hpp, rupiah(hpp)), ("laba", left, said)]

    def draw(values: Mapping[str, float]) -> str:
        return parts_html(list(rows(values)), price_for_margin(hpp, top))

    def say(values: Mapping[str, float]) -> str:
        return "\n".join(
            f"{title}; laba {parts[1][2]}" for title, parts in rows(values)
        )

    dial = Dial("persen", "Persen yang diinginkan", "%", 5, most, 5, persen)
    _play([dial], draw, say, "Geser persennya. Batang mana yang memanjang lebih cepat?")


def jelajahi_impas(
    harga: int,
    variabel: int,
    tetap: int,
    komisi: int = 0,
    laku: int = 60,
    satuan: str = "lembar",
) -> None:
    """Geser harga, biaya, dan komisi: di mana uang masuk menyusul biaya?

    Contoh: ``jelajahi_impas(harga=260000, variabel=145000, tetap=1800000, komisi=8)``

    Args:
        harga: yang dibayar pembeli untuk satu barang, dalam rupiah.
        variabel: biaya variabel satu barang, dalam rupiah.
        tetap: biaya tetap sebulan, dalam rupiah.
        komisi: bagian kanal dari harga, dalam persen.
        laku: barang yang terjual sebulan.
        satuan: nama barangnya.
    """
    _must(
        min(harga, variabel, tetap, laku) > 0 and 0 <= komisi <= 30,
        "harga, biaya, dan yang laku di atas 0, komisi 0 sampai 30",
    )
    dials = [
        _money_dial("harga", "Harga", harga, _step_for(harga)),
        _money_dial("variabel", "Biaya variabel satuan", variabel, _step_for(variabel)),
        _money_dial("tetap", "Biaya tetap sebulan", tetap, _step_for(tetap)),
        Dial("komisi", "Komisi kanal", "%", 0, 30, 1, komisi),
        _sold_dial(laku, satuan),
    ]
    most = 2 * laku
    top = 1.1 * max(tetap + variabel * most, harga * most)

    def say(values: Mapping[str, float]) -> str:
        return _break_even_words(values, satuan)

    def draw(values: Mapping[str, float]) -> str:
        price, variable, fixed, fee, sold = _five(values)
        shown = Crossing(
            income=(0, price * (1 - fee)),
            cost=(fixed, variable),
            most=most,
            top=top,
            unit=satuan,
            meet=break_even_units(price, variable, fixed, fee),
            sold=sold,
        )
        said = say(values)
        return crossing_svg(shown, said) + _LINE.format(escaped(said))

    _play(dials, draw, say, "Geser, lalu lihat titik impasnya pindah ke mana.")


def _five(values: Mapping[str, float]) -> tuple[float, float, float, float, int]:
    fee = values["komisi"] / 100
    sold = int(values["laku"])
    return values["harga"], values["variabel"], values["tetap"], fee, sold


def _break_even_words(values: Mapping[str, float], unit: str) -> str:
    """What the picture shows, in four short sentences."""
    price, variable, fixed, fee, sold = _five(values)
    each = contribution(price, variable, fee)
    units = break_even_units(price, variable, fixed, fee)
    earned = profit(sold, price, variable, fixed, fee)
    if units is None:
        first = f"Setiap {unit} justru merugi {rupiah(-each)}; tidak ada titik impas."
    else:
        first = (
            f"Setiap {unit} menyumbang {rupiah(each)}. "
            f"Impas mulai {format_number(units)} {unit} sebulan."
        )
    name = "laba" if earned >= 0 else "rugi"
    return f"{first} Bila laku {sold} {unit}: {name} {rupiah(abs(earned))}."


def jelajahi_diskon(
    harga: int, variabel: int, laku: int, komisi: int = 0, satuan: str = "lembar"
) -> None:
    """Geser diskonnya: berapa lagi yang harus laku agar laba tidak turun?

    Contoh: ``jelajahi_diskon(harga=260000, variabel=145000, laku=60, komisi=8)``

    Args:
        harga: harga sebelum diskon, dalam rupiah.
        variabel: biaya variabel satu barang, dalam rupiah.
        laku: barang yang biasanya terjual sebulan.
        komisi: bagian kanal dari harga yang dibayar, dalam persen.
        satuan: nama barangnya.
    """

    _must(
        min(harga, variabel, laku) > 0 and 0 <= komisi < 100,
        "harga, biaya, dan yang laku di atas 0, komisi 0 sampai 99",
    )

    def found(values: Mapping[str, float]):
        new = harga * (100 - values["diskon"]) / 100
        return new, after_price_cut(harga, new, variabel, laku, komisi / 100)

    def say(values: Mapping[str, float]) -> str:
        new, cut = found(values)
        start = f"Harga {rupiah(new)}: setiap {satuan} menyumbang {rupiah(cut.after)}."
        if cut.units is None:
            return f"{start} Berapa pun yang laku, laba tidak kembali."
        more = percent(cut.units / laku - 1)
        needed = format_number(cut.units)
        return f"{start} Perlu laku {needed} {satuan}, {more} lebih banyak."

    def draw(values: Mapping[str, float]) -> str:
        _, cut = found(values)
        rows = [
            (f"Biasanya laku {laku} {satuan}", [("", laku, "")]),
            _needed(cut.units, laku, satuan, f"Diskon {values['diskon']}%"),
        ]
        return parts_html(rows, _EDGE * laku) + _LINE.format(escaped(say(values)))

    dial = Dial("diskon", "Diskon", "%", 0, 50, 1, 10)
    _play([dial], draw, say, "Geser diskonnya pelan-pelan.")


def _needed(units: int | None, usual: int, unit: str, name: str):
    """The bar of what has to be sold; striped where it would leave the picture."""
    edge = _EDGE * usual
    if units is None:
        return f"{name}: tidak ada jumlah yang cukup", [("", 0, ""), ("", edge, "")]
    title = f"{name}: perlu laku {format_number(units)} {unit}"
    if units <= edge:
        return title, [("", units, "")]
    said = "batang ini melewati tepi gambar"
    return title, [("", edge - usual, said), ("", usual, "")]
