"""The querysets of people and of the vocabulary: public records, with what the serializers read."""

from django.db.models import Prefetch

from reports.models import (
    Instrument,
    Membership,
    Organization,
    Participation,
    Person,
    Theme,
)


def speakers():
    participations = Participation.objects.published().with_affiliations()
    people = Person.objects.published().in_listing_order()
    return people.prefetch_related(
        Prefetch("participations", participations.order_by("-report__starts_on", "pk"))
    )


def organizations():
    memberships = Prefetch("memberships", Membership.objects.with_public("group"))
    organizations = published_with("part_of", Organization, Organization)
    return organizations.prefetch_related(memberships).order_by("name")


def themes():
    return published_with("broader", Theme, Theme).order_by("label")


def instruments():
    return published_with("adopted_by", Instrument, Organization).order_by("name")


def published_with(relation, model, related_model):
    """Return public records with the public records of a relation prefetched."""
    public_relation = Prefetch(relation, related_model.objects.published())
    return model.objects.published().prefetch_related(public_relation, "labels")
