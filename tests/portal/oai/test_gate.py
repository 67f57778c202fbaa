"""Nothing of a report that is not public is harvested, in any verb, set or format."""

import pytest

from portal.content import draft_version
from reports import publishing
from reports.models import Report
from tests.builders.gate_workshop import UNPUBLISHED, WORD, make_workshop
from tests.builders.records import make_paragraph, make_recommendation, make_report, make_theme

pytestmark = pytest.mark.django_db
REQUESTS = [
    {"verb": "Identify"},
    {"verb": "ListSets"},
    *(
        {"verb": verb, "metadataPrefix": prefix} | more
        for verb in ("ListRecords", "ListIdentifiers")
        for prefix in ("oai_dc", "datacite")
        for more in (
            {},
            {"set": "series:ARF"},
            {"set": "level:none"},
            {"set": "theme"},
            {"set": f"theme:{WORD.lower()}-theme"},
            {"set": "kind:paragraphs"},
        )
    ),
]


def harvested(client, report):
    """Return every answer, without the time in it, those of the report's own records too."""
    own = [
        {"verb": "GetRecord", "metadataPrefix": "oai_dc", "identifier": f"oai:127.0.0.1:{name}"}
        for name in (
            f"reports/{report}",
            f"reports/{report}/recommendations/R1",
            f"reports/{report}/paragraphs/p1",
        )
    ]
    answers = [client.get("/oai", arguments).content.decode() for arguments in REQUESTS + own]
    return [answer.partition("</responseDate>")[2] for answer in answers]


@pytest.mark.parametrize("status", ["draft", "in_review"])
def test_a_report_that_was_never_public_changes_no_answer(client, status):
    make_workshop("published", "Manila")
    key = Report.objects.get().pk + 1
    before = harvested(client, key)

    make_workshop(status, WORD)

    assert Report.objects.filter(pk=key, status=status).exists()
    assert harvested(client, key) == before


@pytest.mark.parametrize("status", UNPUBLISHED)
def test_no_answer_has_a_word_of_an_unpublished_report(client, status):
    make_workshop("published", "Manila")
    make_workshop(status, WORD)
    key = Report.objects.get(slug=WORD.lower()).pk

    # Its slug and theme are in the answers only where the request repeats them.
    answers = [answer.partition("</request>")[2] for answer in harvested(client, key)]

    assert [answer for answer in answers if WORD.casefold() in answer.casefold()] == []


def test_the_draft_of_a_next_version_is_not_harvested(client):
    report = make_report()
    make_paragraph(report=report)
    for step in ("in_review", "published"):
        publishing.transition(report, step)
    before = harvested(client, report.pk)

    draft = draft_version.begin_draft(report)
    draft.paragraphs.update(text=WORD)
    make_recommendation(draft, text=WORD, themes=[make_theme(WORD)])

    assert harvested(client, report.pk) == before
    of_draft = [answer.count("idDoesNotExist") for answer in harvested(client, draft.pk)[-3:]]
    assert of_draft == [1, 1, 1]


def test_what_is_changed_after_a_withdrawal_is_not_harvested(client):
    report = make_report(series="ARF")
    make_recommendation(report, reference="R1", text="Once public.")
    for step in ("in_review", "published", "withdrawn"):
        publishing.transition(report, step)
    before = harvested(client, report.pk)

    publishing.transition(report, "draft")
    Report.objects.filter(pk=report.pk).update(series=WORD, slug=WORD.lower())
    report.recommendations.update(reference="R2", text=WORD)
    make_paragraph(report=report, text=WORD, themes=[make_theme(WORD)])

    assert harvested(client, report.pk) == before
    assert before[-3].count('status="deleted"') == before[-2].count('status="deleted"') == 1
    assert before[-1].count("idDoesNotExist") == 1
