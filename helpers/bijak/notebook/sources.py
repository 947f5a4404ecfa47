"""Where the facts of a lesson come from, shown at its end."""

from __future__ import annotations

from datetime import date

from .. import widgets
from ..errors import MissingData
from ..facts import read_facts
from ..paths import project_root
from ..syllabus import read_syllabus
from ..views.sources import sources_html, sources_text


def tampilkan_sumber(modul: str) -> None:
    """Tampilkan setiap fakta nyata sebuah modul bersama sumber dan tanggalnya.

    Faktanya tercantum di silabus modul itu; sumbernya di data ``fakta``.

    Contoh: ``tampilkan_sumber("b1-lima-langkah-bijak")``

    Args:
        modul: nama modul.

    Raises:
        MissingData: modul atau faktanya tidak ada.
    """
    modules = {one.id: one for one in read_syllabus(project_root())}
    if modul not in modules:
        raise MissingData(f"Modul “{modul}” tidak ada di silabus.")
    known = read_facts()
    names = modules[modul].facts
    missing = [name for name in names if name not in known]
    if missing:
        raise MissingData(f"Fakta “{missing[0]}” tidak ada di data fakta.")
    facts, today = [known[name] for name in names], date.today()
    widgets.style()
    widgets.show(None, sources_html(facts, today), sources_text(facts, today))
