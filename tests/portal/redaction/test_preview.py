"""What editors see before a redaction: words of what they may read anyway, numbers of the rest."""

import pytest

from portal.accounts.models import UnsavedForm
from portal.audit.models import AuditEntry
from portal.content.models import Revision
from portal.operations.models import PeriodicJob
from portal.redaction.passages import Matcher, words_of
from portal.redaction.preview import are_texts_shown, places
from portal.redaction.search import find
from portal.redaction.text_columns import redacted_models, text_columns
from reports.models import Paragraph, Person, Report
from tests.builders.records import make_account
from tests.builders.redactions import NAME, plant_everywhere
from tests.builders.seminar import published_seminar
from tests.builders.subscriptions import make_subscription

pytestmark = pytest.mark.django_db
# Whoever adds a model to these has asked who may read it.
HIDDEN = {
    "admin.LogEntry",
    "accounts.UnsavedForm",
    "accounts.Invitation",
    "audit.AuditEntry",
    "content.Presence",
    "notifications.Subscription",
    "notifications.Notice",
    "notifications.RoundReminder",
    "operations.PeriodicJob",
    "redaction.Redaction",
    "site_pages.SitePageVersion",
    "search.ArchivedRecord",
    "search.ArchiveRun",
}


@pytest.fixture
def found():
    """The places of a name that stands in every table that has a row."""
    report, ana = published_seminar(), make_account("ana", "editor")
    UnsavedForm.objects.create(account=ana, path="/editing/", text=f"text={NAME}, a secret")
    PeriodicJob.objects.create(name="digests", error="None")
    make_subscription(query="q=train")
    ana.notices.create(kind="submitted", report=report)
    plant_everywhere()
    return {place.name: place for place in places(find(Matcher.of([NAME])))}


def test_models_that_not_every_editor_may_read_are_known():
    with_texts = {model for model in redacted_models() if text_columns(model)}

    assert {model._meta.label for model in with_texts if not are_texts_shown(model)} == HIDDEN


def test_texts_of_others_are_counted_and_not_shown(found):
    hidden = [model for model in redacted_models() if not are_texts_shown(model)]
    counted = [found[name_of(model)] for model in hidden if name_of(model) in found]

    assert {name_of(model) for model in (AuditEntry, UnsavedForm, PeriodicJob)} <= found.keys()
    assert all(place.count and not place.examples for place in counted)


def test_texts_of_reports_are_shown(found):
    shown = [found[name_of(model)] for model in (Paragraph, Person, Report, Revision)]

    assert {words_of(place.examples[0].passage) for place in shown} == {words_of(NAME)}


def name_of(model):
    return str(model._meta.verbose_name_plural).capitalize()
