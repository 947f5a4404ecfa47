"""People's own data: shown as any table."""

from .table import paper, static, words

__all__ = ["paper", "static", "words"]
