"""A content calendar to fill: one day at a time, with all days and rules in sight."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import ipywidgets

from ..dates import format_date
from ..views.safe import escaped
from .frame import button, group, live, make, row, sheet, stack, words

MARK = "KALENDER LATIHAN #LatihanBijak — toko dan tanggal di sini karangan"
"""Stands above every view, so that a screenshot explains itself."""

Cells = dict[str, dict[str, object]]
Judge = Callable[[Mapping[str, Mapping]], Mapping[str, Sequence[str]]]

_MOST_SENTENCES = 3
_NOBODY = "belum ada"


@dataclass(frozen=True)
class About:
    """What a calendar offers.

    Attributes:
        topics: topic → what it is called.
        pillars: topic → its pillar.
        channels: where one may publish.
        owners: who may look after a post.
        rules: rule → its words.
        holidays: ISO day → its name.
    """

    topics: Mapping[str, str]
    pillars: Mapping[str, str]
    channels: Sequence[str]
    owners: Sequence[str]
    rules: Mapping[str, str]
    holidays: Mapping[str, str]


def _day_words(iso: str) -> str:
    weekday, rest = format_date(iso).split(", ")
    return f"{weekday}, {rest.rsplit(' ', 1)[0]}"


def days_html(about: About, cells: Mapping[str, Mapping], now: str = "") -> str:
    """All days with what is planned.

    Args:
        about: what the calendar offers.
        cells: ISO day → ``topic``, ``channel``, ``owner``, ``alt``.
        now: the day that is being changed.
    """
    return f'<ol class="bijak-days">{"".join(_days(about, cells, now))}</ol>'


def _days(about: About, cells: Mapping[str, Mapping], now: str):
    for day, cell in cells.items():
        topic = cell.get("topic")
        classes = ["bijak-day"]
        classes += ["bijak-day-now"] if day == now else []
        classes += ["bijak-day-off"] if day in about.holidays else []
        classes += ["bijak-day-sells"] if about.pillars.get(topic) == "promosi" else []
        note = about.holidays.get(day, "")
        off = f'<span class="bijak-day-note">Libur: {escaped(note)}</span>'
        inside = '<span class="bijak-day-empty">kosong</span>'
        if topic in about.topics:
            where = ", ".join(
                str(cell[name]) for name in ("channel", "owner") if cell.get(name)
            )
            alt = " · teks alternatif ✓" if cell.get("alt") else ""
            inside = (
                f'<span class="bijak-day-pillar">{escaped(about.pillars[topic])}</span>'
                f"{escaped(about.topics[topic])}<br>"
                f'<span class="bijak-day-empty">{escaped(where)}{alt}</span>'
            )
        current = ' aria-current="date"' if day == now else ""
        yield (
            f'<li class="{" ".join(classes)}"{current}>'
            f'<span class="bijak-day-name">{_day_words(day)}</span>'
            f"{off if note else ''}{inside}</li>"
        )


def rules_html(about: About, found: Mapping[str, Sequence[str]]) -> str:
    """The rules, those that hold and those that do not, with their sentences."""
    lines = "".join(_rule(about.rules[name], found[name]) for name in about.rules)
    return f'<ul class="bijak-kept">{lines}</ul>'


def _rule(name: str, sentences: Sequence[str]) -> str:
    if not sentences:
        return f'<li><span class="bijak-holds">✓ {escaped(name)}</span></li>'
    shown = [escaped(one) for one in sentences[:_MOST_SENTENCES]]
    more = len(sentences) - len(shown)
    shown += [f"Dan {more} hal serupa."] if more else []
    inside = "".join(f"<li>{one}</li>" for one in shown)
    return (
        f'<li><span class="bijak-breaks">✗ {escaped(name)}</span><ul>{inside}</ul></li>'
    )


def score_words(about: About, found: Mapping[str, Sequence[str]]) -> str:
    """How many rules hold, as a sentence."""
    kept = sum(not sentences for sentences in found.values())
    return f"{kept} dari {len(about.rules)} aturan terpenuhi."


def _mark() -> str:
    return f'<p class="bijak-axis"><strong>{escaped(MARK)}</strong></p>'


def static_html(
    about: About, cells: Mapping[str, Mapping], found: Mapping[str, Sequence[str]]
) -> str:
    """A calendar that can be read but not changed, as escaped HTML."""
    return (
        f'<div class="bijak-box" role="group">{_mark()}{days_html(about, cells)}'
        f"<p><strong>{score_words(about, found)}</strong></p>"
        f"{rules_html(about, found)}</div>"
    )


def plain_words(about: About, found: Mapping[str, Sequence[str]]) -> str:
    """The rules and their sentences without markup."""
    lines = [score_words(about, found)]
    for name, sentences in found.items():
        lines.append(f"{'✗' if sentences else '✓'} {about.rules[name]}")
        lines += [f"  {one}" for one in sentences]
    return "\n".join(lines)


class Planner(ipywidgets.VBox):
    """A day to choose, what it holds, all days, and the rules."""

    def __init__(self, about: About, start: Mapping[str, Mapping], judge: Judge):
        """Show the first day of the calendar as it is at the beginning."""
        self._about, self._judge = about, judge
        self._start = {day: dict(cell) for day, cell in start.items()}
        self.cells: Cells = {day: dict(cell) for day, cell in start.items()}
        self._loading = False
        self._make_controls()
        self.line, self.overview, self.rules = live(), words(""), words("")
        steps = row(
            button("← Hari sebelumnya", lambda: self._step(-1), "bijak-second"),
            button("Hari berikutnya →", lambda: self._step(1), "bijak-second"),
        )
        again = row(
            button("Kosongkan hari ini", self._clear, "bijak-second"),
            button("Kembali ke awal", self.start_over, "bijak-second"),
        )
        editor = group(self.day, steps, self.topic, self.channel, self.owner, self.alt)
        super().__init__(
            [
                sheet(),
                words(_mark()),
                editor,
                again,
                self.line,
                self.overview,
                stack(self.rules),
            ],
            layout=self.overview.layout,
            _dom_classes=("bijak-form",),
        )
        self._load()
        self._show()

    def _make_controls(self) -> None:
        about = self._about
        topics = [
            (f"{name} ({about.pillars[topic]})", topic)
            for topic, name in about.topics.items()
        ]
        self.day = _pick("Hari", [(_day_words(day), day) for day in self.cells])
        self.topic = _pick("Isi kiriman", [("kosong", ""), *topics])
        self.channel = _pick("Kanal", _named(about.channels))
        self.owner = _pick("Penanggung jawab", _named(about.owners))
        self.alt = make(
            ipywidgets.Checkbox,
            "bijak-checkbox",
            description="Teks alternatif sudah ditulis",
            indent=False,
        )
        self.day.observe(lambda _: self._load_and_show(), "value")
        for control in (self.topic, self.channel, self.owner, self.alt):
            control.observe(lambda _: self._changed(), "value")

    def start_over(self) -> None:
        """Bring the calendar back to what it was at the beginning."""
        self.cells = {day: dict(cell) for day, cell in self._start.items()}
        self._load_and_show()

    def found(self) -> Mapping[str, Sequence[str]]:
        """What the rules say of the calendar now."""
        return self._judge(self.cells)

    def _step(self, by: int) -> None:
        days = list(self.cells)
        place = (days.index(self.day.value) + by) % len(days)
        self.day.value = days[place]

    def _clear(self) -> None:
        self.cells[self.day.value] = {}
        self._load_and_show()

    def _load_and_show(self) -> None:
        self._load()
        self._show()

    def _load(self) -> None:
        cell = self.cells[self.day.value]
        self._loading = True
        self.topic.value = cell.get("topic") or ""
        self.channel.value = cell.get("channel") or ""
        self.owner.value = cell.get("owner") or ""
        self.alt.value = bool(cell.get("alt"))
        self._loading = False

    def _changed(self) -> None:
        if self._loading:
            return
        self.cells[self.day.value] = {
            "topic": self.topic.value,
            "channel": self.channel.value,
            "owner": self.owner.value,
            "alt": self.alt.value,
        }
        self._show()

    def _show(self) -> None:
        found = self.found()
        self.line.value = (
            f"<strong>{score_words(self._about, found)}</strong> {_next(found)}"
        )
        self.overview.value = days_html(self._about, self.cells, self.day.value)
        self.rules.value = rules_html(self._about, found)


def _next(found: Mapping[str, Sequence[str]]) -> str:
    """The first thing to mend, so that a phone shows it beside the boxes."""
    broken = next((one[0] for one in found.values() if one), "")
    return f"Mulai dari ini: {escaped(broken)}" if broken else "Kalender siap dipakai."


def _named(names: Sequence[str]) -> list[tuple[str, str]]:
    return [(_NOBODY, ""), *((name, name) for name in names)]


def _pick(title: str, options: list[tuple[str, str]]) -> ipywidgets.Dropdown:
    return make(
        ipywidgets.Dropdown,
        "bijak-pick",
        description=title,
        options=options,
        value=options[0][1],
    )


def planner(
    about: About, start: Mapping[str, Mapping], judge: Judge
) -> ipywidgets.Widget:
    """A calendar to fill.

    Args:
        about: what it offers.
        start: ISO day → ``topic``, ``channel``, ``owner``, ``alt`` at the beginning.
        judge: the days → rule → what breaks it.
    """
    return Planner(about, start, judge)
