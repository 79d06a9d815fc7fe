"""Colours, read without colour."""

from __future__ import annotations

import pytest

from interview_analytics.charts import template


def _channel(part: str) -> float:
    value = int(part, 16) / 255
    return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4


def luminance(color: str) -> float:
    """The relative luminance of WCAG 2.1."""
    red, green, blue = (_channel(color[place : place + 2]) for place in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """The contrast ratio of WCAG 2.1."""
    dark, light = sorted([luminance(one), luminance(other)])
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("color", ["INK", "QUIET", "FIGURE", "LEFT"])
def test_text_stands_out_from_the_paper(color: str):
    assert contrast(getattr(template, color), template.PAPER) >= 4.5


@pytest.mark.parametrize(
    "together",
    [
        ["INTEREST", "SOUGHT", "DISCOVERED"],
        ["FIGURE", "LATER", "UNKNOWN"],
        ["FIGURE", "LEFT", "ELSEWHERE", "LOOKING"],
        ["FIGURE", "BAND"],
    ],
)
def test_colours_that_meet_in_a_chart_differ_in_grey(together: list[str]):
    shades = sorted(getattr(template, name) for name in together)
    pairs = [(one, other) for one in shades for other in shades if one < other]
    assert all(contrast(one, other) >= 1.3 for one, other in pairs)


def test_each_meaning_has_a_colour_of_its_own():
    colors = [value for name, value in vars(template).items() if name.isupper() and str(value).startswith("#")]
    assert len(colors) == len(set(colors))
