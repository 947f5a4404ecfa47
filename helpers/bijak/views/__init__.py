"""What people see of questions, answers and verdicts: pure functions → HTML or text.

Nothing here needs a front end, raises, or trusts what a participant wrote.
"""

from .cards import post_card
from .forms import form_html
from .paper import paper_html
from .styles import page_style
from .verdicts import verdict_html
from .words import answer_text, start_order

__all__ = [
    "answer_text",
    "form_html",
    "page_style",
    "paper_html",
    "post_card",
    "start_order",
    "verdict_html",
]
