"""The module that shows a kind: the one of the same name."""

from __future__ import annotations

from types import ModuleType

from ..items import module_of


def view_of(kind: str) -> ModuleType:
    """The module with ``static``, ``words`` and ``paper`` for a kind.

    Raises:
        KeyError: there is no such kind.
    """
    return module_of(__package__, kind)
