"""Why the counter does not do what it was asked."""

from __future__ import annotations

from ...errors import BijakError


class Refusal(BijakError):
    """A refusal that a participant should read.

    Attributes:
        status: the HTTP status that goes with it.
    """

    def __init__(self, sentence: str, status: int) -> None:
        """Keep both."""
        super().__init__(sentence)
        self.status = status
