"""The module that judges a kind: the one of the same name."""

from __future__ import annotations

from types import ModuleType

from ..items import module_of


def judge_of(kind: str) -> ModuleType:
    """The module with ``check``, ``score``, ``right`` and ``wrong`` for a kind.

    A kind whose keys can be wrong in themselves also has ``key_problem``.

    Raises:
        KeyError: there is no such kind.
    """
    return module_of(__package__, kind)
