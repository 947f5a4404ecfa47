"""JupyterLab's own files, for everybody's browser, from one place and once.

Each participant has a server with an address of its own, so a browser that changes
seats would fetch JupyterLab again, and those servers send it as it lies on the disk:
7 MB. Here the counter serves it for all, packed with gzip (browsers ask for nothing
better over plain HTTP), under an address that changes when a file changes. So a
browser may keep it for a year and never asks again.

Nothing here is secret, and nobody has to be logged in to get it.
"""

from __future__ import annotations

import asyncio
import gzip
import hashlib
import mimetypes
import sys
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tornado.web import HTTPError, RequestHandler

PREFIX = "/services/loket/"
_SHARE = Path(sys.prefix, "share", "jupyter")
FOLDERS = (
    ("lab", _SHARE / "lab" / "static"),
    ("ext", _SHARE / "labextensions"),
    ("ext", Path(__file__).parents[1] / "jupyter" / "labextension"),
)
"""Name in the address → folder on the disk."""
_UNWANTED = frozenset({".map", ".orig"})
_YEAR = 365 * 24 * 3600


@dataclass(frozen=True)
class Packed:
    """One file, ready to be sent.

    Attributes:
        kind: its media type.
        content: what goes over the wire.
        zipped: whether that is packed; a picture or a font gains nothing by it.
    """

    kind: str
    content: bytes
    zipped: bool


def address() -> str:
    """Where the files are for the browser: a path with the present version in it."""
    return f"{PREFIX}aset/{version()}"


@cache
def version() -> str:
    """A fingerprint of all files: twelve characters, the same wherever they lie."""
    sums = hashlib.sha256()
    for name, file in _found():
        sums.update(f"{name}\0".encode())
        sums.update(hashlib.sha256(file.read_bytes()).digest())
    return sums.hexdigest()[:12]


def routes() -> list[tuple]:
    """The routes for the counter; packing starts now and takes about a second."""
    packer = ThreadPoolExecutor(1, "aset")  # zlib lets others work meanwhile
    shelf = packer.submit(pack)
    packer.shutdown(wait=False)
    return [(r"aset/([0-9a-f]+)/(.+)", SharedFile, {"shelf": shelf})]


def pack() -> dict[str, Packed]:
    """Every file under its name in the address."""
    return {name: _packed(file) for name, file in _found()}


def _found() -> list[tuple[str, Path]]:
    files = [
        (f"{top}/{file.relative_to(folder).as_posix()}", file)
        for top, folder in FOLDERS
        for file in folder.rglob("*")
        if file.suffix not in _UNWANTED and file.is_file()
    ]
    return sorted(files)


def _packed(file: Path) -> Packed:
    kind = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
    content = file.read_bytes()
    small = gzip.compress(content, 9, mtime=0)
    zipped = len(small) < 0.95 * len(content)
    return Packed(kind, small if zipped else content, zipped)


class SharedFile(RequestHandler):
    """``GET aset/<version>/<name>``: a file that never changes under its address."""

    def initialize(self, shelf: Future[dict[str, Packed]]) -> None:
        """Take the packed files, or the promise of them."""
        self.shelf = shelf

    async def get(self, asked: str, name: str) -> None:
        """Send a file, or nothing where the browser has it already."""
        files = await asyncio.wrap_future(self.shelf)
        file = files.get(name) if asked == version() else None
        if file is None:
            raise HTTPError(404)
        self.set_header("Content-Type", file.kind)
        self.set_header("Cache-Control", f"public, max-age={_YEAR}, immutable")
        self.set_header("X-Content-Type-Options", "nosniff")
        self.set_header("Vary", "Accept-Encoding")
        if not file.zipped:
            self.finish(file.content)
        elif "gzip" in self.request.headers.get("Accept-Encoding", ""):
            self.set_header("Content-Encoding", "gzip")
            self.finish(file.content)
        else:
            self.finish(gzip.decompress(file.content))

    def compute_etag(self) -> str:
        """The version stands for the content; no need to look at it."""
        return f'"{version()}"'
