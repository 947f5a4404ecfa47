"""What a cell puts below itself: one bundle, a line that changes, answers as data.

Lines and data are displays of their own, so that changing them never draws a form
anew: whoever is typing keeps the focus.
"""

from __future__ import annotations

import os
import sys
import uuid
from collections.abc import Callable
from functools import cache
from pathlib import Path

from ..answers import ANSWER_MIME

_WIDGET_MIME = "application/vnd.jupyter.widget-view+json"


def _shell():
    """The running IPython shell; importing IPython only to find none is too dear."""
    if "IPython" not in sys.modules:
        return None
    from IPython import get_ipython

    return get_ipython()


def has_front_end() -> bool:
    """Whether a live form can reach anybody: in a kernel, and not while grading."""
    if os.environ.get("NBGRADER_EXECUTION"):
        return False
    return getattr(_shell(), "kernel", None) is not None


def _is_voila() -> bool:
    """Whether the page is Voilà's, which follows widgets but not changed displays."""
    return os.environ.get("SERVER_SOFTWARE", "").startswith("voila")


def _bundle(html: str, text: str) -> dict:
    return {"text/html": html, "text/plain": text}


def show(widget, html: str, text: str) -> None:
    """Display one thing in the best form that the reader's program knows.

    Args:
        widget: a live widget, or None.
        html: the static view, for pages and programs without widgets.
        text: the same in words.
    """
    if _shell() is None:
        if text:
            sys.stdout.write(f"{text}\n")
        return
    from IPython.display import display

    bundle = _bundle(html, text)
    if widget is not None and has_front_end():
        bundle |= _view_of(widget)
    display(bundle, raw=True)


def _view_of(widget) -> dict:
    view = {"model_id": widget.model_id, "version_major": 2, "version_minor": 0}
    return {_WIDGET_MIME: view}


def listen(name: str, hear: Callable[[dict], None]) -> None:
    """Let a page of this kernel say something at any time.

    Args:
        name: of the comm that the page opens.
        hear: called with the data that it opened the comm with.
    """
    kernel = getattr(_shell(), "kernel", None)
    if kernel is not None:
        kernel.comm_manager.register_target(
            name, lambda comm, message: hear(message["content"].get("data", {}))
        )


class Display:
    """A display of a cell whose content can be replaced."""

    def __init__(self) -> None:
        self._id = f"bijak-{uuid.uuid4().hex}"
        self._shown = False

    def put(self, bundle: dict) -> None:
        """Show it, or replace what is shown."""
        if _shell() is None:
            return
        from IPython.display import display, update_display

        if self._shown:
            update_display(bundle, raw=True, display_id=self._id)
        else:
            display(bundle, raw=True, display_id=self._id)
            self._shown = True


class StatusLine(Display):
    """A line that says how things stand; screen readers speak its changes."""

    def __init__(self) -> None:
        super().__init__()
        self._widget = None

    def update(self, html: str) -> None:
        """Replace the line."""
        line = f'<div class="bijak-status" role="status">{html}</div>'
        if not _is_voila():
            self.put({"text/html": line})
        elif self._widget is None:
            from ipywidgets import HTML

            self._widget = HTML(line)
            show(self._widget, line, "")
        else:
            self._widget.value = line


class Place(Display):
    """Where something live may appear later, and go away again."""

    def fill(self, widget) -> None:
        """Show a widget here; None takes away what is shown."""
        empty = {"text/plain": ""}
        self.put(empty if widget is None else empty | _view_of(widget))


def place() -> Place:
    """An empty place in the cell that runs now; ``fill(widget)`` shows one there."""
    found = Place()
    found.fill(None)
    return found


class AnswerData(Display):
    """The answers of a cell as data that the notebook file keeps."""

    def update(self, payload: dict) -> None:
        """Replace the data."""
        self.put({ANSWER_MIME: payload})


def status_line(html: str) -> StatusLine:
    """Show a line whose ``update(html)`` replaces it."""
    line = StatusLine()
    line.update(html)
    return line


def answer_data(payload: dict) -> AnswerData:
    """Put answers into the outputs of a cell; ``update(payload)`` replaces them."""
    data = AnswerData()
    data.update(payload)
    return data


@cache
def form_style() -> str:
    """The style sheets of static views and of live forms."""
    from ..views.styles import page_style, read_style

    sheets = sorted((Path(__file__).parent / "css").glob("*.css"))
    return page_style() + "".join(map(read_style, sheets))


@cache
def _helper() -> str:
    return Path(__file__).with_name("form.js").read_text(encoding="utf-8")


def style() -> None:
    """Give the page the look of the forms, and what makes them speak.

    The style sheet alone is enough to see and use everything. The small script keeps
    it on the page when the cell is drawn anew, and adds what ipywidgets cannot say:
    the names of groups and which lines are live.
    """
    if has_front_end():
        sheet = f'<style class="bijak-sheet">{form_style()}</style>'
        show(None, f"{sheet}<script>{_helper()}</script>", "")
