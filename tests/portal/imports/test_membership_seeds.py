"""The file of memberships, which never overwrites the work of an editor."""

import pytest
from django.conf import settings

from portal.audit.models import AuditEntry
from portal.imports import seeds
from portal.search.models import IndexChange
from reports.models import Membership, Organization, SeededRecord
from tests.builders.records import make_membership, make_paragraph, make_report
from tests.harness.admin_pages import send

pytestmark = pytest.mark.django_db
FOLDER = settings.SEEDS_DIR / "vocabulary"
ORGANIZATIONS = "".join(
    f'[[organization]]\nslug = "{slug}"\nname = "{slug.upper()}"\n'
    for slug in ("asean", "laos", "nepal")
)


def entry(member, group="asean", **dates):
    columns = {"group": group, "member": member, **dates}
    lines = (f'{name} = "{value}"' for name, value in columns.items())
    return "\n".join(["[[membership]]", *lines, ""])


@pytest.fixture
def load(tmp_path):
    """Load vocabulary files with three organizations and these memberships."""

    def load_memberships(*entries):
        texts = {"organizations": ORGANIZATIONS, "memberships": "\n".join(entries)}
        for name in ("instruments", "themes", *texts):
            (tmp_path / f"{name}.toml").write_text(texts.get(name, ""), encoding="utf-8")
        return seeds.load_seeds(tmp_path)["memberships.toml"]

    return load_memberships


def stored():
    rows = Membership.objects.order_by("group__slug", "member__slug")
    return list(rows.values_list("group__slug", "member__slug", "since", "until"))


def test_the_groups_of_the_portal_have_their_members():
    seeds.load_seeds(FOLDER)

    groups = ("asean", "asean-dialogue-partners", "asean-regional-forum")
    counts = [Membership.objects.filter(group__slug=group).count() for group in groups]
    assert counts == [11, 11, 27]
    assert ("asean", "timor-leste", "2025-10-26", "") in stored()


def test_memberships_are_loaded_once(load):
    added = [load(entry("laos", since="1997")) for _ in range(2)]

    assert added == [1, 0]
    assert stored() == [("asean", "laos", "1997", "")]


def test_the_dates_of_unedited_organizations_follow_the_file(load):
    load(entry("laos", since="1996"))
    report = make_report(status="published")
    laos = Organization.objects.get(slug="laos")
    make_paragraph(report=report, voice="named").speaking_organizations.add(laos)
    before = IndexChange.objects.filter(report_key=report.pk).count()

    assert load(entry("laos", since="1997-07-23", until="2030")) == 0

    assert stored() == [("asean", "laos", "1997-07-23", "2030")]
    assert IndexChange.objects.filter(report_key=report.pk).count() == before + 1
    assert AuditEntry.objects.get(target_key="laos").action == "Changed"


@pytest.mark.parametrize("end", ["asean", "laos"])
def test_dates_stay_once_an_editor_has_saved_either_organization(load, admin_client, end):
    load(entry("laos", since="1997"))
    send(admin_client, Organization.objects.get(slug=end), acronym="X")

    load(entry("laos", since="1998"))

    assert stored() == [("asean", "laos", "1997", "")]


def test_a_membership_deleted_by_an_editor_is_not_created_again(load, admin_client):
    load(entry("laos", since="1997"))
    send(admin_client, Organization.objects.get(slug="laos"), member_of="")

    assert load(entry("laos", since="1997"), entry("nepal")) == 1
    assert stored() == [("asean", "nepal", "", "")]


def test_organizations_connected_by_an_editor_are_left_alone(load):
    load()
    asean, laos, nepal = Organization.objects.order_by("slug")
    make_membership(asean, laos, "1990")
    make_membership(nepal, asean)

    assert load(entry("laos", since="1997"), entry("nepal")) == 0

    assert stored() == [("asean", "laos", "1990", ""), ("nepal", "asean", "", "")]
    Membership.objects.all().delete()
    assert load(entry("laos", since="1997"), entry("nepal")) == 0


def test_an_entry_of_a_renamed_organization_is_loaded_and_one_of_a_deleted_is_not(load):
    load()
    Organization.objects.filter(slug="laos").update(slug="lao-pdr")
    Organization.objects.filter(slug="nepal").delete()

    assert load(entry("laos", since="1997"), entry("nepal")) == 1
    assert stored() == [("asean", "lao-pdr", "1997", "")]


def test_new_memberships_change_the_reports_that_name_the_members(load):
    load()
    report = make_report(status="published")
    laos = Organization.objects.get(slug="laos")
    make_paragraph(report=report, voice="named").speaking_organizations.add(laos)
    before = IndexChange.objects.filter(report_key=report.pk).count()

    load(entry("laos"))
    load(entry("laos"))

    assert IndexChange.objects.filter(report_key=report.pk).count() == before + 1


@pytest.mark.parametrize(
    ("entries", "fault"),
    [
        (["membership = 5"], r"every entry must start with \[\[membership\]\]"),
        ([entry("atlantis")], "memberships.toml: asean atlantis: “atlantis” is unknown"),
        ([entry("laos", "atlantis")], "“atlantis” is unknown"),
        ([entry("laos", since="97")], "asean laos: .*neither a year nor a day"),
        ([entry("laos", since="1997", until="1996")], "membership_ends_after_it_begins"),
        ([entry("laos"), entry("laos", since="1997")], "asean laos is repeated"),
        ([entry("laos", mood="good")], "an entry has group, member, since and until"),
        (['[[membership]]\ngroup = "asean"\n'], "every entry needs a group and a member"),
        (['[[membership]]\ngroup = "asean"\nmember = 5\n'], "all strings"),
        ([entry("l" * 120)], "too long"),
    ],
)
def test_an_invalid_file_is_rejected_with_its_reason(load, entries, fault):
    with pytest.raises(seeds.SeedError, match=fault):
        load(*entries)

    assert SeededRecord.objects.filter(file="memberships.toml").count() == 0
