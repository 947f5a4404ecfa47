"""What a class's hand-ins say, read once, as data.

Nothing here judges a class or writes anything. The answers are participants' data:
they are read size-limited, cleaned, and held against the item table.

    sittings   the sheets of the test: who answered what, and whether it was right
    people     codes and regions, as the roster tells them
    gradebook  points of each hand-in
    mistakes   items of other assignments, counted as on the trainer's board
"""

from .gradebook import Scores, read_scores
from .mistakes import ItemTally, count_mistakes, mark
from .people import Roster, read_roster
from .sittings import (
    ClassSittings,
    Sitting,
    read_class,
    read_sitting,
    read_sittings,
    sheet_items,
)

__all__ = [
    "ClassSittings",
    "ItemTally",
    "Roster",
    "Scores",
    "Sitting",
    "count_mistakes",
    "mark",
    "read_class",
    "read_roster",
    "read_scores",
    "read_sitting",
    "read_sittings",
    "sheet_items",
]
