"""A report's language is the code of one."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse

from reports.models import Report
from tests.builders import make_report

pytestmark = pytest.mark.django_db
GOOD = ["en", "my", "EN", "zh-Hans", "pt-BR", "es-419", "ceb"]
NONSENSE = ["en\n", "english", "e", "en_US", "en-", "th TH", "<b>", "မြန်မာ"]


@pytest.mark.parametrize("language", GOOD)
def test_a_code_is_stored(language):
    report = make_report(language=language)

    report.full_clean()

    assert Report.objects.get().language == language


@pytest.mark.parametrize("language", NONSENSE)
def test_nonsense_is_refused_with_a_sentence_and_by_the_database(language):
    report = make_report()
    report.language = language

    with pytest.raises(ValidationError) as refusal:
        report.full_clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        report.save()

    assert refusal.value.message_dict["language"] == [
        f"“{language}” is no code of a language. Write en, id, th, vi, my, or another "
        "code of BCP 47, such as zh-Hans."
    ]


def test_a_report_is_english_until_an_editor_says_otherwise(admin_client):
    report = make_report()

    page = admin_client.get(reverse("desk-about", args=[report.slug])).content.decode()

    assert report.language == "en"
    assert 'name="language" value="en"' in page
