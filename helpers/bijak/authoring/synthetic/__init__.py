"""Scripts that make the kit's synthetic tables, each in one module.

A module has one public function, ``tables() -> dict[str, str]``: file name → CSV text.
It is pure and deterministic: it reads nothing, its seed stands in the module, and it
draws from ``random.Random(SEED)`` of the standard library, so that every machine makes
the same bytes. Lines end with ``\\n``.
"""
