"""Numbers can be read upon every shade, in light and in dark."""

import re

import pytest
from django.conf import settings

SHEET = (settings.BASE_DIR / "static/portal.css").read_text(encoding="utf-8")
LIGHT, DARK = (
    dict(re.findall(r"--(\w+): (#\w+);", block))
    for block in re.findall(r":root \{(.*?)\}", SHEET, re.DOTALL)[:2]
)
OPACITY = {
    int(step): float(opacity)
    for step, opacity in re.findall(
        r"\.chart \.step-(\d) \{[^}]*?fill-opacity: ([.\d]+);", SHEET
    )
}
BACKED_BY_INK, BACKED_BY_PAPER = (1, 2, 3), (4, 5)


def channels(colour):
    digits = colour.lstrip("#")
    pairs = digits if len(digits) == 6 else "".join(one * 2 for one in digits)
    return [int(pairs[place : place + 2], 16) / 255 for place in (0, 2, 4)]


def luminance(colour):
    linear = [
        one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4
        for one in colour
    ]
    return sum(w * one for w, one in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one, other):
    bright, dim = sorted((luminance(one), luminance(other)), reverse=True)
    return (bright + 0.05) / (dim + 0.05)


def shade(colours, step):
    """Return the link's colour as it lies upon the paper."""
    opacity = OPACITY.get(step, 1)
    return [
        opacity * over + (1 - opacity) * under
        for over, under in zip(
            channels(colours["link"]), channels(colours["paper"]), strict=True
        )
    ]


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(
    ("text", "steps"), [("ink", BACKED_BY_INK), ("paper", BACKED_BY_PAPER)]
)
def test_a_number_can_be_read_upon_its_shade(colours, text, steps):
    on = channels(colours[text])

    assert [s for s in steps if contrast(on, shade(colours, s)) < 4.5] == []


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_each_shade_stands_out_more_than_the_one_before(colours):
    paper = channels(colours["paper"])
    steps = [contrast(paper, shade(colours, step)) for step in range(1, 6)]

    assert len(OPACITY) == 5
    assert steps == sorted(steps)
    assert [b / a > 1.15 for a, b in zip(steps, steps[1:], strict=False)] == [True] * 4


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("name", ["link", "quiet", "ink"])
def test_the_square_of_a_voice_and_the_mark_in_it_can_be_told(colours, name):
    for under in ("paper", "card"):
        assert contrast(channels(colours[name]), channels(colours[under])) >= 4.5
