"""What stands before a participant's server in a class: proxy and shared files."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
import threading
import urllib.request
from contextlib import contextmanager, suppress
from unittest.mock import patch

from driving import Bijak, free_port

from bijak.hub import assets, proxy

COUNTER = """
import asyncio, sys
from tornado.web import Application
from bijak.hub import assets

async def serve():
    routes = [(assets.PREFIX + route, *rest) for route, *rest in assets.routes()]
    Application(routes).listen(int(sys.argv[1]), "127.0.0.1")
    print("siap", flush=True)
    await asyncio.Event().wait()

asyncio.run(serve())
"""


@contextmanager
def in_a_class(root, shared: bool = True):
    """A started Bijak behind the proxy of a class, with or without shared files.

    Yields:
        Bijak with the address of the proxy, and the relay that counts what passes.
    """
    wanted = {"BIJAK_ASSETS_URL": assets.address() if shared else ""}
    with patch.dict(os.environ, wanted):
        bijak = Bijak(root)
    front, control, counter = free_port(), free_port(), free_port()
    words = ["--ip=127.0.0.1", f"--port={front}", f"--api-port={control}"]
    server = bijak.address.partition("/bijak")[0]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.STDOUT}
    started = subprocess.Popen(
        [*proxy.command(), *words, f"--default-target={server}"], **quiet
    )
    serving = subprocess.Popen(
        [sys.executable, "-c", COUNTER, str(counter)], stdout=subprocess.PIPE
    )
    relay = Relay(front)
    try:
        serving.stdout.readline()
        route(control, assets.PREFIX, counter)
        here = f"http://127.0.0.1:{relay.port}"
        bijak.address = bijak.address.replace(server, here)
        bijak.base = bijak.base.replace(server, here)
        yield bijak, relay
    finally:
        relay.stop()
        for process in (started, serving):
            process.terminate()
            process.wait()
        serving.stdout.close()
        bijak.stop()


def route(control: int, prefix: str, port: int) -> None:
    """Tell the proxy who serves a prefix; waits until it listens."""
    request = urllib.request.Request(
        f"http://127.0.0.1:{control}/api/routes{prefix}",
        data=f'{{"target": "http://127.0.0.1:{port}"}}'.encode(),
        method="POST",
    )
    for attempt in range(100):
        try:
            urllib.request.urlopen(request).close()
            return
        except OSError:
            if attempt == 99:
                raise
            threading.Event().wait(0.1)


class Relay:
    """Passes everything on to a port and counts it, as the radio would carry it.

    Attributes:
        port: where it listens.
        down: bytes to the browser so far, with headers and websockets.
        up: bytes from the browser so far.
    """

    def __init__(self, target: int) -> None:
        """Start it in a thread of its own."""
        self.port, self._target = free_port(), target
        self.down = self.up = 0
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever)
        self._thread.start()
        serving = asyncio.start_server(self._pass, "127.0.0.1", self.port)
        self._server = asyncio.run_coroutine_threadsafe(serving, self._loop).result()

    async def _pass(self, reader, writer) -> None:
        try:
            theirs, out = await asyncio.open_connection("127.0.0.1", self._target)
        except OSError:
            writer.close()
            return
        with suppress(asyncio.CancelledError):
            await asyncio.gather(
                self._copy(reader, out, "up"), self._copy(theirs, writer, "down")
            )

    async def _copy(self, source, sink, way: str) -> None:
        try:
            while data := await source.read(65536):
                setattr(self, way, getattr(self, way) + len(data))
                sink.write(data)
                await sink.drain()
        except OSError:
            pass
        finally:
            sink.close()

    def stop(self) -> None:
        """End it, whoever is still connected."""
        asyncio.run_coroutine_threadsafe(self._end(), self._loop).result()
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    async def _end(self) -> None:
        self._server.close()
        others = asyncio.all_tasks() - {asyncio.current_task()}
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)
        await asyncio.sleep(0.1)  # let the closed connections go
