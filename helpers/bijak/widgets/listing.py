"""A listing that answers, one question of its buyers after the other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import ipywidgets

from ..views.cards import post_card
from ..views.listing import progress_html, title_html
from ..views.safe import escaped
from .frame import button, legend, live, make, row, sheet, stack, words

_DONE = "Semua pertanyaan sudah terjawab. Ponsel Bu Sari boleh diam."
_BOAST = "Tulis saja “Sudah punya”"
_UNTRUE = (
    "Etalase ini sekarang mengaku punya izin, padahal catatan Bu Sari berbunyi lain. "
    "Pembeli yang tahu tidak akan kembali. Tekan pertanyaannya, lalu tulis apa adanya."
)


class ListingEditor(ipywidgets.VBox):
    """A title to write, questions to press, and the listing that they change."""

    def __init__(self, pairs: Sequence[tuple[Mapping, Mapping]], tools) -> None:
        """Show the first listing as it is.

        Args:
            pairs: each what buyers read now, and what the owner can truly tell, with
                the same columns.
            tools: the module with ``ELEMENTS``, ``missing``, ``untrue``,
                ``title_problems`` and ``as_post``.
        """
        self._pairs, self._place, self._tools = tuple(pairs), 0, tools
        self.listing = dict(self._start)
        self.title = make(
            ipywidgets.Textarea,
            "bijak-title-box",
            value=self.listing["judul"],
            rows=2,
            description="Judul etalase",
            continuous_update=True,
        )
        self._advice, self._progress = live(), live()
        self._questions = row(classes="bijak-questions")
        self._card, self._news = words("", "bijak-shop-card"), ""
        desk = stack(
            legend("Judul: tulis ulang, dan lihat aturannya"),
            self.title,
            self._advice,
            legend("Pertanyaan pembeli: tekan untuk menjawabnya di etalase"),
            self._questions,
            self._progress,
            row(*self._ways()),
            classes="bijak-shop-desk",
        )
        super().__init__(
            [sheet(), row(desk, self._card, classes="bijak-shop-sides")],
            layout=self._card.layout,
            _dom_classes=("bijak-form", "bijak-shop"),
        )
        self.title.observe(self._typed, "value")
        self._show()

    @property
    def _start(self) -> Mapping:
        return self._pairs[self._place][0]

    @property
    def _notes(self) -> Mapping:
        return self._pairs[self._place][1]

    def _ways(self) -> list[ipywidgets.Widget]:
        ways = [button("Ulang dari awal", self.start_over, "bijak-second")]
        if len(self._pairs) > 1:
            ways.append(button("Etalase berikutnya", self.go_on, "bijak-second"))
        return ways

    def go_on(self) -> None:
        """Take the next listing; after the last one the first, as it was."""
        self._place = (self._place + 1) % len(self._pairs)
        self.start_over()

    def tell(self, element_id: str) -> None:
        """Write what the notes say about one element."""
        self._write(element_id, self._notes[element_id])

    def boast(self) -> None:
        """Claim a permit that the notes do not hold."""
        self._write("izin", "Sudah punya")

    def start_over(self) -> None:
        """Back to the listing as it was."""
        self.listing = dict(self._start)
        self.title.value, self._news = self.listing["judul"], ""
        self._show()

    def _write(self, element_id: str, text: str) -> None:
        self.listing[element_id] = text
        name = next(e.name for e in self._tools.ELEMENTS if e.id == element_id)
        self._news = f"{name}: {text}"
        self._show()
        # The pressed question is gone; the focus goes on with the next one.
        left = self._questions.children[0]
        if isinstance(left, ipywidgets.Button):
            left.focus()

    def _typed(self, event: dict) -> None:
        self.listing["judul"] = event["new"]
        self._show_title()
        self._card.value = post_card(self._tools.as_post(self.listing))

    def _show_title(self) -> None:
        problems = self._tools.title_problems(
            self.listing["judul"], self.listing["jenis"], self.listing["pokok"]
        )
        self._advice.value = title_html(problems)

    def _show(self) -> None:
        untrue = self._tools.untrue(self.listing, self._notes)
        asked = [*self._tools.missing(self.listing), *untrue]
        buttons: list[ipywidgets.Widget] = []
        for element in asked:
            buttons.append(self._question(element))
            if element.id == "izin" and not untrue:
                buttons.append(button(_BOAST, self.boast, "bijak-second"))
        self._questions.children = buttons or [words(escaped(_DONE))]
        total = len(self._tools.ELEMENTS)
        warning = _UNTRUE if untrue else ""
        told = total - len(asked)
        self._progress.value = progress_html(told, total, self._news, warning)
        self._show_title()
        self._card.value = post_card(self._tools.as_post(self.listing))

    def _question(self, element) -> ipywidgets.Button:
        return button(f"“{element.question}”", lambda: self.tell(element.id))


def editor(pairs: Sequence[tuple[Mapping, Mapping]], tools) -> ipywidgets.Widget:
    """The live listings; arguments as for `ListingEditor`."""
    return stack(ListingEditor(pairs, tools))
