"""Suggest themes, organizations, instruments and issuers from a text's vocabulary terms."""

from collections.abc import Iterator
from itertools import chain

from portal.parsing import addressees, recommending_states
from portal.parsing.gazetteer import Gazetteer, Vocabulary
from portal.parsing.parsed_report import Paragraph, ParsedReport, Recommendation, Session, Subjects
from portal.parsing.recommending_states import Issuers
from portal.parsing.source import Note
from portal.parsing.themes import ThemeFinder


def add_suggestions(draft: ParsedReport, vocabulary: Vocabulary) -> None:
    """Set the subjects of every paragraph and recommendation from its text."""
    finder = ThemeFinder.of(draft, vocabulary)
    themes_of: dict[str, list[str]] = {}
    for item, session in items_by_session(draft):
        parent = item.parent if isinstance(item, Recommendation) else ""
        themes = finder.find(item.text, session, themes_of.get(parent, ()))
        if isinstance(item, Recommendation):
            themes_of[item.reference] = themes
        item.subjects = Subjects(
            themes=themes,
            organizations=vocabulary.organizations.slugs_in(item.text),
            instruments=vocabulary.instruments.slugs_in(item.text),
            issuers=item.subjects.issuers,
        )
    addressees.add_addressees(draft, vocabulary.organizations)
    issuers_by_recommendation = [
        assign_issuers(recommendation, vocabulary.organizations)
        for recommendation in draft.recommendations
    ]
    # If most recommendations name their issuers, a bracket without a known name is worth a note.
    are_issuers_usual = 2 * sum(bool(issuers.slugs) for issuers in issuers_by_recommendation) > len(
        issuers_by_recommendation
    )
    for recommendation, issuers in zip(
        draft.recommendations, issuers_by_recommendation, strict=True
    ):
        if issuers.slugs or are_issuers_usual:
            draft.notes += issuer_notes(recommendation, issuers)


def items_by_session(
    draft: ParsedReport,
) -> Iterator[tuple[Paragraph | Recommendation, Session | None]]:
    """Yield every paragraph and recommendation with the session that contains it."""
    sessions = {}
    for session in draft.sessions:
        for paragraph in session.paragraphs:
            sessions[paragraph.anchor] = session
            yield paragraph, session
    for recommendation in draft.recommendations:
        yield recommendation, sessions.get(recommendation.paragraph)


def assign_issuers(recommendation: Recommendation, organizations: Gazetteer) -> Issuers:
    """Set the issuers of a recommendation, and remove them from the organizations it names."""
    issuers = recommending_states.issuers_of(recommendation.text, organizations)
    if issuers.slugs:
        inner_slugs = chain.from_iterable(issuers.slugs_by_inner_bracket.values())
        recommendation.subjects.issuers = list(dict.fromkeys([*issuers.slugs, *inner_slugs]))
        recommendation.subjects.organizations = organizations.slugs_in(
            recommendation.text[: issuers.start]
        )
    return issuers


def issuer_notes(recommendation: Recommendation, issuers: Issuers) -> Iterator[Note]:
    span = recommendation.span
    for name in issuers.unknown:
        yield Note(
            "issuer-unknown",
            f"Recommendation {recommendation.reference} was made by “{name}”, which is not in the "
            "vocabulary.",
            span,
            name,
        )
    for bracket in issuers.slugs_by_inner_bracket:
        yield Note(
            "issuer-inside",
            f"Recommendation {recommendation.reference} contains “({bracket})” inside its text; "
            "those named there were added as issuers.",
            span,
        )
