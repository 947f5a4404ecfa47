"""The mini web in a lesson: to click where there is a front end, else to read."""

from __future__ import annotations

from ..widgets import has_front_end, show
from ..widgets.miniweb import explorer, static_html
from . import miniweb


def jelajahi_web(kata: str = "") -> None:
    """Buka web mini: cari, baca laman, dan bandingkan sumber tanpa internet.

    Contoh: ``jelajahi_web("posyandu sukateliti")``
    """
    results = miniweb.search(kata)
    live = explorer(miniweb.search, miniweb.page, kata) if has_front_end() else None
    titles = "\n".join(f"{result.title} — {result.url}" for result in results)
    show(live, static_html(results), titles)
