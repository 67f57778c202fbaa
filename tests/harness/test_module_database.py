"""Records of a module are there for each of its tests, whatever the other tests do to them."""

import pytest

from portal.documents.connection_release import release_connections
from reports.models import Theme
from tests.builders.records import make_theme

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def theme(module_db):
    return make_theme("Skills")


@pytest.mark.parametrize("time", ["first", "second"])
def test_a_record_of_the_module_is_there_again_after_a_test_that_deletes_it(theme, time):
    assert Theme.objects.get().pk == theme.pk

    Theme.objects.all().delete()
    make_theme(time)


@pytest.mark.usefixtures("theme")
def test_a_file_may_be_read_within_the_transaction_of_a_module():
    release_connections()

    assert Theme.objects.get().label == "Skills"
