"""The language field of a report: BCP 47 codes."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse

from reports.models import Report
from tests.builders.records import make_report

pytestmark = pytest.mark.django_db
VALID = ["en", "my", "EN", "zh-Hans", "pt-BR", "es-419", "ceb"]
INVALID = ["en\n", "english", "e", "en_US", "en-", "th TH", "<b>", "မြန်မာ"]


@pytest.mark.parametrize("language", VALID)
def test_a_valid_language_code_is_stored(language):
    report = make_report(language=language)

    report.full_clean()

    assert Report.objects.get().language == language


@pytest.mark.parametrize("language", INVALID)
def test_an_invalid_language_code_is_refused_by_validation_and_database(language):
    report = make_report()
    report.language = language

    with pytest.raises(ValidationError) as refusal:
        report.full_clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        report.save()

    assert refusal.value.message_dict["language"] == [
        f"“{language}” is not a language code. Use en, id, th, vi, my, or another code of BCP 47, "
        "such as zh-Hans."
    ]


def test_the_default_language_of_a_report_is_english(admin_client):
    report = make_report()

    page = admin_client.get(reverse("editor:report-edit", args=[report.slug])).content.decode()

    assert report.language == "en"
    assert '<option value="en" selected>English</option>' in page
