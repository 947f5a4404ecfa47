"""How strongly participants' code is confined, by name and in a sentence."""

from __future__ import annotations

from dataclasses import dataclass

from ..errors import BijakError
from . import sentences

NAMESPACES, LANDLOCK, NONE = "namespaces", "landlock", "none"


class NotConfined(BijakError):
    """Participants' code was not run, because no walls stand around it."""


@dataclass(frozen=True)
class Level:
    """A way to confine, to be printed and recorded with each grade.

    Attributes:
        name: "namespaces", "landlock" or "none".
        words: an Indonesian sentence.
        unsafe: whether code may run although the name is "none".
    """

    name: str
    words: str
    unsafe: bool = False


FULL = Level(NAMESPACES, sentences.FULL)
PART = Level(LANDLOCK, sentences.PART)
NO_WALLS = Level(NONE, sentences.NONE)
UNSAFE = Level(NONE, sentences.OPEN, unsafe=True)
