"""Contrast of chart colors in the light and the dark scheme."""

import re

import pytest
from django.conf import settings

SHEET = (settings.BASE_DIR / "static/portal.css").read_text(encoding="utf-8")
LIGHT, DARK = (
    dict(re.findall(r"--(\w+): (#\w+);", block))
    for block in re.findall(r":root \{(.*?)\}", SHEET, re.DOTALL)[:2]
)
OPACITY = {
    int(step): int(percent) / 100
    for step, percent in re.findall(
        r"\.step-([1-5]) \{ background: color-mix\(in srgb, var\(--link\) (\d+)%", SHEET
    )
}
BACKED_BY_INK, BACKED_BY_PAPER = (1, 2, 3), (4, 5)


def channels(color):
    digits = color.lstrip("#")
    pairs = digits if len(digits) == 6 else "".join(digit * 2 for digit in digits)
    return [int(pairs[place : place + 2], 16) / 255 for place in (0, 2, 4)]


def luminance(color):
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in color]
    return sum(w * c for w, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(first, second):
    bright, dim = sorted((luminance(first), luminance(second)), reverse=True)
    return (bright + 0.05) / (dim + 0.05)


def shade(colors, step):
    """Return the link color blended over the paper color."""
    opacity = OPACITY.get(step, 1)
    return [
        opacity * over + (1 - opacity) * under
        for over, under in zip(channels(colors["link"]), channels(colors["paper"]), strict=True)
    ]


@pytest.mark.parametrize("colors", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("text", "steps"), [("ink", BACKED_BY_INK), ("paper", BACKED_BY_PAPER)])
def test_the_text_on_each_heatmap_shade_has_sufficient_contrast(colors, text, steps):
    on = channels(colors[text])

    assert [s for s in steps if contrast(on, shade(colors, s)) < 4.5] == []


@pytest.mark.parametrize("colors", [LIGHT, DARK], ids=["light", "dark"])
def test_each_heatmap_shade_has_more_contrast_than_the_one_before(colors):
    paper = channels(colors["paper"])
    steps = [contrast(paper, shade(colors, step)) for step in range(1, 6)]

    assert len(OPACITY) == 5
    assert steps == sorted(steps)
    assert [b / a > 1.15 for a, b in zip(steps, steps[1:], strict=False)] == [True] * 4


@pytest.mark.parametrize("colors", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("name", ["link", "quiet", "ink"])
def test_voice_strip_squares_and_marks_have_sufficient_contrast(colors, name):
    for background in ("paper", "card"):
        assert contrast(channels(colors[name]), channels(colors[background])) >= 4.5
