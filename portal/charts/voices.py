"""Whose words a report gives, paragraph by paragraph: from what its page has fetched already."""

from collections.abc import Iterable

from django.utils.formats import number_format
from django.utils.translation import gettext, ngettext

from portal.charts.figure import Figure, Voice
from portal.charts.strip import Heading, Said, strip
from reports.models import Paragraph, Session


def voices(sessions: Iterable[Session]) -> Figure | None:
    """Return the paragraphs of these sessions, which portal.reading fetched: no query is made."""
    sessions = list(sessions)
    headings = [heading(session) for session in sessions]
    said = [one for heading in headings for one in heading.said]
    if not said:
        return None
    heard = {one.voice for one in said}
    return Figure(
        name="voices",
        title=gettext("Whose words the report gives"),
        description=ngettext(
            "A square for its one paragraph, marked by whose words it gives and leading to it.",
            "A square for each of %(number)s paragraphs under its session, marked by whose words it gives and leading to it.",
            len(said),
        )
        % {"number": number_format(len(said))},
        picture=strip(headings),
        language=sessions[0].report.language,
        legend=tuple(
            Voice(value, str(label))
            for value, label in Paragraph.Voice.choices
            if value in heard
        ),
    )


def heading(session: Session) -> Heading:
    return Heading(
        session.in_its_language,
        session.get_absolute_url(),
        tuple(said(paragraph) for paragraph in session.paragraphs.all()),
    )


def said(paragraph: Paragraph) -> Said:
    who = who_speaks(paragraph)
    name = paragraph.called
    title = gettext("%(paragraph)s: %(who)s") % {"paragraph": name, "who": who}
    return Said(f"#{paragraph.anchor}", title, name, who, paragraph.voice)


def who_speaks(paragraph: Paragraph) -> str:
    speakers = [
        contribution.participation.person.name
        for contribution in paragraph.contributions.all()
    ]
    return ", ".join(speakers) or str(paragraph.get_voice_display())
