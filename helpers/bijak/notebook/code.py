"""Code items: what the variables of a cell hold, shown as it will be read.

Nothing is stored or judged here. An item that nobody begins is no gap: it is a bonus.
"""

from __future__ import annotations

import html
import json
from collections.abc import Mapping

from .. import widgets
from ..errors import BijakError
from ..items import Item, make_item
from ..scoring import check
from ..scoring.code import names_of
from ..scoring.verdict import EMPTY
from ..views import form_html
from ..views.code import words
from ..widgets.variables import user_variables
from .asking import say

_SAVE = "Simpan berkas ini (Ctrl+S) sebelum mengumpulkan, agar kodenya ikut."
_BONUS = "Bagian ini bonus; boleh dilewati."


class _Code:
    """What an assignment may ask beside its forms."""

    _code: dict[str, Item]

    def ambil_kode(self, soal: str, **isi) -> None:
        """Tunjukkan isi variabel yang akan dinilai; bagian ini bonus.

        Contoh: ``latihan.ambil_kode("d1-12", nama={"rata": "angka"})``
        """
        try:
            item = make_item("ambil_kode", soal, isi)
        except BijakError as error:
            say(str(error))
            return
        self._code[item.id] = item
        found, refused = code_values(item, user_variables())
        shown, text = form_html(item, found), words(item, found)
        for sentence in refused:
            shown += f'<p class="bijak-catatan" role="note">{html.escape(sentence)}</p>'
            text += f"\n{sentence}"
        widgets.show(None, shown, text)


def code_values(
    item: Item, variables: Mapping[str, object]
) -> tuple[dict[str, object], list[str]]:
    """The declared names as plain data, exactly as a grader reads them.

    Args:
        item: what is asked.
        variables: name → value.

    Returns:
        (values, sentences): what was read, and why something cannot be. A name whose
        value cannot be read has the value None; one that is missing is missing.
    """
    # Loaded here: nobody else in a kernel needs what confines code.
    from ..confinement.job import Limits
    from ..confinement.plain_data import Refused, plain_json
    from ..confinement.sentences import refused_sentence

    limits = Limits()
    values: dict[str, object] = {}
    sentences = []
    for name, kind in names_of(item).items():
        if name not in variables:
            continue
        try:
            text = plain_json(variables[name], kind, limits.depth, limits.result // 2)
            values[name] = json.loads(text)
        except Refused as reason:
            values[name] = None
            sentences.append(refused_sentence(name, reason.args[0]))
    return values, sentences


def taken(item: Item) -> dict[str, object]:
    """What the declared names hold in this notebook now."""
    return code_values(item, user_variables())[0]


def code_status(item: Item) -> str:
    """How a code item stands, as HTML; never whether it is right."""
    state, why = check(item, taken(item))
    if state == EMPTY:
        return f'<span class="bijak-belum">○ {_BONUS}</span>'
    if state:
        return f'<span class="bijak-belum">○ {html.escape(why)}</span>'
    return f'<span class="bijak-terisi">✓ Terbaca. {_SAVE}</span>'
