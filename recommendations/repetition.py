"""Whether a recommendation was made before or again: a facet over its confirmed lineage."""

from collections.abc import Collection
from functools import reduce
from operator import or_

from django.db.models import Exists, OuterRef, Q, TextChoices
from django.utils.translation import gettext_lazy as _

from recommendations.follow_up import FollowUp
from recommendations.lineage import LineageLink
from reports.value_filters import ChoicesFilter


class Repetition(TextChoices):
    """Several may hold: in the middle of a line, a recommendation was made before and again later."""

    FIRST = "first", _("First made here, repeated later")
    REPEATED = "repeated", _("Made before")
    LATER = "again-later", _("Made again later")
    NONE_LATER = "none-later", _("Not made again")
    NOT_TAKEN_UP = "not-taken-up", _("Not taken up so far")


def repetitions_of(
    *, is_repeated: bool, is_later: bool, is_none_later: bool, is_followed_up: bool
) -> list[str]:
    """Return the values that hold for a recommendation with these public links and records."""
    values = {
        Repetition.FIRST: is_later and not is_repeated,
        Repetition.REPEATED: is_repeated,
        Repetition.LATER: is_later,
        Repetition.NONE_LATER: is_none_later,
        Repetition.NOT_TAKEN_UP: not (is_later or is_followed_up),
    }
    return [value.value for value, holds in values.items() if holds]


def repetitions(keys: Collection[int] | None = None, *, report_keys: Collection[int] = ()):
    """Return a function from the key of a recommendation to its values.

    The function knows the given recommendations or, without `keys`, those of the reports. Three
    queries are enough for all of them.
    """
    links = LineageLink.objects.published().order_by()
    followed = FollowUp.objects.published().order_by()
    if keys is None:
        earlier, later, records = (
            links.filter(earlier__report__in=report_keys),
            links.filter(later__report__in=report_keys),
            followed.filter(recommendation__report__in=report_keys),
        )
    else:
        earlier, later, records = (
            links.filter(earlier__in=keys),
            links.filter(later__in=keys),
            followed.filter(recommendation__in=keys),
        )
    again, none = set(), set()
    for key, later_key in earlier.values_list("earlier", "later"):
        (none if later_key is None else again).add(key)
    before = set(later.values_list("later", flat=True))
    recorded = set(records.values_list("recommendation", flat=True))

    def values_of(key: int) -> list[str]:
        return repetitions_of(
            is_repeated=key in before,
            is_later=key in again,
            is_none_later=key in none,
            is_followed_up=key in recorded,
        )

    return values_of


class RepetitionFilter(ChoicesFilter):
    """A facet over whether other meetings made the same recommendation before or again."""

    explanation = _("Based on the meetings that editors have compared so far.")
    counted_one_by_one = Repetition.values

    def __init__(self):
        super().__init__(_("Repeated"), Repetition.choices)

    def filter(self, records, values):
        if not values:
            return records
        # By key: an annotation would be part of what the other facets count.
        keys = records.model._base_manager.filter(reduce(or_, map(condition, values))).values("pk")
        return records.filter(pk__in=keys)


def condition(value: str) -> Q:
    links = LineageLink.objects.published()
    of_later = links.filter(earlier=OuterRef("pk"))
    repeated = Q(Exists(links.filter(later=OuterRef("pk"))))
    later = Q(Exists(of_later.between_two()))
    match value:
        case Repetition.FIRST:
            return later & ~repeated
        case Repetition.REPEATED:
            return repeated
        case Repetition.LATER:
            return later
        case Repetition.NONE_LATER:
            return Q(Exists(of_later.filter(later=None)))
    followed = Exists(FollowUp.objects.published().filter(recommendation=OuterRef("pk")))
    return ~later & ~Q(followed)
