"""A content calendar judged by ten rules; each broken one says so in a sentence.

The rules are this kit's own, made of common practice: several pillars, not only
selling, every channel served, nothing without an owner and a source, nothing before it
may be told or after it is over, not more than a team can do. They judge the plan, never
how good a post is.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from ..dates import format_date

RULES: Mapping[str, str] = {
    "pilar": "Paling sedikit tiga pilar",
    "promosi": "Promosi paling banyak 40%",
    "kanal": "Setiap kanal paling sedikit dua kiriman",
    "lengkap": "Penanggung jawab dan sumber tertulis",
    "masa": "Tidak mendahului embargo dan tidak basi",
    "kapasitas": "Tidak melebihi tenaga tim",
    "alt": "Teks alternatif sudah disiapkan",
    "libur": "Hari libur dikabarkan sebelumnya",
    "evaluasi": "Ada satu evaluasi di akhir",
    "bentrok": "Tidak ada yang bentrok atau terulang",
}
"""Rule → the words people read; in the order in which they are judged."""

EMPTY = "Kalender masih kosong. Isi satu hari dulu."


@dataclass(frozen=True)
class Post:
    """One planned post.

    Attributes:
        day: when it is published.
        topic: what it is about, in a few words.
        pillar: one of the themes that return.
        channel: where it is published.
        owner: who looks after it; empty when nobody does.
        source: where its facts come from; empty when nobody knows.
        alt: whether the words for people who do not see the picture are written.
        earliest: the first day on which it may be told; None for any day.
        latest: the last day on which it is of use; None for any day.
        hours: work that it takes.
        holiday: the holiday that it tells people about; None for none.
        evaluation: whether it looks back at what was useful.
    """

    day: date
    topic: str
    pillar: str
    channel: str = ""
    owner: str = ""
    source: str = ""
    alt: bool = False
    earliest: date | None = None
    latest: date | None = None
    hours: float = 1.0
    holiday: date | None = None
    evaluation: bool = False


@dataclass(frozen=True)
class Limits:
    """What a calendar must keep.

    Attributes:
        first: its first day.
        last: its last day.
        channels: the channels that people use.
        holidays: holiday → its name.
        weekly_hours: work that a team can do in seven days from `first` on.
        promotion: the pillar that sells.
        most_promotion: its largest share of all posts, 0 to 1.
        pillars: how many different pillars at least.
        per_channel: posts on each channel at least.
        pictured: the channels whose posts need alternative text; None for all.
    """

    first: date
    last: date
    channels: Sequence[str]
    holidays: Mapping[date, str] = field(default_factory=dict)
    weekly_hours: float = 6.0
    promotion: str = "promosi"
    most_promotion: float = 0.4
    pillars: int = 3
    per_channel: int = 2
    pictured: Sequence[str] | None = None


def judge(posts: Sequence[Post], limits: Limits) -> dict[str, list[str]]:
    """What is to be mended: rule → sentences, one for each thing that breaks it.

    Args:
        posts: the planned posts, in any order.
        limits: what they must keep.

    Returns:
        Every rule of `RULES`, in its order; no sentence where it holds. An empty
        calendar keeps no rule.
    """
    if not posts:
        return {name: [EMPTY] for name in RULES}
    ordered = sorted(posts, key=lambda post: post.day)
    return {name: list(_TESTS[name](ordered, limits)) for name in RULES}


def kept(found: Mapping[str, Sequence[str]]) -> int:
    """How many rules hold."""
    return sum(not sentences for sentences in found.values())


def _when(day: date) -> str:
    return format_date(day.isoformat()).rsplit(" ", 1)[0]


def _pillars(posts: Sequence[Post], limits: Limits) -> Iterator[str]:
    count = len({post.pillar for post in posts})
    if count < limits.pillars:
        yield (
            f"Baru {count} pilar. Tambah sampai {limits.pillars}, supaya ada alasan "
            "lain untuk membaca."
        )


def _promotion(posts: Sequence[Post], limits: Limits) -> Iterator[str]:
    selling = sum(post.pillar == limits.promotion for post in posts)
    if selling > limits.most_promotion * len(posts) + 1e-9:
        most = int(limits.most_promotion * len(posts) + 1e-9)
        yield (
            f"{selling} dari {len(posts)} kiriman berjualan. Paling banyak {most}; "
            "ganti sisanya dengan yang berguna."
        )


def _channels(posts: Sequence[Post], limits: Limits) -> Iterator[str]:
    counts = Counter(post.channel for post in posts)
    for channel in limits.channels:
        if counts[channel] < limits.per_channel:
            yield (
                f"{channel} baru {counts[channel]} kiriman. Pembacanya perlu paling "
                f"sedikit {limits.per_channel}."
            )


def _complete(posts: Sequence[Post], limits: Limits) -> Iterator[str]:
    for post in posts:
        missing = [
            what
            for what, there in (
                ("penanggung jawab", post.owner),
                ("sumber", post.source),
            )
            if not there.strip()
        ]
        if missing:
            yield f"{_when(post.day)}: {' dan '.join(missing)} belum ada."


def _time(posts: Sequence[Post], limits: Limits) -> Iterator[str]:
    for post in posts:
        if not limits.first <= post.day <= limits.last:
            yield f"{_when(post.day)} di luar kalender ini. Pindahkan."
        elif post.earliest and post.day < post.earliest:
            yield (
                f"{_when(post.day)} terlalu awal: “{post.topic}” baru boleh "
                f"dikabarkan {_when(post.earliest)}."
            )
        elif post.latest and post.day > post.latest:
            yield (
                f"{_when(post.day)} terlambat: “{post.topic}” berguna paling akhir "
                f"{_when(post.latest)}."
            )


def _capacity(posts: Sequence[Post], limits: Limits) -> Iterator[str]:
    weeks: Counter[int] = Counter()
    for post in posts:
        weeks[(post.day - limits.first).days // 7] += post.hours
    for week, hours in sorted(weeks.items()):
        if hours > limits.weekly_hours + 1e-9:
            start = limits.first + timedelta(days=7 * week)
            yield (
                f"Pekan mulai {_when(start)} perlu {_number(hours)} jam, padahal "
                f"tenaga tim {_number(limits.weekly_hours)} jam. Kurangi isinya."
            )


def _alt(posts: Sequence[Post], limits: Limits) -> Iterator[str]:
    for post in posts:
        pictured = limits.pictured is None or post.channel in limits.pictured
        if pictured and not post.alt:
            yield f"{_when(post.day)}: tulis teks alternatif untuk “{post.topic}”."


def _holidays(posts: Sequence[Post], limits: Limits) -> Iterator[str]:
    for day, name in sorted(limits.holidays.items()):
        told = any(post.holiday == day and post.day < day for post in posts)
        if limits.first <= day <= limits.last and not told:
            yield (
                f"{name} jatuh pada {_when(day)}. Kabarkan apa yang tutup sebelum hari "
                "itu."
            )


def _evaluation(posts: Sequence[Post], limits: Limits) -> Iterator[str]:
    looks = [post for post in posts if post.evaluation]
    if len(looks) != 1:
        yield f"Ada {len(looks)} evaluasi. Sediakan satu, sebagai kiriman terakhir."
    elif any(post.day > looks[0].day for post in posts):
        yield (
            f"Evaluasi pada {_when(looks[0].day)} terlalu awal: sesudahnya masih ada "
            "kiriman. Pindahkan ke akhir."
        )


def _clashes(posts: Sequence[Post], limits: Limits) -> Iterator[str]:
    places = Counter((post.day, post.channel) for post in posts)
    for (day, channel), count in places.items():
        if count > 1 and channel:
            yield f"{_when(day)}: {count} kiriman berebut tempat di {channel}."
    for topic, count in Counter(post.topic for post in posts).items():
        if count > 1:
            yield f"“{topic}” muncul {count} kali. Pilih satu hari saja."


def _number(value: float) -> str:
    return f"{value:g}".replace(".", ",")


_TESTS: Mapping[str, Callable[[Sequence[Post], Limits], Iterator[str]]] = {
    "pilar": _pillars,
    "promosi": _promotion,
    "kanal": _channels,
    "lengkap": _complete,
    "masa": _time,
    "kapasitas": _capacity,
    "alt": _alt,
    "libur": _holidays,
    "evaluasi": _evaluation,
    "bentrok": _clashes,
}
