"""A chart with its title, description and notes."""

from dataclasses import dataclass

from portal.site.charts.bar_chart import BarChart
from portal.site.charts.heatmap import Heatmap


@dataclass(frozen=True)
class VoiceMark:
    """A paragraph as a square with the mark of its voice."""

    url: str
    title: str
    name: str
    speakers: str
    voice: str


@dataclass(frozen=True)
class SessionStrip:
    title: str
    url: str
    marks: tuple[VoiceMark, ...]


@dataclass(frozen=True)
class More:
    """What a chart leaves out, in words, and the page that shows everything."""

    text: str
    url: str


@dataclass(frozen=True)
class Voice:
    value: str
    label: str


@dataclass(frozen=True)
class Figure:
    """A chart; `name` distinguishes its ids from those of other figures on a page.

    `language` is that of the titles of sessions. Labels of records have their own.
    """

    name: str
    title: str
    description: str
    chart: Heatmap | BarChart | tuple[SessionStrip, ...]
    language: str = ""
    heads_are_names: bool = False
    note: str = ""
    rows: str = ""
    more: tuple[More, ...] = ()
    legend: tuple[Voice, ...] = ()
