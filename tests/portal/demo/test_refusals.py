"""A demonstration is loaded into no portal that is in use, and not into the ordinary folder."""

import pytest
from django.core.management import CommandError, call_command

from portal.demo.loading import COLLECTION
from portal.management.commands import serve
from reports.models import Report, SeededRecord
from tests.builders.records import make_account, make_report
from tests.builders.seeded_portal import copy_first_report

pytestmark = pytest.mark.django_db


@pytest.fixture
def demo(settings, tmp_path):
    settings.DEMO, settings.DATA_DIR = True, tmp_path
    settings.DEMO_FILE = tmp_path / "demonstration"
    return settings


def refusal():
    with pytest.raises(CommandError) as raised:
        call_command("load_demo", verbosity=0)
    return str(raised.value)


def test_a_portal_that_is_no_demonstration_is_refused(demo):
    demo.DEMO = False

    assert refusal() == "This portal is not a demonstration. Start one with: make demo"
    assert not demo.DEMO_FILE.exists()


def test_the_folder_of_the_ordinary_portal_is_refused(demo):
    demo.DATA_DIR = demo.DEFAULT_DATA_DIR

    assert "is the folder of the ordinary portal" in refusal()


@pytest.mark.parametrize("make", [make_report, make_account])
def test_a_portal_in_use_is_refused_and_stays_as_it_is(demo, make):
    copy_first_report()
    make()
    reports = Report.objects.count()

    assert refusal().startswith("This portal has accounts, or reports of its own.")
    assert (Report.objects.count(), demo.DEMO_FILE.exists()) == (reports, False)
    assert not SeededRecord.objects.filter(file=COLLECTION).exists()


def test_serve_refuses_a_portal_in_use_before_it_changes_anything(demo):
    make_report()

    with pytest.raises(CommandError, match="A demonstration needs a portal without any"):
        serve.Command().bring_up_to_date()
    assert not SeededRecord.objects.exists()
