"""The ten sections of a *laporan kegiatan*: facts filled in, judgement left blank."""

from __future__ import annotations

from ..measures.suppression import LEAST
from ..text import format_number, long_date
from . import numbers
from .document import Blank, Block, Bullets, Document, Section, Signature, Table, Text
from .event import GROUPS, STEPS, Event
from .figures import Figures
from .figures_people import People, Recap
from .sections_items import item_blocks
from .sections_test import FOOTNOTES, UNPILOTED, test_blocks
from .sections_work import obstacle_blocks, work_blocks

_CONSENT = (
    "Foto hanya dengan izin tertulis orang yang tampak. "
    "Daftar hadir dan nama peserta disimpan panitia, tidak di laporan ini."
)
_STRANGERS = (
    "{n} kode mengumpulkan sesuatu, tetapi tidak ada di daftar peserta. "
    "Orang yang kehilangan kartu dihitung dua kali."
)


def document(event: Event, figures: Figures) -> Document:
    """A report as a neutral document.

    Args:
        event: the event, as its organiser tells it.
        figures: the class's numbers.
    """
    file = event.file
    parts = (
        ("Pendahuluan dan dasar", _introduction(event)),
        ("Tujuan", _aims(event)),
        ("Waktu, tempat, dan narasumber", _when(event)),
        ("Peserta", _people(figures.people)),
        ("Materi dan jam pelajaran", _contents(event, figures)),
        ("Hasil", _results(figures)),
        ("Kepuasan", _survey(event)),
        ("Kendala", _obstacles(event, figures)),
        ("Rekomendasi dan rencana tindak lanjut", _next(event)),
        ("Lampiran", _attachments(event)),
    )
    return Document(
        title="Laporan kegiatan",
        subtitle=f"{file.name}. {file.place}, {days(event)}",
        made_on=file.reported or file.ends,
        sections=tuple(
            Section(number, title, tuple(blocks))
            for number, (title, blocks) in enumerate(parts, start=1)
        ),
        footnotes=_footnotes(figures),
    )


def days(event: Event) -> str:
    """The days of an event in words."""
    first, last = event.file.begins, event.file.ends
    if first == last:
        return long_date(first)
    return f"{long_date(first)} sampai {long_date(last)}"


def _introduction(event: Event) -> list[Block]:
    file = event.file
    text = f"{file.name} diselenggarakan oleh {file.organiser}."
    basis = f" Dasar: {file.basis}." if file.basis else ""
    blocks: list[Block] = [Text(text + basis)]
    if not basis:
        blocks.append(Blank("Dasar kegiatan: nomor dan tanggal surat.", 1))
    return [*blocks, Blank("Latar belakang: mengapa kegiatan ini diadakan.", 4)]


def _aims(event: Event) -> list[Block]:
    if event.file.aims:
        return [Bullets(event.file.aims)]
    return [Blank("Tujuan kegiatan ini.", 3)]


def _when(event: Event) -> list[Block]:
    file = event.file
    facts = [f"Waktu: {days(event)}.", f"Tempat: {file.place}."]
    facts += [
        f"Narasumber: {one.name}" + (f", {one.topic}." if one.topic else ".")
        for one in file.speakers
    ]
    blocks: list[Block] = [Bullets(tuple(facts))]
    if not file.speakers:
        blocks.append(Blank("Narasumber dan materinya.", 2))
    return blocks


def _people(people: People) -> list[Block]:
    rows = [("Di daftar peserta", people.enrolled, "peserta.csv")]
    if people.strangers:
        rows.append(("Mengumpulkan dengan kode lain", people.strangers, "autograded/"))
    rows += [
        (name, value, "kegiatan.toml")
        for name, value in (
            ("Terdaftar, menurut panitia", people.registered),
            ("Hadir, menurut panitia", people.present),
        )
        if value is not None
    ]
    blocks: list[Block] = [
        Table(
            id="jumlah-peserta",
            caption="Jumlah peserta.",
            columns=("Peserta", "Orang", "Sumber"),
            rows=tuple(
                (numbers.words(name), numbers.count(value), numbers.words(source))
                for name, value, source in rows
            ),
            n=f"n = {people.all}",
            source="peserta.csv, kegiatan.toml",
        )
    ]
    if people.strangers and people.enrolled:
        blocks.append(Text(_STRANGERS.format(n=people.strangers)))
    if people.present is None:
        blocks.append(Text("Jumlah yang hadir tidak dicatat di kegiatan.toml."))
    blocks += [_recap(name, recap) for name, recap in people.recaps.items()]
    return blocks


def _recap(name: str, recap: Recap) -> Table:
    rows = [
        (numbers.words(label), numbers.count(n, numbers.HIDDEN))
        for label, n in recap.rows.items()
    ]
    total = numbers.count(recap.total, numbers.HIDDEN)
    return Table(
        id=f"peserta-{name}",
        caption=f"Peserta menurut {GROUPS[name].lower()}.",
        columns=(GROUPS[name], "Orang"),
        rows=(*rows, (numbers.words("Jumlah"), total)),
        n=f"n = {total.text}",
        source=recap.source,
        note=f"Jumlah di bawah {LEAST} disembunyikan, begitu juga jumlah lain yang "
        "akan membocorkannya.",
    )


def _contents(event: Event, figures: Figures) -> list[Block]:
    hours = format_number(event.file.hours)
    return [
        Text(f"Seluruhnya {hours} jam pelajaran (JP)."),
        Bullets(figures.modules),
    ]


def _results(figures: Figures) -> list[Block]:
    blocks = work_blocks(figures.work, figures.test)
    if figures.test:
        blocks += test_blocks(figures.test, figures.piloted)
    if figures.items:
        blocks += item_blocks(figures.items)
    return [*blocks, Blank("Arti hasil ini bagi kelas, menurut pelatih.", 5)]


def _survey(event: Event) -> list[Block]:
    told = {q: counts for q, counts in event.survey.items() if sum(counts) >= LEAST}
    blocks: list[Block] = []
    if told:
        most = max(map(sum, told.values()))
        rows = [
            (
                numbers.words(question),
                *map(numbers.count, counts),
                numbers.count(sum(counts)),
                numbers.number(
                    sum(s * n for s, n in zip(STEPS, counts, strict=True)) / sum(counts)
                ),
            )
            for question, counts in told.items()
        ]
        blocks.append(
            Table(
                id="kepuasan",
                caption="Angket kepuasan: 1 tidak puas, 4 puas.",
                columns=("Pertanyaan", *map(str, STEPS), "Menjawab", "Rata-rata"),
                rows=tuple(rows),
                n=f"n paling banyak {most}"
                + (f" dari {event.present} yang hadir" if event.present else ""),
                source=event.name,
                note="Pendapat peserta sendiri; bukan ukuran hasil belajar.",
            )
        )
    else:
        blocks.append(Text("Angket kepuasan tidak dicatat di kegiatan.toml."))
    return [*blocks, Blank("Catatan pelatih tentang kepuasan.", 3)]


def _obstacles(event: Event, figures: Figures) -> list[Block]:
    blocks = obstacle_blocks(figures.work, figures.test)
    if event.obstacles:
        blocks.append(Bullets(event.obstacles))
    return [*blocks, Blank("Kendala lain dan sebabnya.", 3)]


def _next(event: Event) -> list[Block]:
    file = event.file
    day = long_date(file.reported or file.ends)
    who = file.signatory
    return [
        Blank("Rekomendasi.", 4),
        Blank("Rencana tindak lanjut: siapa melakukan apa, sampai kapan.", 4),
        Signature(
            f"{file.place}, {day}",
            who.position if who else file.organiser,
            who.name if who else "",
        ),
    ]


def _attachments(event: Event) -> list[Block]:
    return [
        Text(
            "Setiap tabel ada juga sebagai berkas CSV di folder data dan sebagai "
            "lembar di laporan.xlsx."
        ),
        Text(
            f"Jawaban peserta disimpan sampai {long_date(event.file.keep_until)}. "
            "Sesudah itu tinggal ringkasan kelas."
        ),
        Text(_CONSENT),
        Blank("Foto kegiatan dan daftar lampiran.", 4),
    ]


def _footnotes(figures: Figures) -> tuple[str, ...]:
    if not figures.test:
        return ()
    return FOOTNOTES if figures.piloted else (UNPILOTED, *FOOTNOTES)
