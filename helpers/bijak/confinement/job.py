"""What goes into a confined run, and what comes out.

Protects from nothing by itself; it holds the limits in one place. There is no limit
on processes to set: a job is one process without threads, and can start none.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field

KINDS = ("angka", "teks", "daftar", "tabel")
"""The types a declared name may have: number, text, list, table."""

_SIZES = struct.Struct("!IQ")


@dataclass(frozen=True)
class Limits:
    """What one job may use.

    Attributes:
        cell_seconds: wall-clock seconds of one cell.
        seconds: wall-clock seconds of the whole job.
        memory: bytes that may be added to what the warmed process maps.
        file: bytes of the largest file.
        files: files and folders in the job's own folder.
        folder: bytes in the job's own folder.
        output: characters that may be printed; they are thrown away.
        result: bytes of everything that comes back.
        depth: levels of lists and mappings inside each other in a value.
    """

    cell_seconds: float = 30
    seconds: float = 90
    memory: int = 1 << 30
    file: int = 32 << 20
    files: int = 4096
    folder: int = 64 << 20
    output: int = 1_000_000
    result: int = 256_000
    depth: int = 12


@dataclass(frozen=True)
class Job:
    """Cells to run one after another in one namespace.

    Attributes:
        cells: (cell id, source). Where a cell's id is an item's id, the item's names
            are read as soon as that cell is done; its source may be empty. Names of
            other items are read after the last cell.
        names: item id → declared name → type, one of `KINDS`.
        files: relative name → content, laid into the job's own folder. A name that
            leads outside, or that finds no room, is left out.
        limits: what the job may use.
    """

    cells: tuple[tuple[str, str], ...]
    names: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    files: Mapping[str, bytes] = field(default_factory=dict)
    limits: Limits = field(default_factory=Limits)


@dataclass(frozen=True)
class Outcome:
    """What came out of a confined run: plain data and sentences, nothing else.

    Attributes:
        values: item id → name → number, text, list or list of mappings.
        problems: cell id or item id → an Indonesian sentence.
        stopped: why the job was stopped before its end, or "".
    """

    values: dict[str, dict[str, object]]
    problems: dict[str, str]
    stopped: str = ""


def pack(job: Job) -> bytes:
    """A job as bytes, without pickle."""
    head = {
        "cells": [list(cell) for cell in job.cells],
        "names": {item: dict(names) for item, names in job.names.items()},
        "files": [[name, len(data)] for name, data in job.files.items()],
        "limits": asdict(job.limits),
    }
    text = json.dumps(head).encode()
    blob = b"".join(job.files.values())
    return _SIZES.pack(len(text), len(blob)) + text + blob


def unpack(take) -> Job:
    """The job that `pack` wrote.

    Args:
        take: returns exactly as many of the next bytes as it is asked for.
    """
    head_size, blob_size = _SIZES.unpack(take(_SIZES.size))
    head = json.loads(take(head_size))
    blob, files = take(blob_size), {}
    for name, size in head["files"]:
        files[name], blob = blob[:size], blob[size:]
    cells = tuple((cell, source) for cell, source in head["cells"])
    return Job(cells, head["names"], files, Limits(**head["limits"]))
