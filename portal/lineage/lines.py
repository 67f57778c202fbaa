"""Lines of recommendations through meetings: what confirmed links join, as readers see it."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Prefetch
from django.utils.formats import number_format
from django.utils.translation import gettext, ngettext

from portal.content.word_diff import DiffSegment, word_diff
from recommendations.models import Involvement, LineageLink, Recommendation
from reports.models import Organization
from reports.models.labels import LabelsPrefetch

# Keys in one query: SQLite takes a limited number of parameters.
KEYS_AT_ONCE = 400


@dataclass(frozen=True)
class Step:
    """A confirmed link from an earlier recommendation of the line to one of its members."""

    link: LineageLink
    earlier: Recommendation
    later: Recommendation

    @property
    def kind(self) -> str:
        return str(self.link.get_kind_display())

    @property
    def differences(self) -> list[DiffSegment]:
        return word_diff(self.earlier.text, self.later.text)


@dataclass(frozen=True)
class Member:
    """A recommendation in a line, and how it relates to earlier ones in the same line."""

    recommendation: Recommendation
    steps: list[Step]


@dataclass(frozen=True)
class Line:
    """A recommendation with all that came before and after it, by the days of the meetings."""

    key: int
    members: list[Member]
    is_none_later: bool = False

    @cached_property
    def meetings(self) -> list[int]:
        """The keys of the reports, each once, by day."""
        return list(dict.fromkeys(one.recommendation.report_id for one in self.members))

    @property
    def first(self) -> Recommendation:
        return self.members[0].recommendation

    @property
    def newest(self) -> Recommendation:
        return self.members[-1].recommendation

    @property
    def repetitions(self) -> int:
        """The number of later meetings at which the recommendation was made again."""
        return len(self.meetings) - 1

    @property
    def issuers(self) -> list[Organization]:
        """The States and bodies that made any recommendation of the line, each once."""
        issuers = (issuer for one in self.members for issuer in one.recommendation.issuers)
        return list({issuer.pk: issuer for issuer in issuers}.values())

    @property
    def is_shown(self) -> bool:
        return self.repetitions > 0 or self.is_none_later

    @property
    def sentences(self) -> list[str]:
        """Say how often the recommendation was made, in the language of the page."""
        words = []
        if self.repetitions:
            year = {"year": self.first.report.year}
            words.append(gettext("First asked for in %(year)s") % year)
            words.append(
                ngettext("repeated %(number)s time", "repeated %(number)s times", self.repetitions)
                % {"number": number_format(self.repetitions)}
            )
        parts = [", ".join(words)] if words else []
        return [*parts, *([gettext("Not made again later")] if self.is_none_later else [])]


def line_of(recommendation: Recommendation) -> Line:
    return find_lines([recommendation.pk])[recommendation.pk]


def find_lines(keys: Collection[int]) -> dict[int, Line]:
    """Return the lines of public recommendations, in a few queries for all of them."""
    before = joined_links(keys, "later")
    after = joined_links(keys, "earlier")
    links = {link.pk: link for link in (*before, *after) if link.later_id is not None}
    none_later = {link.earlier_id for link in after if link.later_id is None}
    to_earlier = neighbors((link.later_id, link.earlier_id) for link in links.values())
    to_later = neighbors((link.earlier_id, link.later_id) for link in links.values())
    keys_of = {key: {key, *reachable(key, to_earlier), *reachable(key, to_later)} for key in keys}
    records = read_records({key for own in keys_of.values() for key in own})
    return {
        key: build_line(key, own, links.values(), records, is_none=key in none_later)
        for key, own in keys_of.items()
    }


def joined_links(keys: Iterable[int], end: str) -> list[LineageLink]:
    """Return the public links with these keys at one end, and all links reached from there."""
    other = "earlier_id" if end == "later" else "later_id"
    found: dict[int, LineageLink] = {}
    seen, waiting = set(keys), sorted(keys)
    while waiting:
        links = links_at(end, waiting)
        found |= {link.pk: link for link in links}
        reached = {getattr(link, other) for link in links} - {None}
        waiting = sorted(reached - seen)
        seen |= reached
    return list(found.values())


def links_at(end: str, keys: list[int]) -> list[LineageLink]:
    return [
        link
        for start in range(0, len(keys), KEYS_AT_ONCE)
        for link in LineageLink.objects.published()
        .filter(**{f"{end}__in": keys[start : start + KEYS_AT_ONCE]})
        .order_by("pk")
    ]


def neighbors(pairs: Iterable[tuple[int, int]]) -> dict[int, set[int]]:
    by_key: dict[int, set[int]] = defaultdict(set)
    for key, other in pairs:
        by_key[key].add(other)
    return by_key


def reachable(start: int, steps: Mapping[int, set[int]]) -> set[int]:
    found: set[int] = set()
    waiting = [start]
    while waiting:
        new = steps.get(waiting.pop(), set()) - found
        found |= new
        waiting += new
    return found


def read_records(keys: Collection[int]) -> dict[int, Recommendation]:
    ordered = sorted(keys)
    involvements = Involvement.objects.select_related("organization").prefetch_related(
        LabelsPrefetch(Organization, "organization__")  # type: ignore[no-untyped-call]
    )
    return {
        record.pk: record
        for start in range(0, len(ordered), KEYS_AT_ONCE)
        for record in Recommendation.objects.published()
        .filter(pk__in=ordered[start : start + KEYS_AT_ONCE])
        .select_related("report")
        .defer("spans", "text_markdown")
        .prefetch_related(
            Prefetch("involvements", involvements, to_attr="listed_involvements"),
        )
    }


def build_line(
    key: int,
    keys: Collection[int],
    links: Iterable[LineageLink],
    records: Mapping[int, Recommendation],
    *,
    is_none: bool,
) -> Line:
    own = [records[one] for one in keys if one in records]
    own.sort(key=lambda one: (one.report.starts_on, one.report_id, one.position))
    steps: dict[int, list[Step]] = defaultdict(list)
    for link in links:
        if link.earlier_id in keys and link.later_id in keys:
            step = Step(link, records[link.earlier_id], records[link.later_id])
            steps[step.later.pk].append(step)
    return Line(key, [Member(one, steps[one.pk]) for one in own], is_none)
