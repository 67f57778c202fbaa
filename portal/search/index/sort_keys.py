"""Numbers by which the index sorts documents, ascending. Ties keep the order of adding."""

import re
from datetime import date, datetime

from recommendations.models import Recommendation

# Bits for the report, and for the position in it: a million of each.
BITS = 20
LATEST_MILLISECOND = 2**43
# Levels come in their order, before records without a level.
LEVEL_RANKS = {level: rank for rank, level in enumerate(Recommendation.Level.values)}
# Room for three bits of a level above a sort key by day, in 64 bits.
LEVEL_SHIFT = 60
# A reference has up to five parts of twelve bits: 21.C.3.b is 21, 3, 3, 2.
PART_BITS, MAX_PARTS = 12, 5
PARTS = re.compile(r"[0-9]+|[A-Za-z]")


def by_day(starts_on: date, report_key: int, position: int) -> dict[str, list[int]]:
    """Return the sort keys for newest workshop first and for oldest workshop first."""
    day = starts_on.toordinal()
    within_day = (report_key % 2**BITS << BITS) | min(position, 2**BITS - 1)
    return {
        "newest": [(date.max.toordinal() - day << 2 * BITS) | within_day],
        "oldest": [(day << 2 * BITS) | within_day],
    }


def latest_first(moment: datetime) -> list[int]:
    return [LATEST_MILLISECOND - int(moment.timestamp() * 1000)]


def by_level(level: str, newest: list[int]) -> list[int]:
    """Return the key by level and, within it, by day."""
    return [LEVEL_RANKS.get(level, len(LEVEL_RANKS)) << LEVEL_SHIFT | newest[0] >> 2]


def by_reference(reference: str) -> list[int]:
    """Return the key of a reference in natural order: 2.1 before 10.1, 21.A before 21.B."""
    parts = [part_number(part) for part in PARTS.findall(reference)][:MAX_PARTS]
    key = 0
    for part in [*parts, *[0] * (MAX_PARTS - len(parts))]:
        key = key << PART_BITS | part
    return [key]


def part_number(part: str) -> int:
    number = int(part) if part.isdigit() else ord(part.lower()) - ord("a") + 1
    return min(number, 2**PART_BITS - 1)
