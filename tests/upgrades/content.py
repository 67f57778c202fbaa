"""A program of its own: fill a new portal with a row of nearly every kind."""

import django

django.setup()

from portal.content import draft_version, workflow  # noqa: E402
from portal.editor.item_types import ITEM_TYPES  # noqa: E402
from portal.entities import duplicates, merge  # noqa: E402
from tests.builders.item_forms import save_fields  # noqa: E402
from tests.builders.records import PASSWORD, make_account, make_person, make_report  # noqa: E402
from tests.builders.seminar import published_seminar  # noqa: E402


def fill_portal():
    ana = make_account("ana", "editor", password=PASSWORD)
    published = published_seminar()
    draft = draft_version.begin_draft(published, ana)
    paragraph = (ITEM_TYPES["paragraphs"], "p3")
    save_fields(draft, paragraph, {"text": "Dear training."}, by=ana)
    workflow.publish(draft, by=ana)
    draft_version.begin_draft(published, ana)
    merge.merge("person", (make_person("Dana Ray"), make_person("D. Ray")), by=ana)
    duplicates.mark_not_duplicate("person", make_person("Bo Diaz"), make_person("Bo Dias"), by=ana)
    make_report(status="withdrawn")


if __name__ == "__main__":
    fill_portal()
