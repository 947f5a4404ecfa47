"""``python -m bijak.seats SOCKET MODE ENTRY``: the warmed process."""

import sys

from .warmed import main

if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
