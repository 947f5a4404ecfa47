"""How many bytes the first page of an assignment costs a participant's phone.

    python benchmarks/page_weight.py

One participant on a telephone's screen comes in, opens an assignment and waits for its
last form; later the same browser comes back. Measured in headless Chromium behind the
proxy of a class, once as every participant's own server sends the pages, once with the
files that a class shares: what the browser received over HTTP (CDP's
``Network.loadingFinished``), and all that passed the wire, with headers and websockets.
Nothing is written into the project.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections import Counter
from pathlib import Path

from playwright.sync_api import sync_playwright

PROJECT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(PROJECT / "tests" / "browser"))

from driving import enter_new, open_assignment  # noqa: E402
from shared_files import in_a_class  # noqa: E402

NOT_COPIED = (".git", ".venv", "pekerjaan", "kelas", "dist", "__pycache__")
PEOPLE = 50
NETWORKS = (20, 50)  # megabits per second that an access point really passes on


def main() -> None:
    """Measure both ways and print the table and the arithmetic."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as driver:
        ignored = shutil.ignore_patterns(*NOT_COPIED)
        root = shutil.copytree(PROJECT, Path(folder) / "Bijak", ignore=ignored)
        browser = driver.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox"]
        )
        for shared in (False, True):
            shutil.rmtree(root / "pekerjaan", ignore_errors=True)
            with in_a_class(root, shared) as (bijak, relay):
                measure(browser, bijak, relay, "shared" if shared else "own servers")


def measure(browser, bijak, relay, name: str) -> None:
    """Two visits of one browser, printed."""
    context = browser.new_context(viewport={"width": 360, "height": 740})
    context.set_default_timeout(90_000)
    for visit in ("first", "second"):
        before = relay.down
        files = visit_once(context, bijak, new=visit == "first")
        wire = relay.down - before
        sys.stdout.write(
            f"{name}, {visit} visit: {sum(files.values()) / 1e6:.2f} MB over HTTP, "
            f"{wire / 1e6:.2f} MB on the wire{minutes(wire)}\n"
        )
    context.close()


def visit_once(context, bijak, new: bool) -> Counter:
    """Open the assignment and wait for its last form; address → bytes over HTTP."""
    page = context.new_page()
    network = context.new_cdp_session(page)
    network.send("Network.enable")
    addresses, sizes = {}, Counter()

    def asked(event) -> None:
        addresses[event["requestId"]] = event["request"]["url"]

    def arrived(event) -> None:
        name = addresses.get(event["requestId"], event["requestId"])
        sizes[name.partition("?")[0]] += int(event["encodedDataLength"])

    network.on("Network.requestWillBeSent", asked)
    network.on("Network.loadingFinished", arrived)
    if new:
        enter_new(page, bijak)
    else:
        page.goto(bijak.base)
    open_assignment(page)
    page.wait_for_timeout(1500)  # what JupyterLab fetches when all is shown
    page.close()
    return sizes


def minutes(size: int) -> str:
    """Arithmetic, not measured: all phones at once through one access point."""
    times = (
        f"{PEOPLE * size * 8 / (speed * 1e6) / 60:.1f} min at {speed} Mbit/s"
        for speed in NETWORKS
    )
    return f" ({PEOPLE} phones: {', '.join(times)})"


if __name__ == "__main__":
    main()
