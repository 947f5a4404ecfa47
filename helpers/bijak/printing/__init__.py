"""PDF pages: the one door to ReportLab.

    print_pages   HTML of our own views → A4 pages, the same bytes each time
"""

from .pages import Pages, print_pages

__all__ = ["Pages", "print_pages"]
