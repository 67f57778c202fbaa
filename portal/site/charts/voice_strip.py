"""A square for each paragraph of a report, marked by voice. Makes no query of its own."""

from collections.abc import Iterable

from django.utils.formats import number_format
from django.utils.translation import gettext, ngettext

from portal.site.charts.figure import Figure, SessionStrip, Voice, VoiceMark
from reports.models import Paragraph, Session


def voice_strip(sessions: Iterable[Session]) -> Figure | None:
    """Return the figure for sessions that portal.content.prefetch fetched, if they have paragraphs."""
    sessions = list(sessions)
    strips = tuple(session_strip(session) for session in sessions)
    marks = [mark for strip in strips for mark in strip.marks]
    if not marks:
        return None
    voices = {mark.voice for mark in marks}
    return Figure(
        name="voices",
        title=gettext("Who is speaking"),
        description=ngettext(
            "One square for the report's only paragraph. The mark shows who is speaking; the square links to the paragraph.",
            "One square for each of the %(number)s paragraphs, grouped by session. The mark shows who is speaking; each square links to its paragraph.",
            len(marks),
        )
        % {"number": number_format(len(marks))},
        chart=strips,
        language=sessions[0].report.language,
        legend=tuple(
            Voice(value, str(label)) for value, label in Paragraph.Voice.choices if value in voices
        ),
    )


def session_strip(session: Session) -> SessionStrip:
    return SessionStrip(
        session.heading_in_report_language,
        session.get_absolute_url(),
        tuple(voice_mark(paragraph) for paragraph in session.paragraphs.all()),
    )


def voice_mark(paragraph: Paragraph) -> VoiceMark:
    speakers = speaker_names(paragraph)
    name = paragraph.display_name
    title = gettext("%(paragraph)s: %(who)s") % {"paragraph": name, "who": speakers}
    return VoiceMark(f"#{paragraph.anchor}", title, name, speakers, paragraph.voice)


def speaker_names(paragraph: Paragraph) -> str:
    """Return the names of the speakers, or else the label of the voice."""
    names = [
        contribution.participation.person.name for contribution in paragraph.contributions.all()
    ]
    return ", ".join(names) or str(paragraph.get_voice_display())
