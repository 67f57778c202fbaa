"""Small records to test with: every builder takes what the test is about and fills in the rest."""

import hashlib
from datetime import date

from django.contrib.auth.models import Group, User
from django.utils.text import slugify

from recommendations.models import Involvement, Recommendation
from reports import publishing
from reports.models import (
    Annex,
    Contribution,
    Instrument,
    Organization,
    Paragraph,
    Participation,
    Person,
    Report,
    Session,
    SourceDocument,
    Theme,
)
from reports.models.people import Affiliation

STEPS_TO = {
    "draft": (),
    "in_review": ("in_review",),
    "published": ("in_review", "published"),
    "withdrawn": ("in_review", "published", "withdrawn"),
}


def make_report(*, status="draft", co_chairs=(), **given):
    """Return a report that publishing.move has taken to the status."""
    number = Report.objects.count() + 1
    usual = {
        "slug": f"workshop-{number}",
        "title": f"Workshop {number} on migration",
        "series": "ARF",
        "starts_on": date(2015, 3, 10),
        "ends_on": date(2015, 3, 11),
        "place": "Nay Pyi Taw, Myanmar",
    }
    report = Report.objects.create(**usual | given)
    report.co_chairs.set(co_chairs)
    for step in STEPS_TO[status]:
        publishing.move(report, step)
    return report


def make_account(name="ana", role="", **given):
    """Return an account in a role: viewer, editor, reviewer, administrator, or none."""
    account = User.objects.create_user(name, **given)
    if role:
        account.groups.add(Group.objects.get_or_create(name=role)[0])
    return account


def make_source(report=None, text="", **given):
    """Return a report's source document: a plain text of the given words."""
    report = report or make_report()
    text = text or f"ARF Workshop of {report.slug}"
    usual = {"name": "workshop.txt", "media_type": "text/plain"}
    document = SourceDocument.objects.create(
        report=report,
        content=text.encode(),
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        text=text,
        **usual | given,
    )
    report.source = document
    report.save(update_fields=["source"])
    return document


def make_session(report=None, **given):
    report = report or make_report()
    number = report.sessions.count() + 1
    usual = {
        "position": number,
        "kind": Session.Kind.SESSION,
        "number": str(number),
        "title": f"Topic {number}",
        "anchor": f"session-{number}",
    }
    return Session.objects.create(report=report, **usual | given)


def make_paragraph(session=None, *, report=None, **given):
    """Return a paragraph; themes, organizations and instruments may be given as lists.

    Themes are confirmed, those in `suggested` are not. Without a session it stands in the
    first one of the report.
    """
    if session is None:
        session = report.sessions.first() if report else None
        session = session or make_session(report)
    themes = given.pop("themes", ()), given.pop("suggested", ())
    links = {name: given.pop(name, ()) for name in ("organizations", "instruments")}
    number = session.report.paragraphs.count() + 1
    usual = {
        "position": number,
        "number": str(number),
        "label": f"{number}.",
        "anchor": f"p{number}",
        "text": f"Words of paragraph {number}.",
        "voice": Paragraph.Voice.DOCUMENT,
    }
    paragraph = Paragraph.objects.create(
        report=session.report, session=session, **usual | given
    )
    for name, records in links.items():
        getattr(paragraph, name).set(records)
    assign_themes(paragraph, *themes)
    return paragraph


def assign_themes(record, confirmed, suggested=()):
    """Assign themes to a paragraph or recommendation, besides those that it has."""
    for status, themes in (("confirmed", confirmed), ("suggested", suggested)):
        record.themes.add(*themes, through_defaults={"status": status})


def make_annex(report=None, **given):
    report = report or make_report()
    number = report.annexes.count() + 1
    return Annex.objects.create(report=report, **{"label": f"Annex {number}"} | given)


def make_person(name="", **given):
    number = Person.objects.count() + 1
    name = name or f"Speaker {number}"
    usual = {"slug": slugify(name), "sort_name": name.split()[-1]}
    return Person.objects.create(name=name, **usual | given)


def make_participation(report=None, person=None, *, organizations=(), **given):
    """Return a participation on behalf of the organizations, in their order."""
    participation = Participation.objects.create(
        report=report or make_report(),
        person=person or make_person(),
        **{"role": Participation.Role.SPEAKER} | given,
    )
    for order, organization in enumerate(organizations):
        Affiliation.objects.create(
            participation=participation, organization=organization, order=order
        )
    return participation


def make_contribution(paragraph=None, participation=None, *, person=None):
    """Return what somebody said in a paragraph; the person joins its workshop if need be."""
    if paragraph is None:
        report = participation.report if participation else None
        paragraph = make_paragraph(report=report, voice=Paragraph.Voice.NAMED)
    if participation is None:
        joined = paragraph.report.participations.filter(person=person).first()
        participation = joined or make_participation(paragraph.report, person)
    return Contribution.objects.create(paragraph=paragraph, participation=participation)


def make_organization(name="", **given):
    number = Organization.objects.count() + 1
    name = name or f"Organization {number}"
    return Organization.objects.create(name=name, **{"slug": slugify(name)} | given)


def make_theme(label="", **given):
    number = Theme.objects.count() + 1
    label = label or f"Theme {number}"
    usual = {"slug": slugify(label), "definition": f"What {label} is."}
    return Theme.objects.create(label=label, **usual | given)


def make_instrument(name="", **given):
    number = Instrument.objects.count() + 1
    name = name or f"Declaration {number}"
    usual = {"slug": slugify(name), "kind": "declaration"}
    return Instrument.objects.create(name=name, **usual | given)


def make_recommendation(report=None, **given):
    """Return a recommendation; themes, instruments, addressees and named may be given as lists.

    Themes are confirmed, those in `suggested` are not.
    A point under a `parent` takes the parent's report, level and paragraph.
    """
    themes = given.pop("themes", ()), given.pop("suggested", ())
    instruments = given.pop("instruments", ())
    involved = {role: given.pop(name, ()) for name, role in INVOLVED.items()}
    parent = given.get("parent")
    report = report or (parent.report if parent else make_report())
    number = report.recommendations.count() + 1
    usual = {
        "position": number,
        "reference": f"R{number}",
        "level": parent.level if parent else Recommendation.Level.NATIONAL,
        "paragraph": parent.paragraph if parent else None,
        "text": f"Wish {number}",
    }
    made = Recommendation.objects.create(report=report, **usual | given)
    made.instruments.set(instruments)
    assign_themes(made, *themes)
    for role, organizations in involved.items():
        for organization in organizations:
            Involvement.objects.create(
                recommendation=made, organization=organization, role=role
            )
    return made


INVOLVED = {
    "addressees": Involvement.Role.ADDRESSEE,
    "named": Involvement.Role.NAMED,
}
