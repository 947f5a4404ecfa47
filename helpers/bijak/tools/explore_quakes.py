"""Earthquakes in a lesson: to turn where there is a front end, else to read."""

from __future__ import annotations

import json
from datetime import datetime

from ..datasets import muat_data
from ..errors import BijakError
from ..text import format_number
from ..views import post_card
from ..views import quakes as views
from ..widgets import has_front_end, show, style
from . import quakes
from .broadcasts import compare

_NAMES = {
    "time": "Waktu",
    "latitude": "Lintang",
    "longitude": "Bujur",
    "magnitude": "Magnitudo",
    "depth": "Kedalaman (km)",
    "place": "Lokasi",
    "potential": "Potensi",
    "felt": "Dirasakan",
}
_SHAPES = {"kartu": "Sebagai kartu", "mentah": "Seperti dikirim mesin"}


def _cards(data: str, names: tuple[str, ...] = ()) -> dict[str, dict]:
    """The bulletins of a data set by name; without names all of them."""
    found = {card["nama"]: card for card in quakes.load(data)["kartu"]}
    if unknown := [name for name in names if name not in found]:
        raise BijakError(f"Kartu {unknown[0]} tidak ada di data {data}.")
    return {name: found[name] for name in names or found}


def _fetched(card: dict, zone: str) -> str:
    moment = datetime.fromisoformat(card["diambil"])
    return f"diambil {quakes.told_time(moment, zone)}"


def _title(card: dict) -> str:
    return f"Kartu {card['nama'].capitalize()}"


def _draw_card(card: dict, zone: str, shape: str) -> str:
    if shape == "mentah":
        raw = json.dumps(card["Infogempa"], ensure_ascii=False, indent=1)
        return f"{views.marked()}<pre>{views.escaped(raw)}</pre>"
    row = quakes.card_row(quakes.read_feed(card)[0], zone)
    row["lembaga"] = "Kartu latihan (bukan BMKG)"
    row["judul"] = _title(card)
    return post_card(row | {"teks": f"Data {_fetched(card, zone)}."})


def lihat_gempa(data: str, *nomor: str) -> None:
    """Lihat kartu gempa: jam menurut zona, dan bentuk mentahnya.

    Contoh: ``lihat_gempa("gempa-b4-pelajaran", "pertama")``
    """
    cards = _cards(data, nomor)

    def draw(name: str = next(iter(cards)), zona: str = "WIB", bentuk: str = "kartu"):
        return _draw_card(cards[name], zona, bentuk)

    style()
    read = "".join(_draw_card(card, "WIB", "kartu") for card in cards.values())
    text = "\n".join(
        json.dumps(c["Infogempa"], ensure_ascii=False) for c in cards.values()
    )
    show(_card_panel(cards, draw) if has_front_end() else None, read, text)


def _card_panel(cards: dict, draw):
    from ..widgets.exploring import panel, pick

    zones = {zone: zone for zone in quakes.ZONES}
    controls = {
        "zona": ("Jam menurut", pick(zones, "WIB")),
        "bentuk": ("Tampilkan", pick(_SHAPES, "kartu")),
    }
    if len(cards) > 1:
        names = {
            name: f"{_title(card)}, {_fetched(card, 'WIB')}"
            for name, card in cards.items()
        }
        controls = {"name": ("Kartu", pick(names, next(iter(cards))))} | controls
    return panel(controls, draw)


def putar_jam(tanggal: str) -> None:
    """Putar jam UTC dan lihat WIB, WITA, WIT, juga saat harinya berganti.

    Contoh: ``putar_jam("2027-02-28")``

    Args:
        tanggal: hari menurut UTC.
    """
    start = datetime.fromisoformat(tanggal).replace(tzinfo=quakes.UTC)

    def draw(jam: int = 9) -> str:
        moment = start.replace(hour=jam)
        there = {zone: quakes.local_time(moment, zone) for zone in quakes.ZONES}
        return views.clocks_html(moment, there)

    style()
    live = None
    if has_front_end():
        from ..widgets.exploring import panel, slide

        hours = [(f"pukul {hour:02}.00 UTC", hour) for hour in range(24)]
        live = panel(
            {"jam": ("Geser jam UTC", slide("Jam UTC", hours))}, draw, views.marked()
        )
    show(live, views.boxed(draw(9) + draw(20)), "UTC + 7 = WIB, + 8 = WITA, + 9 = WIT")


def cocokkan_siaran(data: str, kartu: str, tulisan: str = "") -> None:
    """Cocokkan setiap unsur sebuah siaran dengan kartu gempanya.

    Contoh: ``cocokkan_siaran("gempa-b4-pelajaran", "ketiga", "Gempa M5,0 …")``
    """
    quake = quakes.read_feed(_cards(data, (kartu,))[kartu])[0]

    def draw(tulisan: str = tulisan) -> str:
        return views.comparison_html(compare(tulisan, quake))

    style()
    live = None
    if has_front_end():
        from ..widgets.exploring import panel, write

        box = write("Siaran", tulisan)
        label = "Tulis atau ubah siarannya; tabelnya ikut berubah"
        live = panel({"tulisan": (label, box)}, draw, views.marked())
    lines = compare(tulisan, quake)
    text = "\n".join(f"{line.element}: {line.state}" for line in lines)
    show(live, views.boxed(f"<p>{views.escaped(tulisan)}</p>{draw()}"), text)


def lihat_pembaruan(data: str, lama: str, baru: str) -> None:
    """Lihat apa yang berubah dari satu kartu gempa ke pembaruannya.

    Contoh: ``lihat_pembaruan("gempa-b4-pelajaran", "pertama", "kedua")``
    """
    cards = _cards(data, (lama, baru))
    old, new = (quakes.read_feed(cards[name])[0] for name in (lama, baru))
    rows = [
        [_NAMES[one.name], _told(one.before), _told(one.after)]
        for one in quakes.changes(old, new)
    ]
    style()
    text = "\n".join(f"{name}: {old} → {new}" for name, old, new in rows)
    show(None, views.boxed(views.changes_html(rows)), text)


def _told(value: object) -> str:
    return format_number(value) if isinstance(value, float) else str(value)


def tambah_stasiun(data: str = "stasiun-b4") -> None:
    """Tambah stasiun satu per satu dan lihat rata-rata bacaannya bergerak.

    Contoh: ``tambah_stasiun()``
    """
    readings = muat_data(data)["bacaan"].tolist()
    means = quakes.running_means(readings)

    def draw(stasiun: int = len(readings)) -> str:
        return views.stations_svg(readings, means, stasiun)

    style()
    live = None
    if has_front_end():
        from ..widgets.exploring import panel, slide

        counts = [(f"{n} stasiun", n) for n in range(1, len(readings) + 1)]
        live = panel(
            {
                "stasiun": (
                    "Geser: berapa stasiun sudah masuk?",
                    slide("Stasiun", counts),
                )
            },
            draw,
            views.marked(),
        )
    text = views.stations_words(readings, means, len(readings))
    show(live, views.boxed(draw()), text)
