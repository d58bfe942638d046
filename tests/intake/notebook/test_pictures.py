"""Pictures of cells: the pixels as they were, in a file with nothing else in it, or no picture."""

import base64
import io
import struct
import zlib

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from matplotlib import image
from matplotlib.figure import Figure
from PIL import Image

from autograder.intake.notebook import pictures
from autograder.intake.notebook.pictures import Room, pictures_of
from autograder.intake.notebook.png import LARGEST_SIDE, MOST_PIXELS, SIGNATURE, NotPNG, rewritten, unpacked_size

GREY, COLOUR, INDEXED, GREY_ALPHA, COLOUR_ALPHA = 0, 2, 3, 4, 6
CHANNELS = {GREY: 1, COLOUR: 3, INDEXED: 1, GREY_ALPHA: 2, COLOUR_ALPHA: 4}
KINDS = [
    (0, 1), (0, 2), (0, 4), (0, 8), (0, 16), (2, 8), (2, 16), (3, 1), (3, 2), (3, 4), (3, 8), (4, 8), (4, 16),
    (6, 8), (6, 16),
]  # fmt: skip
ADAM7 = ((0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2))


def chunk(name, data=b""):
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def head(width=3, height=2, depth=8, colour=GREY, *, packing=0, filtering=0, interlaced=0):
    return chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, depth, colour, packing, filtering, interlaced))


END = chunk(b"IEND")
GOOD_PIXELS = b"\0\x10\x20\x30\0\x40\x50\x60"
PIXELS = chunk(b"IDAT", zlib.compress(GOOD_PIXELS))
GOOD = SIGNATURE + head() + PIXELS + END


def by_hand(width, height, depth, colour, *, interlaced=False, seed=0):
    """A picture of noise, with every filter."""
    made = np.random.default_rng(seed)
    passes = ADAM7 if interlaced else ((0, 0, 1, 1),)
    raw = b""
    for x, y, across, down in passes:
        columns, rows = len(range(x, width, across)), len(range(y, height, down))
        for row in range(rows if columns else 0):
            raw += bytes([row % 5]) + made.bytes((columns * CHANNELS[colour] * depth + 7) // 8)
    palette = chunk(b"PLTE", made.bytes(3 << depth)) if colour == INDEXED else b""
    pixels = zlib.compress(raw)
    parts = [chunk(b"IDAT", pixels[:7]), chunk(b"IDAT", pixels[7:])]
    return b"".join([SIGNATURE, head(width, height, depth, colour, interlaced=interlaced), palette, *parts, END])


def plotted():
    figure = Figure(figsize=(3, 2))
    figure.subplots().plot([1, 4, 2, 8])
    file = io.BytesIO()
    figure.savefig(file, format="png", metadata={"Author": "somebody", "Comment": "<script>"})
    return file.getvalue()


PLOTTED = plotted()


def output(png, mime="image/png", kind="display_data"):
    text = base64.encodebytes(png).decode() if isinstance(png, bytes) else png
    return {"output_type": kind, "data": {mime: text, "text/plain": "<Figure>"}, "metadata": {}}


def decoded(png):
    with Image.open(io.BytesIO(png)) as opened:
        opened.load()
        return opened.mode, opened.size, opened.tobytes(), opened.info.get("transparency")


def names(png):
    at, found = len(SIGNATURE), []
    while at < len(png):
        length, name = struct.unpack_from(">I4s", png, at)
        found.append(name)
        at += 12 + length
    return found


def test_a_plot_keeps_its_pixels_and_nothing_else():
    (picture,) = pictures_of([output(PLOTTED)])
    assert picture.dtype == np.uint8
    again = picture.tobytes()
    np.testing.assert_array_equal(image.imread(io.BytesIO(again)), image.imread(io.BytesIO(PLOTTED)))
    assert names(again) == [b"IHDR", b"IDAT", b"IEND"]
    assert b"tEXt" in PLOTTED
    assert b"somebody" not in again
    assert b"<script>" not in again


def test_pixels_of_a_plot_take_about_as_much_room_as_they_did():
    assert len(rewritten(PLOTTED)) < 1.5 * len(PLOTTED)


@pytest.mark.parametrize(("colour", "depth"), KINDS)
@pytest.mark.parametrize("interlaced", [False, True])
@pytest.mark.parametrize("size", [(1, 1), (3, 2), (5, 9), (17, 13)])
def test_every_kind_of_picture_keeps_its_pixels(colour, depth, interlaced, size):
    png = by_hand(*size, depth, colour, interlaced=interlaced)
    assert decoded(rewritten(png)) == decoded(png)


@given(
    st.sampled_from(KINDS), st.integers(1, 40), st.integers(1, 40), st.booleans(), st.integers(0, 1000)
)  # fmt: skip
def test_pictures_of_any_size_keep_their_pixels(kind, width, height, interlaced, seed):
    png = by_hand(width, height, kind[1], kind[0], interlaced=interlaced, seed=seed)
    assert decoded(rewritten(png)) == decoded(png)


def test_writing_anew_what_was_written_anew_changes_nothing():
    assert rewritten(rewritten(PLOTTED)) == rewritten(PLOTTED)


def test_a_palette_that_is_too_short_for_its_pixels_is_filled_up_with_black():
    png = SIGNATURE + head(colour=INDEXED) + chunk(b"PLTE", b"\xff\0\0") + PIXELS + END
    with Image.open(io.BytesIO(rewritten(png))) as opened:
        assert len(opened.getpalette()) == 768
        assert set(opened.convert("RGB").tobytes()) == {0}


@pytest.mark.parametrize(
    ("colour", "clear"), [(GREY, b"\0\x10"), (COLOUR, b"\0\1\0\2\0\3"), (INDEXED, b"\x80\0")], ids=str
)
def test_what_is_transparent_stays_so(colour, clear):
    png = by_hand(4, 4, 8, colour)
    at = png.index(b"IDAT") - 4
    png = png[:at] + chunk(b"tRNS", clear) + png[at:]
    assert decoded(rewritten(png)) == decoded(png)
    assert b"tRNS" in names(rewritten(png))


def test_a_palette_beside_true_colours_is_advice_and_is_dropped():
    png = (
        SIGNATURE
        + head(1, 1, colour=COLOUR)
        + chunk(b"PLTE", b"abc")
        + chunk(b"IDAT", zlib.compress(b"\0xyz"))
        + END
    )
    assert names(rewritten(png)) == [b"IHDR", b"IDAT", b"IEND"]


WRONG_PIXELS = {
    "fewer": zlib.compress(GOOD_PIXELS[:-1]),
    "more": zlib.compress(GOOD_PIXELS + b"\0"),
    "far more": zlib.compress(bytes(1_000_000)),
    "none": b"",
    "no zlib": b"abcdefgh",
    "cut": zlib.compress(GOOD_PIXELS)[:-1],
    "with something after them": zlib.compress(GOOD_PIXELS) + b"hidden",
    "with a wrong sum": zlib.compress(GOOD_PIXELS)[:-4] + b"abcd",
    "a filter that is not known": zlib.compress(b"\5" + GOOD_PIXELS[1:]),
    "a filter that is not known in the last row": zlib.compress(GOOD_PIXELS[:4] + b"\xff" + GOOD_PIXELS[5:]),
}


@pytest.mark.parametrize("pixels", WRONG_PIXELS.values(), ids=WRONG_PIXELS)
def test_pixels_that_are_not_as_the_size_says_are_no_picture(pixels):
    with pytest.raises(NotPNG):
        rewritten(SIGNATURE + head() + chunk(b"IDAT", pixels) + END)


@pytest.mark.parametrize("wrong", range(7))
def test_a_filter_that_is_not_known_is_seen_in_every_pass(wrong):
    rows = [bytes(1 + len(range(x, 9, across))) * len(range(y, 9, down)) for x, y, across, down in ADAM7]
    good = b"".join(rows)
    assert rewritten(SIGNATURE + head(9, 9, interlaced=1) + chunk(b"IDAT", zlib.compress(good)) + END)
    at = len(b"".join(rows[:wrong]))
    bad = good[:at] + b"\x09" + good[at + 1 :]
    with pytest.raises(NotPNG, match="no known form"):
        rewritten(SIGNATURE + head(9, 9, interlaced=1) + chunk(b"IDAT", zlib.compress(bad)) + END)


WRONG_FILES = {
    "empty": b"",
    "another signature": b"\x89PNG\n\x1a\n\n" + GOOD[8:],
    "a signature alone": SIGNATURE,
    "no pixels": SIGNATURE + head() + END,
    "no end": SIGNATURE + head() + PIXELS,
    "an end that says something": SIGNATURE + head() + PIXELS + chunk(b"IEND", b"x"),
    "something after its end": GOOD + b"<script>",
    "pixels first": SIGNATURE + PIXELS + head() + END,
    "two sizes": SIGNATURE + head() + head() + PIXELS + END,
    "pixels in two places": GOOD.replace(PIXELS, PIXELS + chunk(b"tEXt", b"a") + PIXELS),
    "an unknown part that is needed": SIGNATURE + head() + chunk(b"MINE") + PIXELS + END,
    "a part whose name is no letters": SIGNATURE + head() + chunk(b"a\0\0\0") + PIXELS + END,
    "a length beyond the end": SIGNATURE + head() + b"\xff\xff\xff\xff" + PIXELS[4:] + END,
    "a wrong sum": GOOD[:-1] + b"\0",
    "a short head": SIGNATURE + chunk(b"IHDR", bytes(12)) + PIXELS + END,
    "three bits": SIGNATURE + head(depth=3) + PIXELS + END,
    "a kind that is not known": SIGNATURE + head(colour=5) + PIXELS + END,
    "another packing": SIGNATURE + head(packing=1) + PIXELS + END,
    "another filtering": SIGNATURE + head(filtering=1) + PIXELS + END,
    "another interlacing": SIGNATURE + head(interlaced=2) + PIXELS + END,
    "no width": SIGNATURE + head(width=0) + PIXELS + END,
    "no height": SIGNATURE + head(height=0) + PIXELS + END,
    "indexes without colours": SIGNATURE + head(colour=INDEXED) + PIXELS + END,
    "half a colour": SIGNATURE + head(colour=INDEXED) + chunk(b"PLTE", b"abcd") + PIXELS + END,
    "no colour": SIGNATURE + head(colour=INDEXED) + chunk(b"PLTE") + PIXELS + END,
    "colours beside grey": SIGNATURE + head() + chunk(b"PLTE", b"abc") + PIXELS + END,
    "colours after the pixels": SIGNATURE + head(colour=INDEXED) + PIXELS + chunk(b"PLTE", b"abc") + END,
    "colours twice": SIGNATURE + head(colour=INDEXED) + 2 * chunk(b"PLTE", b"abc") + PIXELS + END,
    "more colours than indexes": SIGNATURE + head(depth=1, colour=INDEXED) + chunk(b"PLTE", b"abc" * 3)
    + chunk(b"IDAT", zlib.compress(bytes(4))) + END,
    "transparent beside alpha": SIGNATURE + head(1, 1, colour=GREY_ALPHA) + chunk(b"tRNS", b"\0\0")
    + chunk(b"IDAT", zlib.compress(bytes(3))) + END,
    "transparent twice": SIGNATURE + head() + 2 * chunk(b"tRNS", b"\0\0") + PIXELS + END,
    "nothing transparent": SIGNATURE + head() + chunk(b"tRNS") + PIXELS + END,
    "transparent after the pixels": SIGNATURE + head() + PIXELS + chunk(b"tRNS", b"\0\0") + END,
    "transparent beyond the depth": SIGNATURE + head() + chunk(b"tRNS", b"\1\0") + PIXELS + END,
    "transparent before its colours": SIGNATURE + head(colour=INDEXED) + chunk(b"tRNS", b"\0")
    + chunk(b"PLTE", b"abc") + PIXELS + END,
    "more transparent than colours": SIGNATURE + head(colour=INDEXED) + chunk(b"PLTE", b"abc")
    + chunk(b"tRNS", b"\0\0") + PIXELS + END,
}  # fmt: skip


@pytest.mark.parametrize("file", WRONG_FILES.values(), ids=WRONG_FILES)
def test_a_file_that_breaks_a_rule_is_no_picture(file):
    assert rewritten(GOOD)
    with pytest.raises(NotPNG):
        rewritten(file)


@pytest.mark.parametrize(
    ("width", "height", "colour", "depth"),
    [
        (LARGEST_SIDE + 1, 1, 0, 1),
        (1, LARGEST_SIDE + 1, 0, 1),
        (4000, MOST_PIXELS // 4000 + 1, 0, 8),
        (4000, 2000, 6, 16),
        (2**32 - 1, 2**32 - 1, 6, 16),
    ],
)
def test_a_picture_that_is_too_large_is_refused_before_it_is_unpacked(width, height, colour, depth, monkeypatch):
    monkeypatch.setattr("autograder.intake.notebook.png._pixels", lambda parts: pytest.fail("unpacked"))
    with pytest.raises(NotPNG, match="too large"):
        rewritten(SIGNATURE + head(width, height, depth, colour) + PIXELS + END)


def test_no_more_is_unpacked_than_the_size_needs(monkeypatch):
    asked = []

    class Watched:
        def __init__(self):
            self._real = zlib_decompressobj()

        def decompress(self, data, most):
            asked.append(most)
            return self._real.decompress(data, most)

        def __getattr__(self, name):
            return getattr(self._real, name)

    zlib_decompressobj = zlib.decompressobj
    monkeypatch.setattr("autograder.intake.notebook.png.zlib.decompressobj", Watched)
    bomb = SIGNATURE + head() + chunk(b"IDAT", zlib.compress(bytes(50_000_000))) + END
    with pytest.raises(NotPNG):
        rewritten(bomb)
    assert asked == [len(GOOD_PIXELS) + 1]


@given(st.binary(max_size=300))
def test_no_bytes_do_anything_but_fail(data):
    for file in (data, SIGNATURE + data, SIGNATURE + head() + data, GOOD[:-12] + data):
        assert_picture_or_nothing(file)


@given(st.sampled_from([GOOD, PLOTTED, by_hand(5, 9, 4, INDEXED, interlaced=True)]), st.data())
def test_a_changed_file_is_a_picture_or_nothing(file, data):
    changed = bytearray(file)
    for _ in range(data.draw(st.integers(1, 3))):
        at = data.draw(st.integers(0, len(changed) - 1))
        changed[at : at + data.draw(st.integers(0, 3))] = data.draw(st.binary(max_size=3))
    assert_picture_or_nothing(bytes(changed))


@given(
    st.lists(
        st.tuples(st.sampled_from([b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND", b"tEXt"]), st.binary(max_size=20)),
        max_size=5,
    ),
    st.tuples(st.integers(0, 9), st.integers(0, 9), st.sampled_from([1, 2, 3, 4, 8, 16]), st.integers(0, 7)),
    st.binary(max_size=200),
)
def test_parts_in_any_order_are_a_picture_or_nothing(parts, size, pixels):
    """With sums that are right, so that what stands behind them is reached."""
    extra = b"".join(chunk(*part) for part in parts)
    assert_picture_or_nothing(SIGNATURE + head(*size) + extra + chunk(b"IDAT", zlib.compress(pixels)) + END)


def assert_picture_or_nothing(file):
    found = pictures_of([output(file)])
    assert len(found) <= 1
    for picture in found:
        decoded(picture.tobytes())
        assert set(names(picture.tobytes())) <= {b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND"}


@pytest.mark.parametrize("kind", ["display_data", "execute_result", "update_display_data"])
def test_pictures_are_shown_or_are_results(kind):
    assert len(pictures_of([output(GOOD, kind=kind)])) == 1


@pytest.mark.parametrize("kind", ["stream", "error", None, ["display_data"]])
def test_other_outputs_hold_no_pictures(kind):
    assert pictures_of([output(GOOD, kind=kind)]) == []


@pytest.mark.parametrize("mime", ["image/jpeg", "image/svg+xml", "text/html", "image/gif"])
def test_only_png_is_looked_at(mime):
    assert pictures_of([output(GOOD, mime=mime)]) == []


@pytest.mark.parametrize("value", [None, 7, {}, [7], "", "äöü", "a", "====", "\ud800", "iVBORw0KGgo=", "%%%%"])
def test_what_is_no_base64_is_no_picture(value):
    assert pictures_of([output(value)]) == []


@pytest.mark.parametrize("data", [None, [], "image/png", 3])
def test_an_output_without_data_has_no_picture(data):
    assert pictures_of([{"output_type": "display_data", "data": data}]) == []


VALUES = st.none() | st.text(max_size=9) | st.integers()


@given(
    st.recursive(
        VALUES, lambda v: st.lists(v, max_size=3) | st.dictionaries(st.text(), v, max_size=3), max_leaves=4
    )
)
def test_no_data_raises(value):
    assert pictures_of([output(value), {"output_type": "display_data", "data": value}]) == []


def test_base64_may_be_a_list_of_lines():
    lines = base64.encodebytes(PLOTTED).decode().splitlines(keepends=True)
    assert len(pictures_of([output(lines)])) == 1


def test_a_cell_has_its_first_few_pictures():
    sizes = [by_hand(n + 1, 1, 8, GREY) for n in range(pictures.MOST_OF_CELL + 3)]
    found = pictures_of([output(png) for png in sizes])
    assert [decoded(one.tobytes())[1][0] for one in found] == list(range(1, pictures.MOST_OF_CELL + 1))


def test_broken_pictures_count_among_those_that_are_looked_at():
    broken = [output(GOOD + b"x")] * pictures.MOST_OF_CELL
    assert pictures_of([*broken, output(GOOD)]) == []
    assert len(pictures_of([*broken[1:], output(GOOD)])) == 1


def test_pictures_are_kept_while_there_is_room_and_a_smaller_one_may_still_fit():
    plot, small = len(rewritten(PLOTTED)), len(rewritten(GOOD))
    room = Room(kept=2 * plot + small)
    found = pictures_of([output(PLOTTED)] * 3 + [output(GOOD)], room)
    assert [len(one) for one in found] == [plot, plot, small]
    assert room.kept == 0
    assert pictures_of([output(GOOD)], room) == []


def test_what_is_unpacked_is_bounded_even_if_nothing_comes_of_it():
    broken = SIGNATURE + head(9, 9) + PIXELS + END
    room = Room(unpacked=2 * unpacked_size(broken) + len(GOOD_PIXELS) - 1)
    assert pictures_of([output(broken), output(broken), output(GOOD)], room) == []
    assert room.unpacked == len(GOOD_PIXELS) - 1


@pytest.mark.parametrize("interlaced", [False, True])
def test_the_unpacked_size_is_known_before_anything_is_unpacked(interlaced):
    png = by_hand(5, 3, 16, COLOUR_ALPHA, interlaced=interlaced)
    at = len(SIGNATURE)
    pixels = b""
    while at < len(png):
        size, name = struct.unpack_from(">I4s", png, at)
        pixels += png[at + 8 : at + 8 + size] if name == b"IDAT" else b""
        at += 12 + size
    assert unpacked_size(png) == len(zlib.decompress(pixels))


def test_a_text_that_is_too_long_is_not_decoded(monkeypatch):
    monkeypatch.setattr(pictures, "LARGEST_PICTURE", len(PLOTTED) - 200)
    assert pictures_of([output(PLOTTED), output(GOOD)])[0].tobytes() == rewritten(GOOD)
