"""The public groups of an organization, and the public members of a group."""

from portal.search.aggregates import statements_for
from reports.models import Membership


def membership_facts(organization):
    """Return the variables of site/_memberships.html."""
    members = Membership.objects.with_public("member").filter(group=organization)
    count = statements_for("group", organization.slug).count() if members else 0
    return {
        "groups": [
            (row.group, row.when)
            for row in Membership.objects.with_public("group").filter(member=organization)
        ],
        "members": [(row.member, row.when) for row in members],
        "slug": organization.slug,
        "statement_count": count,
    }
