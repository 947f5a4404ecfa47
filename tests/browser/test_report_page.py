"""The report as people see it: nobody shut out, nothing fetched, small screens too."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from bijak.reporting.page import make_page
from report_example import example

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("width", [1280, 360])
def test_the_report_page(tmp_path, visit, width):
    """No serious violation, no request, no complaint, no sideways scrolling."""
    path = tmp_path / "laporan.html"
    path.write_bytes(make_page(example()))
    page = visit(width, 720)
    asked, said = [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.goto(path.as_uri())
    assert [one for one in asked if not one.startswith("data:")] == [path.as_uri()]
    assert said == []
    wide = page.evaluate("document.documentElement.scrollWidth")
    assert wide <= width
    shown = page.evaluate("[...document.images].every(one => one.naturalWidth > 300)")
    assert shown
    found = Axe().run(page).response["violations"]
    assert [(one["id"], len(one["nodes"])) for one in found] == []
