"""Practice items of a lesson: asked, judged at once, tried as often as one likes."""

from __future__ import annotations

import contextlib
from pathlib import Path

from .. import widgets
from ..answers import AnswerBook, confidences
from ..errors import AnswersNotSaved
from ..items import KEY_ARGUMENTS, make_item, make_key
from ..items.personal import personal_item, personal_key
from ..scoring import score
from ..views import answer_text, form_html, verdict_html
from .asking import _Forms


class Kuis(_Forms):
    """Soal percobaan dalam pelajaran, dengan umpan balik seketika."""

    def __init__(self) -> None:
        self._book: AnswerBook | None = None

    def _ask(self, method: str, item_id: str, arguments: dict) -> None:
        if self._book is None:
            self._book = AnswerBook(Path.cwd(), "pelajaran")
            widgets.style()
        key = make_key({k: v for k, v in arguments.items() if k in KEY_ARGUMENTS})
        asked = {k: v for k, v in arguments.items() if k not in KEY_ARGUMENTS}
        item = make_item(method, item_id, asked)
        code = Path.cwd().parent.name  # the participant's folder
        item, key = personal_item(item, code), personal_key(key, item, code)
        answer = self._book.get(item.id)
        sure = confidences(self._book.entries).get(item.id, {})

        def change(value: object, part: str = "") -> None:
            # A quiz is practice: it goes on where nothing can be saved.
            with contextlib.suppress(AnswersNotSaved):
                self._book.set(item.id, value, part)

        def judge(given: object) -> str:
            verdict = score(item, given, key)
            return verdict_html(item, given, verdict, with_points=False)

        live = widgets.has_front_end()
        form = widgets.quiz(item, answer, change, judge, sure) if live else None
        widgets.show(form, form_html(item, answer, sure), answer_text(item, answer))


kuis = Kuis()
"""Soal percobaan: ``kuis.pilih("b1-k1", pilihan={…}, kunci="b", umpan_balik={…})``."""
