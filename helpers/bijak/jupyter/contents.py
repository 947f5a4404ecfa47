"""What JupyterLab may show: the active participant's folder and nothing else.

This is courtesy between people who share a laptop, like a folded sheet of paper. It
is not a security boundary: code in a notebook, or the system's file manager, can
still read the other folders.
"""

from __future__ import annotations

import posixpath

from jupyter_core.utils import ensure_async
from jupyter_server.services.contents.largefilemanager import AsyncLargeFileManager
from tornado.web import HTTPError
from traitlets import Unicode


class ParticipantContents(AsyncLargeFileManager):
    """Serves ``pekerjaan/`` as if only one participant had ever been there."""

    participant = Unicode(help="The code of whoever sits at the laptop now.").tag(
        config=True
    )

    def is_foreign(self, path: str) -> bool:
        """Whether a path leads anywhere but into the participant's own folder."""
        plain = posixpath.normpath(path.replace("\\", "/").strip("/") or ".")
        if plain == ".":
            return False
        return not self.participant or plain.split("/")[0] != self.participant

    def _get_os_path(self, path: str) -> str:
        # Every reading, writing, moving and copying asks here first.
        if self.is_foreign(path):
            raise HTTPError(404, "Berkas ini tidak ada di folder Anda.")
        return super()._get_os_path(path)

    async def get(self, path: str, content=True, type=None, format=None) -> dict:
        """A file or folder; there is no way to ask for a hash of its content.

        With two tabs of one notebook JupyterLab would compare hashes and ask whose
        copy to throw away. The answers are in ``jawaban.json`` either way.
        """
        return await super().get(path, content, type, format)

    async def is_hidden(self, path: str) -> bool:
        """Hide what is not the participant's; else as usual."""
        if self.is_foreign(path):
            return True
        return await ensure_async(super().is_hidden(path))

    async def dir_exists(self, path: str) -> bool:
        """Whether the participant has such a folder."""
        return not self.is_foreign(path) and await ensure_async(
            super().dir_exists(path)
        )

    async def file_exists(self, path: str) -> bool:
        """Whether the participant has such a file."""
        return not self.is_foreign(path) and await ensure_async(
            super().file_exists(path)
        )

    async def _dir_model(self, path: str, content: bool = True) -> dict:
        top = not path.strip("/")
        model = await super()._dir_model(path, content=content and not top)
        if top and content:
            own = [self.participant] if self.participant else []
            listed = [name for name in own if await self.dir_exists(name)]
            model["content"] = [await self.get(name, content=False) for name in listed]
            model["format"] = "json"
        return model
