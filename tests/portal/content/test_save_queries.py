"""A save takes a bounded number of queries, whatever the size of the report."""

import pytest
from django.conf import settings

from portal.content import service
from portal.content.edits.fields import SetFields, SetLevel
from portal.content.loader import load_snapshot
from portal.content.schema import Item
from portal.imports.importer import import_path
from reports.models import Report
from tests.builders.imported_reports import import_text
from tests.builders.records import make_account
from tests.builders.seeded_portal import copy_vocabulary

pytestmark = pytest.mark.django_db
FIRST_REPORT = settings.SEEDS_DIR / "reports" / "arf-migration-workshop-2015"


def save(report, edit):
    stored = Report.objects.get(pk=report.pk)
    account = make_account("ana", "editor")
    return lambda: service.save_edit(report=stored, edit=edit, version=stored.version, by=account)


def long_report(paragraphs):
    lines = [f"{number}. Paragraph number {number} is here." for number in range(1, paragraphs)]
    return import_text("Long Report\n2 May 2019, Rome\n\nSession 1: All\n\n" + "\n\n".join(lines))


def text_edit(report):
    paragraph = load_snapshot(report).paragraphs[-1]
    return SetFields(Item("paragraph", paragraph.key), {"text": f"{paragraph.text} Indeed."})


def test_a_paragraph_of_the_first_report_is_saved_in_30_queries(django_assert_max_num_queries):
    copy_vocabulary()
    report, _ = import_path(next(FIRST_REPORT.glob("report.*")))
    run = save(report, text_edit(report))

    with django_assert_max_num_queries(30):
        run()


def test_a_paragraph_of_a_long_report_is_saved_in_40_queries(django_assert_max_num_queries):
    report = long_report(3_000)
    run = save(report, text_edit(report))

    with django_assert_max_num_queries(40):
        run()


def test_the_level_of_205_recommendations_is_set_in_60_queries(django_assert_max_num_queries):
    points = "".join(f"- train {number} more people;\n" for number in range(205))
    report = import_text(f"ARF Seminar\n10 March 2019\n\n1. Participants recommended to:\n{points}")
    items = tuple(Item("recommendation", key) for key in load_snapshot(report).recommendation)
    assert len(items) == 205
    run = save(report, SetLevel(items, "regional"))

    with django_assert_max_num_queries(60):
        run()

    assert set(report.recommendations.values_list("level", flat=True)) == {"regional"}
