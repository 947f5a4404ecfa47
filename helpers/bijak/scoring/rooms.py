"""The module that judges a kind: the one of the same name."""

from __future__ import annotations

from importlib import import_module
from types import ModuleType

from ..items import KINDS

_KINDS = frozenset(KINDS.values())


def judge_of(kind: str) -> ModuleType:
    """The module with ``check``, ``score``, ``right`` and ``wrong`` for a kind.

    A kind whose keys can be wrong in themselves also has ``key_problem``.

    Raises:
        KeyError: there is no such kind.
    """
    if kind not in _KINDS:
        raise KeyError(kind)
    return import_module(f".{kind}", __package__)
