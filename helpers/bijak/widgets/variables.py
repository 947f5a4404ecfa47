"""The variables of whoever works in this kernel."""

from __future__ import annotations

from collections.abc import Mapping

from .displays import _shell


def user_variables() -> Mapping[str, object]:
    """Name → value in the running notebook; empty outside of one."""
    shell = _shell()
    return shell.user_ns if shell else {}
