"""The mini web as something to click: search box, results, pages, a way back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import cache
from pathlib import Path

import ipywidgets

from ..errors import BijakError
from ..text import long_date
from ..views.safe import escaped
from ..views.styles import read_style
from .frame import button, live, make, row, sheet, stack, words

MARK = "WEB MINI #LatihanBijak — semua laman di sini karangan"
"""Stands above every view, so that a screenshot explains itself."""


@cache
def _style() -> str:
    return f"<style>{read_style(Path(__file__).with_name('miniweb.css'))}</style>"


def _day(iso: str) -> str:
    """``2027-04-05`` → ``5 April 2027``."""
    return long_date(date.fromisoformat(iso))


def _mark() -> str:
    return f'{_style()}<p class="bijak-web-mark">{escaped(MARK)}</p>'


def _above(result) -> str:
    """What stands above a title: whether it is paid for, and its address."""
    ad = '<span class="bijak-ad">Iklan</span>' if result.is_ad else ""
    return f'{ad}<span class="bijak-address">{escaped(result.url)}</span>'


def _below(result) -> str:
    day = f'<span class="bijak-date">{_day(result.date)}</span>'
    return f"{day} · {escaped(result.snippet)}"


def _count(results: Sequence, query: str) -> str:
    """What a search found, in a sentence."""
    if results:
        return f"{len(results)} hasil untuk “{escaped(query)}”."
    if query.strip():
        return (
            f"Belum ada hasil untuk “{escaped(query)}”. Coba satu atau dua kata saja."
        )
    return "Ketik satu atau dua kata, lalu tekan Cari."


def static_html(results: Sequence) -> str:
    """A result list that can be read but not clicked.

    Args:
        results: objects with title, url, snippet, date and is_ad.

    Returns:
        Escaped HTML with the mark of the mini web.
    """
    lines = "".join(
        f"<li>{_above(result)}<br><strong>{escaped(result.title)}</strong><br>"
        f"{_below(result)}</li>"
        for result in results
    )
    inside = f'<ol class="bijak-results">{lines}</ol>' if lines else _count((), "")
    return f'<div class="bijak-box bijak-web" role="group">{_mark()}{inside}</div>'


def page_html(page) -> str:
    """One page as escaped HTML.

    Args:
        page: an object with title, url, publisher, date and paragraphs.
    """
    text = "".join(f"<p>{escaped(paragraph)}</p>" for paragraph in page.paragraphs)
    return (
        f'<div class="bijak-page"><span class="bijak-address">{escaped(page.url)}'
        f'</span><div class="bijak-page-title" role="heading" aria-level="4">'
        f'{escaped(page.title)}</div><span class="bijak-date">'
        f"{escaped(page.publisher)} · {_day(page.date)}</span>{text}</div>"
    )


class Explorer(ipywidgets.VBox):
    """Search box, results and pages."""

    def __init__(self, search: Callable, page: Callable, query: str) -> None:
        """Show the results for the first query."""
        self._search, self._page = search, page
        self._past: list[Callable[[], None]] = []
        self._now: Callable[[], None] | None = None
        self._shown_query: str | None = None
        self._query = make(
            ipywidgets.Text,
            "bijak-query",
            value=query,
            placeholder="misalnya: bus sekolah",
            continuous_update=False,
            tooltip="Kata yang dicari di web mini",
            description="Cari di web mini",
        )
        self._back = button("Kembali", self.go_back)
        bar = row(self._query, button("Cari", self._press, "bijak-first"), self._back)
        self._found = live()
        self._view = stack(classes="bijak-view")
        super().__init__(
            [sheet(), words(_mark()), bar, self._found, self._view],
            layout=self._view.layout,
            _dom_classes=("bijak-form", "bijak-web"),
        )
        # Enter, or leaving the box, is enough; the button is for the mouse.
        self._query.observe(lambda event: self.find(event["new"]), "value")
        self.find(query)

    def find(self, query: str) -> None:
        """Show the results for a query; asking for what is shown changes nothing."""
        if query != self._shown_query:
            self._go(lambda: self._show_results(query))

    def visit(self, url: str) -> None:
        """Show the page at an address."""
        self._go(lambda: self._show_page(url))

    def go_back(self) -> None:
        """Show what was shown before."""
        if self._past:
            self._now = self._past.pop()
            self._now()
        self._back.disabled = not self._past

    def _press(self) -> None:
        self.find(self._query.value)

    def _go(self, show: Callable[[], None]) -> None:
        if self._now:
            self._past.append(self._now)
        self._now = show
        show()
        self._back.disabled = not self._past

    def _show_results(self, query: str) -> None:
        # Before the box changes: its event then finds nothing new to do.
        self._shown_query = query
        self._query.value = query
        results = self._search(query)
        self._found.value = _count(results, query)
        self._view.children = [
            stack(
                words(_above(result)),
                self._link(result.title, result.url),
                words(_below(result)),
                classes="bijak-result",
            )
            for result in results
        ]

    def _show_page(self, url: str) -> None:
        self._shown_query = None
        try:
            page = self._page(url)
        except BijakError as error:
            self._found.value, self._view.children = escaped(str(error)), ()
            return
        links = [self._link(f"Buka {link}", link) for link in page.links]
        self._found.value = f"Laman terbuka: {escaped(page.title)}."
        self._view.children = [words(page_html(page)), *links]

    def _link(self, label: str, url: str) -> ipywidgets.Button:
        return button(label, lambda: self.visit(url), "bijak-title")


def explorer(search: Callable, page: Callable, query: str = "") -> ipywidgets.Widget:
    """A clickable mini web.

    Args:
        search: query → results with title, url, snippet, date and is_ad.
        page: url → page with title, url, publisher, date, paragraphs and links;
            may raise `BijakError`, whose sentence is shown.
        query: what is searched at the start.
    """
    return Explorer(search, page, query)
