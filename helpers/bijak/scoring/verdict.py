"""What a scored answer comes to."""

from __future__ import annotations

from dataclasses import dataclass, field

from ..items import Key

EMPTY, INCOMPLETE, UNREADABLE, RIGHT, PARTLY, WRONG = (
    "empty",
    "incomplete",
    "unreadable",
    "right",
    "partly",
    "wrong",
)


Finding = tuple[str, str]
"""A state and the sentence that says what is missing; two empty texts: judgeable."""

JUDGEABLE: Finding = ("", "")


@dataclass(frozen=True)
class Verdict:
    """The judgement of one answer.

    Attributes:
        share: what was earned, 0 to 1.
        sentences: what helps, in Indonesian, in reading order.
        state: one of `EMPTY`, `UNREADABLE`, `RIGHT`, `PARTLY`, `WRONG`; a
            `Finding` may also be `INCOMPLETE`.
        points: points earned.
        total: points of the item.
        numbers: other measures of the answer, by name (``H``, ``F``).
    """

    share: float
    sentences: tuple[str, ...] = ()
    state: str = ""
    points: float = 0.0
    total: float = 0.0
    numbers: dict[str, float] = field(default_factory=dict)


def graded_state(share: float) -> str:
    """The state of an answer that could be judged."""
    return RIGHT if share >= 1 - 1e-9 else PARTLY if share > 0 else WRONG


def say(key: Key, *names: object) -> tuple[str, ...]:
    """The author's sentences for these names, where there are any."""
    return tuple(key.feedback[name] for name in names if name in key.feedback)
