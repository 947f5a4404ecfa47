"""The mark in the pixels of pictures: readable, the same each time, put on once."""

import io
import shutil
import struct
import zlib
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageFont, ImageStat
from PIL.PngImagePlugin import PngInfo

from bijak.authoring.pictures import mark_all, unmarked
from bijak.errors import NotReleasable
from bijak.paths import data_folder, project_root
from bijak.pictures import GROUND, INK, NARROWEST, is_marked, mark_picture
from bijak.text import POST_MARK
from bijak.views.cards.picture import LARGEST

SHIPPED = sorted((data_folder() / "gambar").glob("*"))
LINES = POST_MARK.split(" — ")


def saved(image, form="PNG", **options):
    file = io.BytesIO()
    image.save(file, form, **options)
    return file.getvalue()


def opened(data):
    return Image.open(io.BytesIO(data))


def scene(width=640, height=300, mode="RGB"):
    """A small picture with a few colours."""
    image = Image.new(mode, (width, height), "skyblue")
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, height // 2, width, height), fill="peru")
    draw.ellipse((width // 4, 10, width // 2, height - 10), fill="white")
    return image


PHOTO = Image.effect_noise((400, 200), 80).convert("RGB")
PICTURES = {
    "flat": saved(scene()),
    "few colours": saved(scene().quantize(16)),
    "photo": saved(PHOTO, "JPEG"),
    "webp": saved(scene(), "WEBP"),
    "large": saved(scene(1500, 900)),
    "as narrow as a sign": saved(scene(40, 40)),
    "the colour of the strip": saved(Image.new("RGB", (640, 400), GROUND)),
    "grey": saved(scene(mode="L")),
}


@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_is_marked_once_and_always_to_the_same_bytes(name):
    """Marking again changes nothing, not even a byte."""
    data = PICTURES[name]
    assert not is_marked(data)
    marked = mark_picture(data)
    assert is_marked(marked)
    assert mark_picture(data) == marked == mark_picture(marked)
    assert opened(marked).format == "PNG"


def test_the_pixels_of_the_picture_stay_as_they_are():
    """The strip is below it, nothing is drawn over or made smaller."""
    for data in (PICTURES["flat"], PICTURES["photo"]):
        before = opened(data).convert("RGB")
        after = opened(mark_picture(data)).convert("RGB")
        assert after.width == before.width
        kept = after.crop((0, 0, before.width, before.height))
        assert ImageChops.difference(kept, before).getbbox() is None


def test_a_flat_picture_stays_small():
    """A palette with the colours that there are, and few shades for the letters."""
    marked = opened(mark_picture(PICTURES["flat"]))
    assert marked.mode == "P"
    assert len(marked.getcolors()) <= 3 + 8
    assert len(mark_picture(PICTURES["flat"])) < 8_000


def test_a_narrow_picture_gets_room_for_the_letters():
    """It stands in the middle of a strip that can be read."""
    marked = opened(mark_picture(PICTURES["as narrow as a sign"])).convert("RGB")
    assert marked.width == NARROWEST
    assert marked.getpixel((NARROWEST // 2, 35)) == (205, 133, 63)  # peru
    assert marked.getpixel((5, 5)) == GROUND


def strip_at(width):
    """The strip below a picture, shown at a width."""
    height = 200
    marked = opened(mark_picture(saved(Image.new("RGB", (640, height)))))
    strip = marked.convert("RGB").crop((0, height, 640, marked.height))
    size = (width, round(strip.height * width / 640))
    return strip.resize(size, Image.Resampling.LANCZOS)


def lettered(text, size):
    """A line of text drawn by itself, cut to its letters."""
    font = ImageFont.load_default(size)
    ink = Image.new("L", (round(font.getlength(text)) + 40, size * 2))
    ImageDraw.Draw(ink).text((20, size // 2), text, 255, font, stroke_width=1)
    return ink.crop(ink.point(lambda value: value > 127 and 255).getbbox())


def lines_of(strip):
    """The letters of each line of a strip, dark ones drawn white."""
    ink = strip.convert("L").point(lambda value: 255 if value < 160 else 0)
    rows = [
        any(ink.crop((0, y, ink.width, y + 1)).tobytes()) for y in range(ink.height)
    ]
    edges = [y for y in range(1, len(rows)) if rows[y] != rows[y - 1]]
    for top, bottom in zip(edges[::2], edges[1::2], strict=True):
        line = ink.crop((0, top, ink.width, bottom))
        yield line.crop(line.getbbox())


def alike(one, other):
    """How far two lines of letters agree: 1 the same, about 0 unrelated."""
    size = (400, 32)
    soft = ImageFilter.GaussianBlur(1)
    a, b = (line.resize(size).filter(soft) for line in (one, other))
    empty = Image.new("L", size)
    ink = sum(ImageStat.Stat(ImageChops.difference(x, empty)).mean[0] for x in (a, b))
    return 1 - ImageStat.Stat(ImageChops.difference(a, b)).mean[0] / ink


@pytest.mark.parametrize("width", [320, 640])
def test_the_strip_says_the_mark(width):
    """Its lines look like the words drawn by themselves, and not like other words."""
    found = list(lines_of(strip_at(width)))
    assert len(found) == len(LINES) == 2
    others = ("KIRIMAN BERITA #KabarSukateliti", "silakan meneruskan")
    for line, words, other in zip(found, LINES, others, strict=True):
        assert alike(line, lettered(words, 40)) > 0.75
        assert alike(line, lettered(other, 40)) < 0.6


def test_the_letters_can_be_read_on_a_phone():
    """At 320 px capitals are 12 px or higher, and the ink has contrast 7."""
    first = next(lines_of(strip_at(320)))
    assert first.height >= 12 and first.width < 310

    def light(colour):
        shares = [value / 255 for value in colour]
        linear = [
            v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in shares
        ]
        return sum(w * v for w, v in zip((0.2126, 0.7152, 0.0722), linear, strict=True))

    assert (light(GROUND) + 0.05) / (light(INK) + 0.05) >= 7


@pytest.mark.parametrize("width", [330, 500, 1000])
def test_a_marked_picture_made_smaller_or_larger_keeps_its_mark(width):
    """It wanders through programs that change its size."""
    marked = opened(mark_picture(PICTURES["flat"])).convert("RGB")
    size = (width, round(marked.height * width / marked.width))
    assert is_marked(saved(marked.resize(size, Image.Resampling.LANCZOS)))


def test_the_mark_is_recognised_by_pixels_alone():
    """Saved anew in another form or with fewer colours, without any other data."""
    marked = opened(mark_picture(PICTURES["flat"])).convert("RGB")
    assert is_marked(saved(marked, "WEBP", quality=60))
    assert is_marked(saved(marked, "JPEG", quality=50))
    assert is_marked(saved(marked.quantize(8)))
    assert is_marked(saved(marked.convert("RGBA")))


def test_words_beside_the_pixels_are_no_mark():
    """Metadata, other words and an empty strip do not count; nor does half a mark."""
    told = PngInfo()
    told.add_text("Comment", POST_MARK)
    assert not is_marked(saved(scene(), pnginfo=told))
    marked = opened(mark_picture(PICTURES["flat"])).convert("RGB")
    assert not is_marked(saved(marked.crop((0, 0, 640, marked.height - 40))))
    assert not is_marked(saved(marked.crop((0, 300, 640, marked.height))))
    wiped = marked.copy()
    wiped.paste(GROUND, (0, 300, 640, 350))
    assert not is_marked(saved(wiped))


def test_place_and_camera_are_left_out():
    """What a phone writes beside the pixels does not ship; the picture is upright."""
    told = Image.Exif()
    told[0x0110], told[0x0112] = "Kamera Contoh", 6  # model; turned by a quarter
    marked = mark_picture(saved(scene(640, 400), "JPEG", exif=told))
    assert b"Kamera Contoh" not in marked
    assert not opened(marked).getexif()
    assert opened(marked).width == 400


def test_what_can_be_seen_through_stands_on_white():
    """Not on black, as some programs show it."""
    clear = saved(Image.new("RGBA", (400, 100), (0, 0, 0, 0)))
    assert opened(mark_picture(clear)).convert("RGB").getpixel((9, 9)) == (255,) * 3


def chunk(kind, body):
    check = struct.pack(">I", zlib.crc32(kind + body))
    return struct.pack(">I", len(body)) + kind + body + check


HUGE = struct.pack(">IIBBBBB", 90_000, 90_000, 8, 2, 0, 0, 0)
NO_PICTURES = {
    "nothing": b"",
    "a script": b"<svg onload=alert(1)>",
    "cut off": saved(PHOTO)[:5000],
    "only a signature": b"\x89PNG\r\n\x1a\n",
    "a bomb": b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", HUGE) + chunk(b"IEND", b""),
}


@pytest.mark.parametrize("name", NO_PICTURES)
def test_what_is_no_picture_is_refused_in_a_sentence(name):
    """It has no mark and gets none."""
    assert not is_marked(NO_PICTURES[name])
    with pytest.raises(NotReleasable, match="Simpan lagi sebagai PNG"):
        mark_picture(NO_PICTURES[name])


@pytest.fixture
def project(tmp_path):
    """A project with one marked picture; the folder of pictures."""
    folder = tmp_path / "helpers" / "bijak" / "data" / "gambar"
    folder.mkdir(parents=True)
    shutil.copy(SHIPPED[0], folder)
    return folder


def test_every_new_picture_is_found_and_marked(project, tmp_path):
    """Once; what has the mark is not touched."""
    old = project / SHIPPED[0].name
    new = project / "sawah.png"
    before = old.read_bytes()
    assert unmarked(tmp_path) == [] == mark_all(tmp_path)
    new.write_bytes(PICTURES["flat"])
    assert unmarked(tmp_path) == [new]
    assert mark_all(tmp_path) == [new]
    assert new.read_bytes() == mark_picture(PICTURES["flat"])
    assert unmarked(tmp_path) == [] == mark_all(tmp_path)
    assert old.read_bytes() == before


def test_a_project_without_pictures_is_right(tmp_path):
    """There need not be any."""
    assert unmarked(tmp_path) == [] == mark_all(tmp_path)


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        ("foto.jpg", PICTURES["photo"], "foto.jpg: simpan sebagai PNG"),
        ("Foto Sawah.png", PICTURES["flat"], "huruf kecil"),
        ("rusak.png", b"", "rusak.png: Gambar tidak terbaca"),
        (
            "besar.png",
            saved(Image.effect_noise((900, 700), 90)),
            f"lebih dari {LARGEST // 1000} kB",
        ),
        (
            "besar-bertanda.png",
            mark_picture(saved(Image.effect_noise((900, 700), 90))),
            "Kecilkan lebarnya",
        ),
    ],
)
def test_a_picture_that_no_card_can_show_is_named(name, data, told, project, tmp_path):
    """The author is told what to do; the file stays as it was."""
    path = project / name
    path.write_bytes(data)
    assert unmarked(tmp_path) == [path]
    with pytest.raises(NotReleasable, match=told):
        mark_all(tmp_path)
    assert path.read_bytes() == data


def test_shipped_pictures_are_marked_and_small():
    """All have the mark in their pixels, at most 40 kB and 128 colours."""
    assert len(SHIPPED) >= 4
    assert unmarked(project_root()) == []
    for path in SHIPPED:
        assert path.stat().st_size <= 40_000
        assert len(Image.open(path).getcolors()) <= 128
        assert Path(path).suffix == ".png"
