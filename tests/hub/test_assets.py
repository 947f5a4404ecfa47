"""JupyterLab's files for all browsers: packed once, kept for a year, never stale."""

import asyncio
import gzip
import urllib.error
import urllib.request
from contextlib import asynccontextmanager

import pytest
from tornado.web import Application

from bijak.hub import assets
from visitors import in_own_loop


@asynccontextmanager
async def counter():
    """Serve the files as the counter does; the address of the host."""
    routes = [(assets.PREFIX + route, *rest) for route, *rest in assets.routes()]
    server = Application(routes).listen(0, "127.0.0.1")
    (port,) = {sock.getsockname()[1] for sock in server._sockets.values()}
    yield f"http://127.0.0.1:{port}"
    server.stop()


def ask(*paths, **headers):
    """(status, headers, content) for each path below the shared files' address."""

    def fetch(url):
        request = urllib.request.Request(url, headers=headers)
        try:
            with urllib.request.urlopen(request) as answer:
                return answer.status, answer.headers, answer.read()
        except urllib.error.HTTPError as error:
            return error.code, error.headers, error.read()

    async def all_of_them():
        async with counter() as host:
            return [
                await asyncio.to_thread(fetch, host + path)
                for path in (f"{assets.address()}/{one}" for one in paths)
            ]

    return in_own_loop(all_of_them())


def file_named(pattern):
    """(name in the address, file) of one of JupyterLab's files."""
    folder = dict(assets.FOLDERS)["lab"]
    file = next(folder.glob(pattern))
    return f"lab/{file.name}", file


def test_script_comes_packed_and_may_be_kept():
    """JupyterLab's largest script costs a third, once, and nothing for a year."""
    name, file = file_named("jlab_core.*.js")
    ((status, headers, content),) = ask(name, **{"Accept-Encoding": "gzip, deflate"})
    assert (200, "gzip") == (status, headers["Content-Encoding"])
    assert "public, max-age=31536000, immutable" == headers["Cache-Control"]
    assert headers["Content-Type"].endswith("/javascript")
    assert file.read_bytes() == gzip.decompress(content)
    assert len(content) < file.stat().st_size / 3


def test_browser_that_unpacks_nothing_is_served():
    """Without Accept-Encoding the same bytes come as they are."""
    name, file = file_named("jlab_core.*.js")
    ((_, headers, content),) = ask(name)
    assert headers["Content-Encoding"] is None
    assert file.read_bytes() == content


def test_fonts_are_not_packed_twice():
    """What is compressed already goes out as it lies on the disk."""
    name, file = file_named("*.woff2")
    ((_, headers, content),) = ask(name, **{"Accept-Encoding": "gzip"})
    assert headers["Content-Encoding"] is None
    assert file.read_bytes() == content


def test_asked_again_only_the_answer_travels():
    """A browser that asks whether its copy is good hears yes, without content."""
    name, _ = file_named("main.*.js")
    tag = f'"{assets.version()}"'
    ((status, _, content),) = ask(name, **{"If-None-Match": tag})
    assert (304, b"") == (status, content)


def test_our_own_extension_is_among_them():
    """The script that makes JupyterLab a form comes by the same road."""
    ((status, _, content),) = ask("ext/bijak-peserta/js/remoteEntry.js")
    assert 200 == status
    assert b"bijak" in content


@pytest.mark.parametrize(
    "path",
    [
        "lab/tidak-ada.js",
        "lab/../../../../etc/passwd",
        "lab/%2e%2e/%2e%2e/kernels/python3/kernel.json",
        "ext/../../bijak/hub/assets.py",
    ],
)
def test_nothing_else_can_be_asked_for(path):
    """Only listed names are served, however they are written."""
    assert 404 == ask(path)[0][0]


def test_another_version_is_not_there(monkeypatch):
    """An address of other files never gets these, which it would keep for a year."""
    name, _ = file_named("main.*.js")
    monkeypatch.setattr(assets, "address", lambda: f"{assets.PREFIX}aset/0123456789ab")
    assert 404 == ask(name)[0][0]


def test_version_follows_the_content(monkeypatch, tmp_path):
    """A changed byte or name makes a new address; a new date or place does not."""

    def version(folder):
        monkeypatch.setattr(assets, "FOLDERS", (("lab", folder),))
        assets.version.cache_clear()
        return assets.version()

    seen = []
    for number, (name, text) in enumerate(
        [("a.js", "1"), ("a.js", "1"), ("a.js", "2"), ("b.js", "1")]
    ):
        folder = tmp_path / str(number)
        folder.mkdir()
        (folder / name).write_text(text, "utf-8")
        seen.append(version(folder))
    assets.version.cache_clear()
    assert seen[0] == seen[1]
    assert 3 == len(set(seen))
