"""Labels of themes, organizations and instruments in the languages of the site."""

import pytest
from django.db import IntegrityError, transaction
from django.utils import translation

from reports.models import Organization, Theme, ThemeLabel
from tests.builders.records import make_instrument, make_organization, make_theme

pytestmark = pytest.mark.django_db


def describe(label):
    return (str(label), label.language, label.is_confirmed)


@pytest.mark.parametrize("make", [make_theme, make_organization, make_instrument])
def test_a_record_has_its_label_in_a_language_and_else_its_preferred_name(make):
    record = make("Recruitment")
    record.labels.create(language="th", label="การจัดหางาน")
    record.labels.create(language="vi", label="Tuyển dụng", is_confirmed=True)

    labels = {code: describe(record.name_in(code)) for code in ("en", "th", "vi", "my", None)}

    assert labels == {
        "en": ("Recruitment", "en", True),
        "th": ("การจัดหางาน", "th", False),
        "vi": ("Tuyển dụng", "vi", True),
        "my": ("Recruitment", "en", True),
        None: ("Recruitment", "en", True),
    }


@pytest.mark.parametrize(
    ("fields", "name"),
    [
        ({"kind": "state", "country": "PHL"}, ("ฟิลิปปินส์", "th", True)),
        # A body is not its country, and a code may be unknown.
        ({"kind": "ministry", "country": "PHL"}, ("Philippines", "en", True)),
        ({"kind": "state", "country": "XQX"}, ("Philippines", "en", True)),
    ],
)
def test_a_state_has_the_name_of_its_country_in_every_language(fields, name):
    state = make_organization("Philippines", **fields)

    assert describe(state.name_in("th")) == name


def test_the_names_of_a_record_are_those_in_every_language():
    theme = make_theme("Recruitment", other_labels="hiring")
    theme.labels.create(language="th", label="การจัดหางาน", other_labels="การสรรหา\nการจ้าง")
    state = make_organization("Thailand", kind="state", country="THA")

    assert theme.all_names == ["Recruitment", "hiring", "การจัดหางาน", "การสรรหา", "การจ้าง"]
    assert state.translated_names == ["Thailand", "ထိုင်း", "ไทย", "Thái Lan"]


@pytest.mark.parametrize(("language", "queries"), [("en", 1), ("th", 2)])
def test_the_labels_of_a_list_take_one_query_and_none_in_the_language_of_the_vocabulary(
    django_assert_num_queries, language, queries
):
    for number in range(3):
        make_theme(f"Theme {number}").labels.create(language="th", label=f"หัวข้อ {number}")
    # The language is that of the page, whenever the queryset was built.
    themes = Theme.objects.with_labels().order_by("pk")

    with translation.override(language), django_assert_num_queries(queries):
        names = [theme.localized_name for theme in themes]

    prefix = {"en": "Theme", "th": "หัวข้อ"}[language]
    assert names == [f"{prefix} {number}" for number in range(3)]


def test_a_record_has_one_label_for_each_language():
    theme = make_theme("Fees")
    theme.labels.create(language="th", label="ค่าธรรมเนียม")

    with pytest.raises(IntegrityError), transaction.atomic():
        theme.labels.create(language="th", label="ค่าบริการ")

    assert ThemeLabel.objects.count() == 1


def test_labels_are_cleaned_when_they_are_saved():
    label = make_theme("Fees").labels.create(language="vi", label="Phi\u0301\u202e")

    label.refresh_from_db()
    assert label.label == "Ph\u00ed"


@pytest.mark.parametrize(
    ("word", "found"),
    [
        ("ขนาด", ["fees"]),
        ("ใหญ่", ["fees"]),
        ("ฟิลิปปินส์", ["philippines"]),
        ("FILIPINA", ["philippines"]),
        ("ลาว", []),
    ],
)
def test_a_label_condition_finds_records_by_a_word_of_a_label(word, found):
    fees = make_organization("Fees")
    fees.labels.create(language="th", label="ขนาด", other_labels="ใหญ่")
    make_organization("Philippines", kind="state", country="PHL")

    matching = Organization.objects.filter(Organization.label_condition(word))

    assert list(matching.values_list("slug", flat=True)) == found
