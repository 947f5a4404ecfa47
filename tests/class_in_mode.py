"""``python class_in_mode.py MODE class start …``: a class in one mode that holds here.

A class takes the strongest mode; this is how a weaker one is tried where it does.
"""

import sys

from bijak import seats
from bijak.cli import main
from bijak.seats import choosing
from bijak.seats.modes import mode_named


def take(name: str) -> None:
    """Let the class find this mode and no other.

    Raises:
        SystemExit: it does not hold on this computer.
    """
    mode = mode_named(name)
    if not choosing.holds(mode):
        raise SystemExit(f"{name} does not hold here")
    seats.choose_mode = lambda: mode


if __name__ == "__main__":
    take(sys.argv.pop(1))
    main()
