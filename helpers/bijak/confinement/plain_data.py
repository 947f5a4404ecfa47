"""Values of a cell as plain data: numbers, texts, lists and mappings.

Runs beside the participant's code, so it protects from nothing: `results` judges
again, in the grader, whatever arrives.
"""

from __future__ import annotations

import datetime
import decimal
import fractions
import json
import math
import sys

_MOST = 130_000
"""Entries of one list or mapping; more cannot fit into what may come back."""


class Refused(Exception):
    """A value that is not taken; its argument is one of `sentences.REFUSALS`."""


def plain(value: object, kind: str, depth: int = 12) -> object:
    """A value as JSON data of a declared type.

    A series or array of one element is that element where a number or text is asked
    for. A table keeps the named index of a data frame as columns. What is missing in
    a list or table is None.

    Args:
        value: what the participant's name holds.
        kind: one of `job.KINDS`.
        depth: levels of lists and mappings inside each other that are allowed.

    Raises:
        Refused: the value is no plain data.
    """
    if kind == "tabel":
        return _nested(_records(value), depth)
    value = _unwrapped(value)
    if kind in ("angka", "teks"):
        if isinstance(value, list) and len(value) == 1:
            value = value[0]
        scalar = _scalar(value)
        if scalar is None and value is not None:
            raise Refused("nan" if kind == "angka" else "text")
        return scalar
    return _nested(value, depth)


def plain_json(value: object, kind: str, depth: int, size: int) -> str:
    """`plain` as JSON text of at most so many bytes.

    Raises:
        Refused: the value is no plain data, or too long.
    """
    try:
        data = plain(value, kind, depth)
        text = json.dumps(data, allow_nan=False)
        json.dumps(data, ensure_ascii=False).encode()
    except Refused:
        raise
    except RecursionError:
        raise Refused("depth") from None
    except MemoryError:
        raise Refused("size") from None
    except UnicodeEncodeError:
        raise Refused("data") from None
    except ValueError:
        raise Refused("big") from None
    except Exception:
        raise Refused("data") from None
    if len(text) > size:
        raise Refused("size")
    return text


def _is(value: object, library: str, *names: str) -> bool:
    """Whether a value is of a class of a library that may not even be loaded."""
    module = sys.modules.get(library)
    kinds = tuple(getattr(module, name) for name in names) if module else ()
    return isinstance(value, kinds)


def _records(value: object) -> object:
    """A data frame or series as a list of rows; other values as they are."""
    if _is(value, "pandas", "Series"):
        value = value.reset_index(name=value.name or "nilai")
    if not _is(value, "pandas", "DataFrame"):
        return value
    if any(name is not None for name in value.index.names):
        value = value.reset_index()
    return value.to_dict("records")


def _unwrapped(value: object) -> object:
    """Sequences of all kinds as lists; other values as they are."""
    if _is(value, "numpy", "ndarray", "generic") or _is(
        value, "pandas", "Series", "Index", "Categorical"
    ):
        return value.tolist()
    if _is(value, "pandas", "DataFrame"):
        return _records(value)
    if isinstance(value, set | frozenset):
        return sorted(value, key=str)
    if isinstance(value, tuple | range | type({}.keys()) | type({}.values())):
        return list(value)
    return value


def _nested(value: object, depth: int) -> object:
    """Lists and mappings, with plain scalars in them."""
    value = _unwrapped(value)
    if isinstance(value, dict | list):
        if depth <= 0:
            raise Refused("depth")
        if len(value) > _MOST:
            raise Refused("size")
        if isinstance(value, list):
            return [_nested(one, depth - 1) for one in value]
        return {str(key): _nested(one, depth - 1) for key, one in value.items()}
    return _scalar(value)


def _scalar(value: object) -> object:
    """One number, text, truth value or None (also for everything missing)."""
    value = _unwrapped(value)
    if value is None or isinstance(value, bool | str | int):
        return value
    if _is(value, "pandas", "Timestamp"):
        value = value.to_pydatetime()
    elif _is(value, "pandas", "Period", "Timedelta", "Interval"):
        return str(value)
    if isinstance(value, float | decimal.Decimal | fractions.Fraction):
        if math.isinf(value):
            raise Refused("nan")
        return None if math.isnan(value) else float(value)
    if type(value).__name__ in ("NAType", "NaTType"):
        return None
    if isinstance(value, datetime.datetime):
        midnight = value.time() == datetime.time()
        return (value.date() if midnight else value).isoformat()
    if isinstance(value, datetime.date | datetime.time):
        return value.isoformat()
    if isinstance(value, datetime.timedelta):
        return str(value)
    raise Refused("data")
