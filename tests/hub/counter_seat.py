"""What a participant's server sets up, in this process: own root, socket, watcher."""

from __future__ import annotations

import asyncio
import contextlib
import shutil
import tempfile
import threading

from counter_class import PREFIX

from bijak.classroom import workspace
from bijak.jupyter import counter

CODE = "kenanga-4821"


@contextlib.contextmanager
def taken_seat(hub, monkeypatch, tmp_path, code=CODE):
    """A participant's private root, while the line to the counter is open."""
    root = tmp_path / "orang" / code
    root.mkdir(parents=True)
    for name in ("curriculum", "exercises"):
        shutil.copytree(hub.root / name, root / name)
    folder = tempfile.mkdtemp(prefix="bijak-")
    monkeypatch.setenv("BIJAK_ROOT", str(root))
    monkeypatch.setenv("BIJAK_LOKET", f"{folder}/loket")
    monkeypatch.setenv("BIJAK_LOKET_URL", f"http://127.0.0.1:{hub.counter}{PREFIX}")
    monkeypatch.setenv("JUPYTERHUB_API_TOKEN", hub.token(code))
    ready, end = threading.Event(), []

    async def serve():
        listening = counter.listen(workspace.person_folder(root, code))
        stop = asyncio.Event()
        end.append((asyncio.get_running_loop(), stop))
        ready.set()
        await stop.wait()
        listening.stop()

    thread = threading.Thread(target=lambda: asyncio.run(serve()))
    thread.start()
    ready.wait()
    try:
        yield root
    finally:
        loop, stop = end[0]
        loop.call_soon_threadsafe(stop.set)
        thread.join()
        shutil.rmtree(folder)
