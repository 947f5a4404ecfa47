"""PDF pages: the one door to ReportLab.

print_pages   HTML of our own views → A4 pages, the same bytes each time
print_cards   codes and PINs → cards to cut out
"""

from .cards import Card, print_cards
from .pages import Pages, print_pages

__all__ = ["Card", "Pages", "print_cards", "print_pages"]
