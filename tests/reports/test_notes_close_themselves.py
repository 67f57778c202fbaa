"""Notes of earlier imports learn what they are about, and who settled them."""

from importlib import import_module

import pytest
from django.apps import apps
from django.db import connection

from reports.models import ImportNote
from tests.builders import make_organization, make_person
from tests.portal.importing.in_process import imported

migration = import_module("reports.migrations.0009_notes_close_themselves")
TEXT = """ARF Seminar on Skills
10 March 2019, Bangkok

Session 1: Training

1. Ms. Ana Cruz, Director, noted this in Annex 1. Mr. Otto was there.
1. Mr. Hess noted that training is dear.
2. Mr. Sven Falk explained. He left the list in Annex 2 (agenda).
3. Participants recommended to:
- train more (Norway);
- ask employers (Atlantis);
- tell others (Norway).
"""


@pytest.mark.django_db
def test_what_earlier_notes_are_about_is_read_from_their_reasons():
    make_organization("Norway")
    make_person("Sven Falk")
    make_person("Sven Falk", slug="sven-falk-2")
    imported(TEXT)
    told = dict(ImportNote.objects.values_list("reason", "about"))
    ImportNote.objects.update(about="")
    settled = ImportNote.objects.filter(code="level-not-stated")
    settled.update(resolved=True)

    migration.say_what_they_are_about(apps, connection.schema_editor())

    assert dict(ImportNote.objects.values_list("reason", "about")) == told
    assert {one.code for one in ImportNote.objects.filter(by_hand=True)} == {
        "level-not-stated"
    }
    assert {
        code
        for code in migration.TOLD
        if code not in {"introduction-unclear", "name-ambiguous"}
    } <= {one.code for one in ImportNote.objects.exclude(about="")}
