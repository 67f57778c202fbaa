"""A chart with the words around it, as its template wants it."""

from dataclasses import dataclass

from portal.charts.matrix import Matrix
from portal.charts.strip import Strip
from portal.charts.timeline import Timeline


@dataclass(frozen=True)
class More:
    """What a chart has no room for, and the page that shows it."""

    text: str
    link: str


@dataclass(frozen=True)
class Voice:
    value: str
    label: str


@dataclass(frozen=True)
class Figure:
    """`name` tells its ids from those of other figures on a page.

    What records are called is in the language of these; whether the heads of a matrix are such
    names, `heads_are_names` says.
    """

    name: str
    title: str
    description: str
    picture: Matrix | Strip | Timeline
    language: str = ""
    heads_are_names: bool = False
    note: str = ""
    rows: str = ""
    more: tuple[More, ...] = ()
    legend: tuple[Voice, ...] = ()
