"""What the first page costs over a hall's Wi-Fi, behind the proxy of a class."""

import sys
from pathlib import Path

from driving import enter_new, open_assignment

from bijak.hub import assets

FIRST, SECOND = 2_600_000, 350_000
"""Bytes on the wire that a phone may cost, with room above what was measured."""


def test_phone_loads_two_megabytes_once(behind_a_proxy, visit):
    """JupyterLab comes packed and from one place; the second visit hardly costs."""
    bijak, relay = behind_a_proxy
    page = visit(width=360, height=740)
    asked = []
    page.context.on("response", lambda answer: asked.append(answer))
    enter_new(page, bijak)
    open_assignment(page)
    page.wait_for_timeout(1500)
    first = relay.down
    second_page = page.context.new_page()
    page.close()
    second_page.goto(bijak.base)
    open_assignment(second_page)
    second_page.wait_for_timeout(1500)
    second = relay.down - first
    scripts = [one.url for one in asked if "/static/lab/" in one.url]
    assert [] == scripts, "a participant's own server sent JupyterLab"
    assert any(assets.address() in one.url for one in asked)
    assert [] == [one.url for one in asked if one.status >= 400]
    assert first < FIRST
    assert second < SECOND
    sys.stdout.write(f"first {first}, second {second} bytes\n")


def test_nothing_switched_off_is_loaded(behind_a_proxy, visit):
    """Extensions that participants never see do not travel to their phones."""
    bijak, _ = behind_a_proxy
    page = visit(width=360, height=740)
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    enter_new(page, bijak)
    open_assignment(page)
    parts = {Path(url).name for url in asked}
    assert any("/ext/@jupyter-widgets/" in url for url in asked), sorted(parts)
    unwanted = ("/ext/@jupyter/nbgrader", "/ext/jupyterlab-jupytext", "lab-extension")
    assert [] == [url for url in asked if any(one in url for one in unwanted)]
