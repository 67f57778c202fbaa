"""Find whom a recommendation asks to act: “Norway and Chad, with advice from IOM, should …”."""

import re
from collections.abc import Sequence

from portal.parsing.gazetteer import Gazetteer, Mention
from portal.parsing.parsed_report import ParsedReport

MAX_LENGTH = 600  # characters that are searched
ARTICLE = r"(?:(?:all|the|its|their|both|relevant|concerned|respective)\s+)*"
# Text before the first of those who should act: a clause begins; or “Ministries of Labour in …”.
INSTITUTION = (
    r"(?:ministr(?:y|ies)|governments?|authorities|agencies|inspectorates?|embass(?:y|ies)|missions?|"
    r"parliaments?|officials|leaders|ministers)"
)
SUBJECT_BEFORE = re.compile(
    rf"(?:^|[.;:]\s+|,\s+and\s+|\bthat\s+|\b(?:recommends?|recommended|requests?|requested)\s+that\s+)"
    rf"{ARTICLE}(?:(?:[\w-]+\s+){{0,2}}{INSTITUTION}\s+(?:of\s+[\w ]{{2,30}}?\s+)?(?:in|of|from)\s+{ARTICLE})?$",
    re.IGNORECASE,
)
# What joins several of them, and what may stand between them and the verb.
JOINER = re.compile(
    rf"\s*(?:,|,?\s+and|,?\s+as\s+well\s+as|,?\s+together\s+with)\s+{ARTICLE}$|,\s*$", re.IGNORECASE
)
ORGAN = r"(?i:members?|member\s+states|governments?|secretariat|ministries)"
ASIDE = rf"(?:['’]s)?(?:\s+{ORGAN})?(?:,\s[^,;.]{{2,100}},)?(?:\s+\([^()]{{1,60}}\))?"
DUTY = re.compile(
    rf"{ASIDE}(?:\s*:\s|\s+(?:should|shall|must|could|might|may\s+wish|will|needs?\s+to|ought"
    r"|(?:is|are)\s+(?:\w+ly\s+)?(?:encouraged|urged|invited|requested|asked|called|expected|advised|recommended)"
    r"|to\s+[a-z]+)\b)"
)
# “calls on X and Y in the region to …”: behind the verb, up to what they are to do.
CALL_BEFORE = re.compile(
    rf"\b(?:calls?|called|calling|urges?d?|urging|encourag(?:es?|ed|ing)|invit(?:es?|ed|ing)|request(?:s|ed|ing)?|asks?|asked)"
    rf"\s+(?:(?:on|upon|for)\s+)?(?:that\s+)?{ARTICLE}$",
    re.IGNORECASE,
)
# “requests that Chad's needs …” does not ask Chad; “calls on Chad's Government to …” does.
TO_ACT = re.compile(rf"(?!['’]s\s+(?!{ORGAN}\b))[^.;:]{{0,60}}?\s(?:to|should)\s+[a-z]+")
# Something is done to them: “should be given a seat”.
PASSIVE = re.compile(r"\s+(?:also\s+)?be\s+(?!prepared\b|ready\b|able\b)\w+(?:ed|en|n|t)\b")
MEMBER_STATES = "member states"


def add_addressees(draft: ParsedReport, organizations: Gazetteer) -> None:
    """Set the addressees of recommendations; a point without any has those of the one above it.

    “Member States” are those of the body that the report's title names.
    """
    members = members_of(draft.front.title, organizations)
    by_reference: dict[str, list[str]] = {}
    for recommendation in draft.recommendations:
        found = find_addressees(recommendation.text, organizations, members)
        found = found or by_reference.get(recommendation.parent, [])
        recommendation.subjects.addressees = list(found)
        by_reference[recommendation.reference] = found


def members_of(title: str, organizations: Gazetteer) -> tuple[str, ...]:
    """Return the slug of the member States of the only body in a title that has some, or nothing."""
    groups = {
        slugs
        for form, slugs in organizations.slugs_by_lowercase.items()
        if form.endswith(f" {MEMBER_STATES}")
        and re.search(rf"\b{re.escape(form.removesuffix(MEMBER_STATES).strip())}\b", title.lower())
    }
    return groups.pop() if len(groups) == 1 else ()


def find_addressees(
    text: str, organizations: Gazetteer, members: tuple[str, ...] = ()
) -> list[str]:
    """Return the slugs of the bodies that a text asks to act, without ambiguous names."""
    text = text[:MAX_LENGTH]
    mentions = [
        mention for mention in mentions_in(text, organizations, members) if len(mention.slugs) == 1
    ]
    slugs: dict[str, None] = {}
    index = 0
    while index < len(mentions):
        group = group_at(text, mentions[index:])
        if is_addressed(text, group):
            slugs |= {mention.slugs[0]: None for mention in group}
            index += len(group)
        else:
            index += 1
    return list(slugs)


def mentions_in(text: str, organizations: Gazetteer, members: tuple[str, ...]) -> list[Mention]:
    """Return the bodies that a text names, with those that “Member States” means."""
    mentions = list(organizations.find(text))
    taken = [mention.span for mention in mentions]
    mentions += [
        Mention(match.span(), members)
        for match in re.finditer(rf"\b{MEMBER_STATES}\b", text, re.IGNORECASE)
        if members and not any(start < match.end() and match.start() < end for start, end in taken)
    ]
    return sorted(mentions, key=lambda mention: mention.span)


def group_at(text: str, mentions: Sequence[Mention]) -> list[Mention]:
    """Return the first mention, and those that are joined to it."""
    group = list(mentions[:1])
    for previous, mention in zip(mentions, mentions[1:], strict=False):
        if not JOINER.fullmatch(text[previous.span[1] : mention.span[0]]):
            break
        group.append(mention)
    return group


def is_addressed(text: str, group: Sequence[Mention]) -> bool:
    before, end = text[: group[0].span[0]], group[-1].span[1]
    if CALL_BEFORE.search(before):
        return bool(TO_ACT.match(text, end))
    duty = DUTY.match(text, end) if SUBJECT_BEFORE.search(before) else None
    return duty is not None and not PASSIVE.match(text, duty.end())
