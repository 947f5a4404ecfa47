"""PDF pages: the one door to ReportLab.

    print_pages          HTML of our own views → A4 pages, the same bytes each time
    print_cards          codes and PINs → cards to cut out
    print_certificates   names and what they attended → A4 pages across
"""

from .cards import Card, print_cards
from .certificates import Page, Sheet, print_certificates
from .fonts import undrawable
from .pages import Pages, print_pages

__all__ = [
    "Card",
    "Page",
    "Pages",
    "Sheet",
    "print_cards",
    "print_certificates",
    "print_pages",
    "undrawable",
]
