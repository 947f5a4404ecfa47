"""What several tests of a class begin with."""

import tempfile
from pathlib import Path

import pytest
from counter_class import Visitor

from ordinary_user import closed_to_others


@pytest.fixture
def trainer(hub):
    """The trainer's browser."""
    visitor = Visitor(hub)
    visitor.log_in()
    return visitor


@pytest.fixture
def open_folder():
    """A new folder that an ordinary user may enter too."""
    if closed := closed_to_others():
        pytest.skip(f"only root may enter {closed[0]}")
    with tempfile.TemporaryDirectory(prefix="bijak-uji-") as folder:
        Path(folder).chmod(0o755)
        yield Path(folder)
