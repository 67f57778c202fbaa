"""Recommendations as they are compared, read in few queries."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from typing import Any

from portal.lineage.similarity import INSTRUMENT, Described
from portal.parsing.gazetteer import Gazetteer
from portal.search.index import schema
from recommendations.models import Involvement, Recommendation, RecommendationTheme
from reports.models import Instrument, Report

# Keys in one query: SQLite takes a limited number of parameters.
KEYS_AT_ONCE = 500
UNPUBLISHED = (Report.Status.DRAFT, Report.Status.IN_REVIEW)
# The newest drafts are compared one by one: the index has only what is public.
MOST_DRAFTS = 2000
COLUMNS = ("pk", "report_id", "report__starts_on", "text", "level")


def describe(keys: Collection[int]) -> Iterator[Described]:
    """Yield the recommendations with these keys."""
    ordered = sorted(keys)
    for start in range(0, len(ordered), KEYS_AT_ONCE):
        yield from describe_some(ordered[start : start + KEYS_AT_ONCE])


def described_drafts() -> Iterator[Described]:
    """Yield the recommendations of the newest reports that are not public yet.

    A draft version is left out: the published report stands for it.
    """
    drafts = Recommendation.objects.filter(
        report__status__in=UNPUBLISHED, report__next_of=None
    ).order_by("-report", "position")
    yield from describe(drafts.values_list("pk", flat=True)[:MOST_DRAFTS])


def describe_some(keys: list[int]) -> Iterator[Described]:
    of_keys = {"recommendation__in": keys}
    instruments = linked(Recommendation.instruments.through, "instrument__slug", of_keys)
    themes = linked(RecommendationTheme, "theme__slug", of_keys)
    addressed = {**of_keys, "role": Involvement.Role.ADDRESSEE}
    addressees = linked(Involvement, "organization__slug", addressed)
    names = Gazetteer.of((one.slug, one.printed_forms) for one in named(instruments))
    rows = Recommendation.objects.filter(pk__in=keys).order_by("pk").values_list(*COLUMNS)
    for key, report, day, text, level in rows:
        yield Described(
            key=key,
            report=report,
            day=day,
            text=text,
            words=words_of(text, names if instruments[key] else None),
            level=level,
            instruments=frozenset(instruments[key]),
            themes=frozenset(themes[key]),
            addressees=frozenset(addressees[key]),
        )


def linked(through: Any, column: str, lookup: dict[str, Any]) -> dict[int, list[str]]:
    """Return {recommendation: slugs of what it is linked with}."""
    by_recommendation: dict[int, list[str]] = defaultdict(list)
    rows = through._base_manager.filter(**lookup).values_list("recommendation_id", column)
    for key, other in rows:
        by_recommendation[key].append(other)
    return by_recommendation


def named(instruments: dict[int, list[str]]) -> list[Instrument]:
    slugs = {slug for own in instruments.values() for slug in own}
    return list(Instrument.objects.filter(slug__in=slugs)) if slugs else []


def words_of(text: str, names: Gazetteer | None = None) -> tuple[str, ...]:
    """Return what a text is compared by: its stems, and each named instrument as one word.

    “CRPD” and “Convention on the Rights of Persons with Disabilities” are the same word, which texts on the
    rights of persons with disabilities do not share.
    """
    if names is None:
        return stems_of(text)
    found, end, others = set(), 0, []
    for mention in names.find(text):
        found |= {f"{INSTRUMENT}{slug}" for slug in mention.slugs}
        others.append(text[end : mention.span[0]])
        end = mention.span[1]
    return tuple(sorted({*stems_of(" ".join([*others, text[end:]])), *found}))


def stems_of(text: str) -> tuple[str, ...]:
    """Return the stems of the words of a text, as the index has them, each once."""
    return tuple(sorted(set(schema.stem_analyzer().analyze(text))))
