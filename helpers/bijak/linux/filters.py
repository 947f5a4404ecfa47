"""Parts of a seccomp program: a classic BPF program over struct seccomp_data.

A table of calls is text, "name:x86_64:aarch64" with "-" where a machine has no such
call; numbers are those of asm/unistd_64.h and asm-generic/unistd.h of Linux 6.1.
"""

from __future__ import annotations

import errno
import platform
import struct

AUDIT_ARCH = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}
_COLUMN = {"x86_64": 0, "aarch64": 1}
LOAD, EQUAL, AT_LEAST, AND, RETURN = 0x20, 0x15, 0x35, 0x54, 0x06
ALLOW, KILL, ERRNO = 0x7FFF0000, 0x80000000, 0x00050000
NUMBER, ARCHITECTURE, ARGUMENTS = 0, 4, 16

Instructions = list[tuple[int, int, int, int]]


def this_machine() -> str:
    """The kind of machine, as tables know it."""
    return platform.machine()


def known(machine: str) -> bool:
    """Whether the numbers of this kind of machine are known."""
    return machine in AUDIT_ARCH


def numbers(table: str, machine: str) -> list[int]:
    """The numbers of the calls in a table on one machine."""
    columns = [entry.split(":")[1:] for entry in table.split()]
    chosen = [column[_COLUMN[machine]] for column in columns]
    return [int(number) for number in chosen if number != "-"]


def begin(machine: str) -> Instructions:
    """End a process that calls in another machine's way; load the call's number."""
    return [
        (LOAD, 0, 0, ARCHITECTURE),
        (EQUAL, 1, 0, AUDIT_ARCH[machine]),
        (RETURN, 0, 0, KILL),
        (LOAD, 0, 0, NUMBER),
    ]


def answer(table: str, machine: str, result: int) -> Instructions:
    """Give all calls of a table the same answer."""
    code: Instructions = []
    for number in numbers(table, machine):
        code += [(EQUAL, 0, 1, number), (RETURN, 0, 0, result)]
    return code


def block(found: list[int], body: Instructions) -> Instructions:
    """A body that only runs for one call, if this machine has it."""
    return [(EQUAL, 0, len(body), found[0]), *body] if found else []


def one_of(argument: int, values: tuple[int, ...]) -> Instructions:
    """Allow if the low half of an argument is one of these values, else EPERM."""
    code: Instructions = [(LOAD, 0, 0, ARGUMENTS + 8 * argument)]
    for value in values:
        code += [(EQUAL, 0, 1, value), (RETURN, 0, 0, ALLOW)]
    return [*code, (RETURN, 0, 0, ERRNO | errno.EPERM)]


def pack(code: Instructions) -> bytes:
    """The program as the kernel wants it."""
    return b"".join(struct.pack("=HBBI", *one) for one in code)
