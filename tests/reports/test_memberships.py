"""Which groups an organization, or who it speaks for, belonged to on a day."""

from datetime import date

import pytest

from reports.memberships import Memberships, find_circle
from reports.partial_dates import Period
from reports.trees import OrganizationTree
from tests.builders.records import make_membership, make_organization


@pytest.fixture
def memberships(db):
    """ASEAN with Cambodia since 1999, the ILO always in the process; ASEAN is in the process."""
    cambodia = make_organization("Cambodia", kind="state", country="KHM")
    make_organization("Embassy", kind="mission", country="KHM")
    ilo = make_organization("ILO", kind="intergovernmental")
    make_organization("ILO Office", kind="intergovernmental", part_of=ilo)
    asean, process = make_organization("ASEAN"), make_organization("Process")
    make_membership(asean, cambodia, "1999")
    make_membership(process, ilo)
    make_membership(process, asean, "", "1998-06-30")
    return Memberships(OrganizationTree())


@pytest.mark.parametrize(
    ("slug", "day", "groups"),
    [
        ("cambodia", date(1998, 12, 31), set()),
        ("cambodia", date(1999, 1, 1), {"asean"}),
        ("embassy", date(2015, 3, 10), {"asean"}),
        ("ilo-office", date(1990, 1, 1), {"process"}),
        ("asean", date(1998, 6, 30), {"process"}),
        ("asean", date(1998, 7, 1), set()),
        ("ilo", None, {"process"}),
        ("cambodia", None, set()),
    ],
)
def test_a_body_counts_for_the_groups_of_those_for_whom_it_speaks(memberships, slug, day, groups):
    assert memberships.groups([slug], day) == groups


def test_those_who_speak_for_members_are_given_by_period(memberships):
    assert memberships.speakers_by_period(["asean", "process"]) == {
        Period(date(1999, 1, 1), None): {"cambodia", "embassy"},
        Period(None, None): {"ilo", "ilo-office"},
        Period(None, date(1998, 6, 30)): {"asean"},
    }


@pytest.mark.parametrize(
    ("links", "circle"),
    [
        ([(1, 2), (1, 3), (2, 3)], set()),
        ([(1, 2), (2, 1)], {1, 2}),
        ([(1, 2), (2, 3), (3, 4), (4, 2)], {2, 3, 4}),
    ],
)
def test_a_circle_of_members_is_found(links, circle):
    assert set(find_circle(links)) == circle
