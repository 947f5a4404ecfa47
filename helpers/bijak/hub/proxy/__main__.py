"""``python -m bijak.hub.proxy``: have the proxy installed, or say why not."""

import sys

from . import ProxyMissing, command

if __name__ == "__main__":
    try:
        command()
    except ProxyMissing as error:
        sys.exit(f"{error}\n{error.detail}")
