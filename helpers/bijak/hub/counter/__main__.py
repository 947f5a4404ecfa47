"""``python -m bijak.hub.counter``: what the hub starts."""

from .app import main

if __name__ == "__main__":
    raise SystemExit(main())
