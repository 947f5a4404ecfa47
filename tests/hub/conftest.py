"""What several tests of a class begin with."""

import pytest
from counter_class import Visitor


@pytest.fixture
def trainer(hub):
    """The trainer's browser."""
    visitor = Visitor(hub)
    visitor.log_in()
    return visitor
