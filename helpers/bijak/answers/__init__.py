"""``jawaban.json``: what a participant answered, beside the notebook.

    {"format": 1, "latihan": "b1-lima-langkah-bijak", "peserta": "kenanga-4821",
     "jawaban": {"b1-09": {"": {"isi": "b", "pada": "2027-01-05T03:00:00+00:00"},
                           "~yakin": {"isi": 3, "pada": "…"}},
                 "b1-04": {"k01": {"isi": "hoaks", "pada": "…"}, "k02": {…}},
                 "~bersama": {"": {"isi": ["melati-1"], "pada": "…"}}}}

Every part of every item has its own time. Merging keeps the newer of each, so two
tabs, a copy from a memory stick, or the copy inside the notebook never push each
other's answers out. Names that begin with ``~`` stand beside an answer: how sure
somebody was, who worked along.

    entries   what the file holds, merged and read
    book      the answers of one participant on the disk
    carried   the copy inside a notebook's outputs
    people    participants' codes, and who worked along
"""

from .book import NOT_SAVED, AnswerBook
from .entries import (
    ANSWER_MIME,
    COMPANIONS,
    FORMAT,
    MAX_BYTES,
    WHOLE,
    Entries,
    clean,
    confidences,
    merge,
    parse,
    read_values,
    values,
    written,
)

__all__ = [
    "ANSWER_MIME",
    "COMPANIONS",
    "FORMAT",
    "MAX_BYTES",
    "NOT_SAVED",
    "WHOLE",
    "AnswerBook",
    "Entries",
    "clean",
    "confidences",
    "merge",
    "parse",
    "read_values",
    "values",
    "written",
]
