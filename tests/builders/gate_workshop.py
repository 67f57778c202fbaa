"""A workshop in which every record has the same word, to detect where the word is shown."""

from django.urls import reverse

from tests.builders.public_follow_up import (
    make_evidence_file,
    make_follow_up,
    make_round,
    make_submission,
    tell_changed,
)
from tests.builders.records import (
    make_attachment,
    make_contribution,
    make_instrument,
    make_organization,
    make_paragraph,
    make_person,
    make_recommendation,
    make_report,
    make_session,
    make_source,
    make_theme,
)

UNPUBLISHED = ["draft", "in_review", "withdrawn"]
WORD = "Zanzibar"


def make_workshop(status, word):
    """Make a report in which every record has the word in its name; return the URL of each."""
    organization = make_organization(f"{word} Agency")
    theme = make_theme(f"{word} theme")
    instrument = make_instrument(f"{word} Declaration", adopted_by=organization)
    report = make_report(
        status=status,
        title=f"{word} workshop",
        place=word,
        slug=word.lower(),
        co_chairs=[organization],
    )
    make_source(report, f"{word} as received")
    attachment = make_attachment(report, f"{word} slides".encode(), title=f"{word} slides")
    session = make_session(report, title=f"{word} session")
    links = {"themes": [theme], "organizations": [organization], "instruments": [instrument]}
    paragraph = make_paragraph(session, voice="named", text=f"{word} words", **links)
    contribution = make_contribution(paragraph, person=make_person(f"Ana {word}"))
    recommendation = make_recommendation(
        report,
        paragraph=paragraph,
        text=f"{word} wish",
        themes=[theme],
        instruments=[instrument],
        addressees=[organization],
    )
    records = (
        organization,
        theme,
        instrument,
        report,
        session,
        contribution.participation.person,
        recommendation,
        attachment,
    )
    round_, record = report_on(recommendation, word)
    version = reverse("site:report-version", args=[report.slug, 1])
    changes = reverse("site:version-changes", args=[report.slug, 1])
    cited = [
        report.get_absolute_url(),
        version,
        paragraph.page_url,
        recommendation.get_absolute_url(),
    ]
    return [
        *(record.get_absolute_url() for record in records),
        *(paragraph.page_url, version, changes),
        reverse("site:participants", args=[report.slug]),
        reverse("site:source", args=[report.slug]),
        *(f"{page}{name}" for page in cited for name in ("cite/", "cite.bib")),
        reverse("site:evidence", args=[record.pk]),
        *(
            f"{round_.get_absolute_url()}{file}"
            for file in ("", "matrix.csv", "matrix.xlsx", "briefing.docx")
        ),
    ]


def report_on(recommendation, word):
    """Publish a round with what a ministry says of the recommendation; return round and record."""
    round_ = make_round(recommendation.report, name=f"{word} review", series=f"{word} series")
    submission = make_submission(round_, make_organization(f"{word} Ministry"))
    record = make_follow_up(
        submission,
        recommendation,
        status="done",
        text=f"{word} as asked",
        responsible=make_organization(f"{word} Office"),
        evidence_file=make_evidence_file(f"{word} gazette".encode(), name=f"{word}.txt"),
    )
    tell_changed(recommendation.report)
    return round_, record
