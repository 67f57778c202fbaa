"""The names in other languages in the API."""

import pytest

from tests.builders.records import make_organization, make_paragraph, make_report, make_theme
from tests.portal.api.test_schemas import get_json

pytestmark = pytest.mark.django_db


def test_a_theme_is_serialized_with_its_labels_and_whether_they_are_confirmed(client):
    theme = make_theme("Fees")
    theme.labels.create(language="vi", label="Phí", is_confirmed=True)
    theme.labels.create(language="th", label="ค่าธรรมเนียม", other_labels="ค่าบริการ")
    make_paragraph(report=make_report(status="published"), themes=[theme])

    assert get_json(client, "theme", theme)["labels"] == [
        {
            "language": "th",
            "label": "ค่าธรรมเนียม",
            "other_labels": ["ค่าบริการ"],
            "is_confirmed": False,
        },
        {"language": "vi", "label": "Phí", "other_labels": [], "is_confirmed": True},
    ]


def test_a_state_is_serialized_with_the_names_of_its_country(client):
    state = make_organization("Viet Nam", kind="state", country="VNM")
    make_paragraph(report=make_report(status="published"), organizations=[state])

    labels = get_json(client, "organization", state)["labels"]

    assert {label["language"]: label["label"] for label in labels} == {
        "id": "Vietnam",
        "my": "ဗီယက်နမ်",
        "th": "เวียดนาม",
        "vi": "Việt Nam",
    }
    assert {label["is_confirmed"] for label in labels} == {True}
