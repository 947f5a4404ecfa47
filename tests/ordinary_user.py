"""A child process without root's rights, for tests of what must be refused."""

import contextlib
import os


def as_ordinary_user(function) -> str:
    """What a function returns in a child process that is not root."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        with contextlib.suppress(BaseException):
            if os.geteuid() == 0:
                os.setuid(65534)
            os.write(writer, function().encode())
        os._exit(0)
    os.close(writer)
    os.waitpid(child, 0)
    with os.fdopen(reader, encoding="utf-8") as pipe:
        return pipe.read()
