"""Find whom a recommendation asks to act: “Norway and Chad, with advice from IOM, should …”."""

import re
from collections.abc import Sequence

from portal.parsing.gazetteer import Gazetteer, Mention
from portal.parsing.parsed_report import ParsedReport, Session
from portal.parsing.sentences import split_sentences

MAX_LENGTH = 600  # characters that are searched
ARTICLE = r"(?:(?:all|the|its|their|both|relevant|concerned|respective)\s+)*"
# Text before the first of those who should act: a clause begins; or “Ministries of Labour in …”.
INSTITUTION = (
    r"(?:ministr(?:y|ies)|governments?|authorities|agencies|inspectorates?|embass(?:y|ies)|missions?|"
    r"parliaments?|officials|leaders|ministers)"
)
SUBJECT_BEFORE = re.compile(
    rf"(?:^|[.;:]\s+|,\s+and\s+|\bthat\s+|\b(?:recommends?|recommended|requests?|requested)\s+that\s+)"
    # Others who are to act, whom the vocabulary does not have: “Growers and …”.
    rf"(?:[\w-]+(?:\s+(?!should\b|must\b)[\w-]+){{0,2}}?(?:,\s+|,?\s+and\s+))?"
    rf"{ARTICLE}(?:(?:[\w-]+\s+){{0,2}}{INSTITUTION}\s+(?:of\s+[\w ]{{2,30}}?\s+)?(?:in|of|from)\s+{ARTICLE})?$",
    re.IGNORECASE,
)
# What joins several of them, and what may stand between them and the verb.
JOINER = re.compile(
    rf"\s*(?:,|,?\s+and|,?\s+as\s+well\s+as|,?\s+together\s+with)\s+{ARTICLE}$|,\s*$", re.IGNORECASE
)
ORGAN = r"(?i:members?|member\s+states|governments?|secretariat|ministries)"
ASIDE = rf"(?:['’]s)?(?:\s+{ORGAN})?(?:\s+and\s+(?!should\b)[\w-]+(?:\s+(?!should\b)[\w-]+){{0,2}}?)?(?:,\s[^,;.]{{2,100}},)?(?:\s+\([^()]{{1,60}}\))?"
DUTY = re.compile(
    rf"{ASIDE}(?:\s*:\s|\s+(?:should|shall|must|could|might|may\s+wish|will|needs?\s+to|ought"
    r"|(?:is|are)\s+(?:\w+ly\s+)?(?:encouraged|urged|invited|requested|asked|called|expected|advised|recommended)"
    r"|to\s+[a-z]+)\b)"
)
# “calls on X and Y in the region to …”: after the verb, up to what they are to do.
CALL_BEFORE = re.compile(
    rf"\b(?:calls?|called|calling|urges?d?|urging|encourag(?:es?|ed|ing)|invit(?:es?|ed|ing)|request(?:s|ed|ing)?|asks?|asked"
    rf"|requires?|required|requiring|oblig(?:es?|ed|ing))"
    rf"\s+(?:(?:on|upon|for)\s+)?(?:that\s+)?{ARTICLE}$",
    re.IGNORECASE,
)
# “requests that Chad's needs …” does not ask Chad; “calls on Chad's Government to …” does.
TO_ACT = re.compile(rf"(?!['’]s\s+(?!{ORGAN}\b))[^.;:]{{0,90}}?\s(?:to|should)\s+[a-z]+")
# What several do together, or what belongs to them, as a noun: “dialogue between …”, “support by
# …”.
TOGETHER = (
    r"(?:cooperation|collaboration|coordination|dialogues?|exchanges?|partnerships?|agreements?|arrangements?"
    r"|responsibilit(?:y|ies)|trust|confidence)"
)
ACTION_OF = re.compile(
    rf"\b{TOGETHER}\s+(?:[\w-]+\s+){{0,4}}?(?:between|among|amongst)\s+{ARTICLE}$"
    rf"|^(?:[\w-]+\s+){{0,2}}(?:support|assistance|action|efforts|contributions?|commitment|measures)\s+by\s+{ARTICLE}$"
    rf"|\brole\s+of\s+{ARTICLE}$"
    # “The costs should be borne by employers”.
    rf"|\b(?:should|must|shall)\s+(?:\w+ly\s+|also\s+)?be\s+\w+(?:ed|en|ne|n|t)\s+by\s+{ARTICLE}$",
    re.IGNORECASE,
)
# “Recommendations to the Secretariat”, “For employers”: a heading that says to whom points are addressed.
HEADING_TO = re.compile(
    r"^(?:[IVXLC\d]+[.)]\s*|[A-Z][.)]\s+)?(?:(?:general\s+|key\s+|specific\s+)?(?:recommendations?|requests?|actions?|next\s+steps|points)\s+)?"
    rf"(?:(?:addressed|directed)\s+)?(?:to|for|by)\s+{ARTICLE}",
    re.IGNORECASE,
)
# A body that is only mentioned is not asked to act: “Document the role of Norway”.
TELLING = re.compile(
    r"\s*(?:analy[sz]e|assess|describe|document|examine|note|publish|recall|report|review|study)\b",
    re.IGNORECASE,
)
# A heading of points that somebody is to carry out.
OF_POINTS = re.compile(
    r"\b(?:recommendation|request|action|next\s+step|way\s+forward)", re.IGNORECASE
)
# Something is done to them: “should be given a seat”.
PASSIVE = re.compile(r"\s+(?:also\s+)?be\s+(?!prepared\b|ready\b|able\b)\w+(?:ed|en|n|t)\b")
MEMBER_STATES = "member states"


def add_addressees(draft: ParsedReport, organizations: Gazetteer) -> None:
    """Set the addressees of recommendations; a point without any has those of its parent.

    “Member States” are those of the body that the report's title names.
    """
    members = members_of(draft.front.title, organizations)
    context = addressees_by_paragraph(draft, organizations, members)
    by_reference: dict[str, list[str]] = {}
    for recommendation in draft.recommendations:
        found = find_addressees(recommendation.text, organizations, members)
        found = found or by_reference.get(recommendation.parent, [])
        found = found or context.get(recommendation.paragraph, [])
        recommendation.subjects.addressees = list(found)
        by_reference[recommendation.reference] = found


def addressees_by_paragraph(
    draft: ParsedReport, organizations: Gazetteer, members: tuple[str, ...]
) -> dict[str, list[str]]:
    """Return whom the lead-ins of lists ask to act, or else whom the headings above name."""
    found: dict[str, list[str]] = {}
    for session in draft.sessions:
        titles = titles_of(session)
        is_of_points = any(OF_POINTS.search(title) for title in titles)
        in_headings = (
            addressees_in_heading(title, organizations, is_of_points=is_of_points)
            for title in titles
        )
        named = next(filter(None, in_headings), [])
        for paragraph in session.paragraphs:
            lead_in = split_sentences(paragraph.text)[-1] if paragraph.text else ""
            is_lead_in = lead_in.rstrip().endswith(":")
            found[paragraph.anchor] = (
                find_addressees(f"{lead_in.rstrip(': ')} act", organizations, members)
                if is_lead_in
                else []
            ) or named
    return found


def titles_of(session: Session) -> list[str]:
    """Return the heading of a session and those above it, the lowest first."""
    return [session.title, *reversed(session.above)]


def addressees_in_heading(
    heading: str, organizations: Gazetteer, *, is_of_points: bool
) -> list[str]:
    """Return the bodies that a heading addresses (“To the Secretariat”) or names above points."""
    match = HEADING_TO.match(heading)
    if match is None and not is_of_points:
        # What somebody said, rather than what somebody is to do.
        return []
    rest = heading[match.end() :] if match else heading
    mentions = [mention for mention in organizations.find(rest) if is_clear(rest, mention)]
    others = re.sub(
        rf"(?i)\b(?:and|the|of|to)\b|[\W\d]|{ORGAN}", "", remove_mentions(rest, mentions)
    )
    return list(dict.fromkeys(slug for one in mentions for slug in one.slugs)) if not others else []


def remove_mentions(text: str, mentions: Sequence[Mention]) -> str:
    for mention in reversed(mentions):
        text = text[: mention.span[0]] + text[mention.span[1] :]
    return text


def is_clear(text: str, mention: Mention) -> bool:
    """Return whether a name means one body, or all of several bodies that it joins with “and”."""
    return len(mention.slugs) == 1 or " and " in text[slice(*mention.span)]


def members_of(title: str, organizations: Gazetteer) -> tuple[str, ...]:
    """Return the slugs for the member States of the body in the title, if exactly one has any."""
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
        mention for mention in mentions_in(text, organizations, members) if is_clear(text, mention)
    ]
    slugs: dict[str, None] = {}
    index = 0
    while index < len(mentions):
        group = group_at(text, mentions[index:])
        if is_addressed(text, group):
            slugs |= {slug: None for mention in group for slug in mention.slugs}
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
    if ACTION_OF.search(before):
        return not TELLING.match(text)
    if CALL_BEFORE.search(before):
        return bool(TO_ACT.match(text, end))
    duty = DUTY.match(text, end) if SUBJECT_BEFORE.search(before) else None
    return duty is not None and not PASSIVE.match(text, duty.end())
