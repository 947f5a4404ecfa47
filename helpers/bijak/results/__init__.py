"""What a class's hand-ins say, read once, as data.

Nothing here judges a class or writes anything; `sittings` are the sheets of the test.
The answers are participants' data: they are read size-limited, cleaned, and held
against the item table.
"""

from .sittings import ClassSittings, Sitting, read_class, read_sitting, read_sittings

__all__ = [
    "ClassSittings",
    "Sitting",
    "read_class",
    "read_sitting",
    "read_sittings",
]
