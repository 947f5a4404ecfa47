"""Content planning in a lesson: a calendar to fill, hours to compare."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from ..datasets import muat_data
from ..errors import MissingData
from ..views.hour_strips import StripGroup, axis_end, half_up, strips_html
from ..widgets import has_front_end, show, style
from . import best_hour, content_calendar
from .content_calendar import Limits, Post

_FIRST, _DAYS = date(2027, 4, 6), 14
_CHANNELS = ("Instagram", "Grup WA", "Papan warung")
_OWNERS = ("Bu Sari", "Mbak Intan")
_START: Mapping[str, str] = {
    "2027-04-06": "diskon",
    "2027-04-07": "beli",
    "2027-04-08": "balado",
    "2027-04-10": "beli",
    "2027-04-11": "murah",
    "2027-04-12": "paket",
    "2027-04-14": "diskon",
    "2027-04-17": "minyak",
}
"""Bu Sari's calendar as it is at the beginning: day → what she wants to post."""


def susun_kalender() -> None:
    """Buka kalender 14 hari Bu Sari: ubah isinya, lalu lihat aturan mana yang gagal.

    Contoh: ``susun_kalender()``
    """
    from ..widgets import content_calendar as view

    bank = read_bank()
    limits = shop_limits()
    start = {
        day.isoformat(): {"topic": _START.get(day.isoformat(), "")} for day in _days()
    }
    for cells in start.values():
        if cells["topic"]:
            cells |= {"channel": _CHANNELS[0], "owner": _OWNERS[0]}

    def judge(cells: Mapping[str, Mapping]) -> dict[str, list[str]]:
        return content_calendar.judge(posts_of(cells, bank), limits)

    about = view.About(
        {name: row["judul"] for name, row in bank.items()},
        {name: row["pilar"] for name, row in bank.items()},
        _CHANNELS,
        _OWNERS,
        content_calendar.RULES,
        {day.isoformat(): name for day, name in limits.holidays.items()},
    )
    style()
    live = view.planner(about, start, judge) if has_front_end() else None
    shown = view.static_html(about, start, judge(start))
    show(live, shown, view.plain_words(about, judge(start)))


def bandingkan_jam(data: str, *, geser: bool = True) -> None:
    """Bandingkan rata-rata dan median jangkauan setiap kelompok jam.

    Contoh: ``bandingkan_jam("insight-toko-c1")``

    Args:
        data: nama data dengan kolom ``waktu`` dan ``jangkauan``.
        geser: apakah kiriman terbesar dapat digeser untuk melihat akibatnya.

    Raises:
        MissingData: data itu tidak punya kedua kolom.
    """
    table = muat_data(data)
    if not {"waktu", "jangkauan"} <= set(table.columns):
        raise MissingData(f"Data “{data}” tidak punya kolom waktu dan jangkauan.")
    rows = table.drop_duplicates()[["waktu", "jangkauan"]]
    found = best_hour.groups(rows.itertuples(index=False, name=None))
    style()
    shown = strips_html(_strips(found))
    live = None
    if has_front_end() and geser:
        from ..widgets.best_hour import slider

        _, most = best_hour.largest(found)
        end = axis_end(_strips(found))
        low = best_hour.next_largest(found)

        def draw(value: float) -> str:
            return strips_html(_strips_with(found, value), end)

        live = slider(draw, low, most)
    show(live, shown, strip_words(found))


def read_bank() -> dict[str, dict]:
    """What Bu Sari may post about: id → its row."""
    rows = muat_data("bahan-konten-c1").to_dict("records")
    return {row["id"]: row for row in rows}


def shop_limits() -> Limits:
    """What Bu Sari's calendar must keep."""
    rows = muat_data("hari-libur-c1").to_dict("records")
    holidays = {date.fromisoformat(row["tgl"]): row["nama"] for row in rows}
    return Limits(_FIRST, _days()[-1], _CHANNELS, holidays, pictured=("Instagram",))


def posts_of(cells: Mapping[str, Mapping], bank: Mapping[str, Mapping]) -> list[Post]:
    """The filled days of a calendar as posts.

    Args:
        cells: ISO day → ``topic``, ``channel``, ``owner`` and ``alt``.
        bank: topic → its row.
    """
    return [
        Post(
            day=date.fromisoformat(day),
            topic=bank[cell["topic"]]["judul"],
            pillar=bank[cell["topic"]]["pilar"],
            channel=cell.get("channel", ""),
            owner=cell.get("owner", ""),
            source=bank[cell["topic"]]["sumber"],
            alt=bool(cell.get("alt")),
            earliest=_day(bank[cell["topic"]]["mulai"]),
            latest=_day(bank[cell["topic"]]["akhir"]),
            hours=float(bank[cell["topic"]]["jam_kerja"]),
            holiday=_day(bank[cell["topic"]]["libur"]),
            evaluation=bank[cell["topic"]]["evaluasi"] == "ya",
        )
        for day, cell in cells.items()
        if cell.get("topic") in bank
    ]


def strip_words(found: list[best_hour.Group]) -> str:
    """What the comparison shows, for people who do not see it."""
    return "\n".join(
        f"{one.name}: {len(one.values)} kiriman, median {half_up(one.median)}, "
        f"rata-rata {half_up(one.mean)}, terbesar {half_up(max(one.values))}"
        for one in found
    )


def _strips(found: list[best_hour.Group]) -> list[StripGroup]:
    return [StripGroup(one.name, one.values, one.mean, one.median) for one in found]


def _strips_with(found: list[best_hour.Group], value: float) -> list[StripGroup]:
    return _strips(best_hour.with_largest(found, value))


def _days() -> list[date]:
    return [_FIRST + timedelta(days=n) for n in range(_DAYS)]


def _day(iso: object) -> date | None:
    return date.fromisoformat(str(iso)) if iso else None
