"""A copy of the project in a folder with a foreign name, opened in Chromium."""

import os
import shutil
from pathlib import Path
from urllib.parse import urlsplit

import pytest

playwright = pytest.importorskip("playwright.sync_api")

from driving import Bijak  # noqa: E402
from shared_files import in_a_class  # noqa: E402

PROJECT = Path(__file__).resolve().parents[2]
NOT_COPIED = (".git", ".venv", ".alat", "pekerjaan", "kelas", "dist", "__pycache__")
COURSE = ("curriculum", "solutions", "exercises")
CHROMIUMS = ("chromium", "chromium-browser", "google-chrome", "chrome")


def pytest_collection_modifyitems(items):
    """Everything here needs a browser."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


def _copy(folder: Path) -> Path:
    """The project under a name as people give it; its root."""
    ignored = shutil.ignore_patterns(*NOT_COPIED, ".*_cache")
    return Path(shutil.copytree(PROJECT, folder / "Bijak é", ignore=ignored))


@pytest.fixture(scope="module")
def bijak(tmp_path_factory):
    """Bijak running in its own copy of the project."""
    running = Bijak(_copy(tmp_path_factory.mktemp("pintu")))
    yield running
    running.stop()


@pytest.fixture(scope="module")
def tiny_bijak(made_release, tmp_path_factory):
    """Bijak running with the tiny course, which has every kind of item."""
    root = _copy(tmp_path_factory.mktemp("kecil"))
    for name in COURSE:
        shutil.rmtree(root / name)
        shutil.copytree(made_release / name, root / name)
    running = Bijak(root)
    yield running
    running.stop()


@pytest.fixture(scope="module")
def behind_a_proxy(tmp_path_factory):
    """Bijak behind a class's proxy and shared files, and what counts bytes."""
    with in_a_class(_copy(tmp_path_factory.mktemp("kelas"))) as made:
        yield made


@pytest.fixture(scope="session")
def chromium():
    """A browser without a screen."""
    found = os.environ.get("BIJAK_CHROMIUM") or next(
        filter(None, map(shutil.which, CHROMIUMS)), None
    )
    with playwright.sync_playwright() as driver:
        made = driver.chromium.launch(
            executable_path=found,
            args=["--no-sandbox", "--disable-background-networking"],
        )
        yield made
        made.close()


@pytest.fixture
def visit(chromium):
    """Open pages, each in a browser of its own; nothing may leave the laptop."""
    contexts, strangers = [], []

    def note(request):
        where = urlsplit(request.url)
        if where.scheme in ("http", "https", "ws") and where.hostname != "127.0.0.1":
            strangers.append(request.url)

    def made(width: int = 1366, height: int = 768, **more):
        size = {"width": width, "height": height}
        context = chromium.new_context(viewport=size, **more)
        context.set_default_timeout(60_000)
        context.on("request", note)
        contexts.append(context)
        return context.new_page()

    yield made
    for context in contexts:
        context.close()
    assert [] == strangers


@pytest.fixture
def page(visit):
    """One page on a laptop's screen."""
    return visit()
