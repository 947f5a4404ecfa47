"""People who have withdrawn from a class: known by a salted hash, and erased by code.

register    who has withdrawn, without saying who it was
erasing     a code taken out of what belongs to others
inbound     hand-ins of nbgrader's exchange that must not come back
"""

from .erasing import Eraser
from .inbound import clear_inbound
from .register import Register

__all__ = ["Eraser", "Register", "clear_inbound"]
