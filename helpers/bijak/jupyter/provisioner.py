"""Let a participant's server have its kernels forked by its seat's nursery."""

from __future__ import annotations

import os
import tempfile
from importlib.metadata import EntryPoint
from pathlib import Path
from typing import Any

from jupyter_client.provisioning import KernelProvisionerFactory, LocalProvisioner

from ..seats import kernels, stock

NAME = "bijak-seat"

_GIVEN = frozenset(
    "BIJAK_KELAS BIJAK_LOKET BIJAK_ROOT HOME IPYTHONDIR JPY_SESSION_NAME LANG LANGUAGE "
    "JUPYTER_DATA_DIR LOGNAME MALLOC_ARENA_MAX MPLBACKEND MPLCONFIGDIR OMP_NUM_THREADS "
    "OPENBLAS_NUM_THREADS PATH PYTHONPATH PYTHONUTF8 TZ USER".split()
)
"""What a kernel may know of its server's environment: no token, no address."""


def use_seat_kernels() -> bool:
    """Make all kernels of this process start behind walls; whether there are any.

    To be called before the server starts. A kernel never stands outside the nursery
    then: what cannot be forked is started there as a program.
    """
    if kernels.nursery() is None and stock.kernel_command([]) is None:
        return False
    group = KernelProvisionerFactory.GROUP_NAME
    place = f"{__name__}:{SeatProvisioner.__name__}"
    KernelProvisionerFactory.provisioners[NAME] = EntryPoint(NAME, place, group)
    os.environ[KernelProvisionerFactory.default_provisioner_name_env] = NAME
    return True


class SeatProvisioner(LocalProvisioner):
    """Starts kernels in the nursery, and speaks with them through files.

    They have no network, so the sockets lie in a private folder; nothing needs to be
    encrypted there.
    """

    async def pre_launch(self, **kwargs: Any) -> dict[str, Any]:
        """Choose the sockets and prepare the command line."""
        manager = self.parent
        if manager.transport != "ipc":
            folder = tempfile.mkdtemp(prefix="k")
            manager.transport, manager.ip = "ipc", str(Path(folder, "k"))
            manager.cache_ports = False
        kwargs["transport_encryption"] = "disabled"
        return await super().pre_launch(**kwargs)

    async def launch_kernel(self, cmd: list[str], **kwargs: Any):
        """Have the kernel started; what to connect to."""
        environment = kwargs.get("env", os.environ)
        given = {
            name: value
            for name, value in environment.items()
            if name in _GIVEN or name.startswith("LC_")
        }
        folder = str(kwargs.get("cwd") or Path.cwd())
        if kernels.nursery() is None:
            ordinary = {**kwargs, "env": given, "cwd": folder}
            return await super().launch_kernel(stock.kernel_command(cmd), **ordinary)
        self.process = kernels.nursery().start(cmd, folder, given)
        self.pid = self.pgid = None  # signals go through the nursery
        self.cwd = folder
        return self.connection_info
