"""Pictures of posts, and the mark in their pixels. The one door to Pillow.

A picture wanders on without its card. So the mark of all posts stands in a strip
below it, in letters that can be read when the picture is 320 px wide.
"""

from __future__ import annotations

import io
from functools import lru_cache
from typing import TYPE_CHECKING

from .errors import NotReleasable
from .text import POST_MARK

if TYPE_CHECKING:
    from PIL.Image import Image

NARROWEST = 320
"""Pixels that a marked picture is wide at least."""

INK, GROUND = (107, 67, 0), (255, 243, 217)
"""Colours of the strip: red, green, blue of 255. Their contrast is 7.9."""

_DRAWN, _STROKE = 1280, 2  # pixels: width of the drawing, boldness of its letters
_LETTERS = 1 / 16  # height of the letters by the picture's width: 20 px of 320
_LINE, _MARGIN = 1.25, 0.7  # by the height of the letters
_SHADES = 8  # between ground and ink; few, so that the file stays small
_MANY = 40_000_000
_ALIKE = 0.5
_FORMATS = ("PNG", "JPEG", "WEBP")


def is_marked(data: bytes) -> bool:
    """Whether the mark stands in the pixels at the foot of a picture.

    Nothing written beside the pixels is asked. A picture that was made smaller, or
    saved with other colours, is still recognised.

    Args:
        data: a picture file; anything else has no mark.
    """
    image = _opened(data)
    if image is None or image.width < NARROWEST:
        return False
    strip = _strip(image.width)
    if image.height <= strip.height:
        return False
    top = image.height - strip.height
    foot = image.crop((0, top, image.width, image.height))
    return _distance(foot, strip) < _ALIKE


def mark_picture(data: bytes) -> bytes:
    """The picture with the strip below it, as a PNG without any other data.

    Place, camera and time that a phone writes into its files are left out. The
    picture's own pixels stay as they are.

    Args:
        data: a PNG, JPEG or WebP file.

    Returns:
        The same bytes each time; a picture that has the mark comes back unchanged.

    Raises:
        NotReleasable: the file is no picture that can be read.
    """
    if is_marked(data):
        return data
    image = _opened(data)
    if image is None:
        raise NotReleasable(
            "Gambar tidak terbaca atau terlalu besar. Simpan lagi sebagai PNG."
        )
    return _png(_joined(image))


def _opened(data: bytes) -> Image | None:
    """The upright pixels of a picture on white, or None."""
    # Loaded here so that commands that show no picture stay quick.
    from PIL import Image, ImageOps

    try:
        with Image.open(io.BytesIO(data), formats=_FORMATS) as image:
            if image.width * image.height > _MANY:
                return None
            upright = ImageOps.exif_transpose(image).convert("RGBA")
    except Exception:  # damaged files raise almost anything, also SyntaxError
        return None
    ground = Image.new("RGBA", upright.size, "white")
    return Image.alpha_composite(ground, upright).convert("RGB")


def _joined(image: Image) -> Image:
    """A picture with its strip; one that is too narrow stands in the middle."""
    from PIL import Image

    strip = _strip(max(image.width, NARROWEST))
    sheet = Image.new("RGB", (strip.width, image.height + strip.height), GROUND)
    sheet.paste(image, ((strip.width - image.width) // 2, 0))
    sheet.paste(strip, (0, image.height))
    return sheet


@lru_cache(maxsize=1)
def _drawn() -> Image:
    """The mark in two centred lines, letters in white on black, large.

    The break between the lines stands for the dash, which the font does not have.
    """
    from PIL import Image, ImageDraw, ImageFont

    size = round(_DRAWN * _LETTERS)
    step, margin = size * _LINE, size * _MARGIN
    ink = Image.new("L", (_DRAWN, round(2 * step + margin)))
    draw, font = ImageDraw.Draw(ink), ImageFont.load_default(size)
    for place, words in enumerate(POST_MARK.split(" — ")):
        middle = (_DRAWN / 2, margin / 2 + step * (place + 0.5))
        draw.text(middle, words, 255, font, anchor="mm", stroke_width=_STROKE)
    return ink


@lru_cache(maxsize=16)
def _strip(width: int) -> Image:
    """The mark as wide as a picture; all sizes come from one drawing, so that a
    picture made smaller afterwards has the strip of its new size."""
    from PIL import Image

    ink = _drawn()
    size = (width, round(ink.height * width / _DRAWN))
    last = _SHADES - 1
    shades = ink.resize(size, Image.Resampling.LANCZOS).point(
        lambda value: round(value / 255 * last) * 255 // last
    )
    return Image.composite(
        Image.new("RGB", size, INK), Image.new("RGB", size, GROUND), shades
    )


def _distance(foot: Image, strip: Image) -> float:
    """How far the foot of a picture is from the mark: 0 the same, 1 an empty strip.

    Both are blurred a little first: letters may stand one pixel further or be drawn
    by another version of the library.
    """
    from PIL import Image, ImageChops, ImageFilter, ImageStat

    blur = ImageFilter.GaussianBlur(strip.width / 400)

    def gap(one: Image.Image) -> float:
        change = ImageChops.difference(one.filter(blur), strip.filter(blur))
        return sum(ImageStat.Stat(change).mean)

    return gap(foot) / gap(Image.new("RGB", strip.size, GROUND))


def _png(image: Image) -> bytes:
    """A PNG with a palette of exactly its colours, or in full colour when many."""
    from PIL import Image

    colours = image.getcolors(256)
    if colours:
        palette = sorted(colour for _, colour in colours)
        number = {colour: place for place, colour in enumerate(palette)}
        raw = image.tobytes()
        pixels = zip(raw[::3], raw[1::3], raw[2::3], strict=True)
        coded = bytes(map(number.__getitem__, pixels))
        image = Image.frombytes("P", image.size, coded)
        image.putpalette([value for colour in palette for value in colour])
    file = io.BytesIO()
    image.save(file, "PNG", optimize=True)
    return file.getvalue()
