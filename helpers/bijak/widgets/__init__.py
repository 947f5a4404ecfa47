"""Live forms and displays: the only door to ipywidgets and IPython.

Nothing is loaded before it is used, so grading never pays for a front end.

    form, quiz, check_now, hand_in_panel            live, need a front end
    show, style, status_line, answer_data, place    displays of a cell
    listen                                          what a page says at any time
    has_front_end                                   whether a live one makes sense
"""

from importlib import import_module

_PLACES = {
    "answer_data": "displays",
    "check_now": "checking",
    "flush": "quiet",
    "form": "forms",
    "hand_in_panel": "handing_in",
    "has_front_end": "displays",
    "listen": "displays",
    "place": "displays",
    "quiz": "quizzes",
    "show": "displays",
    "status_line": "displays",
    "style": "displays",
}

__all__ = [
    "answer_data",
    "check_now",
    "flush",
    "form",
    "hand_in_panel",
    "has_front_end",
    "listen",
    "place",
    "quiz",
    "show",
    "status_line",
    "style",
]


def __getattr__(name: str):
    if name in _PLACES:
        return getattr(import_module(f".{_PLACES[name]}", __name__), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
