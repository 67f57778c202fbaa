"""The search for records by name."""

import pytest

from reports.models import Person, Theme
from reports.search_filter import NameFilter
from tests.builders.records import make_person, make_theme

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("recruit", ["recruitment"]),
        ("การจัดหางาน", ["recruitment"]),
        # The words may be in different languages.
        ("recruit tuyển", ["recruitment"]),
        ("recruit ค่าธรรมเนียม", []),
        ("", ["fees", "recruitment"]),
    ],
)
def test_a_record_is_found_by_its_names_in_any_language_and_only_once(typed, found):
    theme = make_theme("Recruitment")
    theme.labels.create(language="th", label="การจัดหางาน", other_labels="การจัดหางานต่างประเทศ")
    theme.labels.create(language="vi", label="Tuyển dụng")
    make_theme("Fees")

    themes = NameFilter(Theme).filter(Theme.objects.order_by("slug"), typed)

    assert list(themes.values_list("slug", flat=True)) == found


def test_a_person_is_found_by_name_alone():
    make_person("Ana Cruz")

    assert [str(person) for person in NameFilter(Person).filter(Person.objects.all(), "cruz")] == [
        "Ana Cruz"
    ]
