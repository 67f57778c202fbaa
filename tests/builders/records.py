"""Builders of small records: each takes the fields that a test is about and defaults the rest."""

import hashlib
from datetime import date

from django.contrib.auth.models import Group, User
from django.utils.text import slugify

from recommendations.models import CrossReference, Involvement, RationaleLink, Recommendation
from reports import publishing
from reports.models import (
    Annex,
    Attachment,
    Contribution,
    Instrument,
    Membership,
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

PASSWORD = "a long enough password"  # noqa: S105 -- of a test's own account
STEPS_TO = {
    "draft": (),
    "in_review": ("in_review",),
    "published": ("in_review", "published"),
    "withdrawn": ("in_review", "published", "withdrawn"),
}


def make_report(*, status="draft", co_chairs=(), **fields):
    """Return a report that publishing.transition has taken to the status."""
    number = Report.objects.count() + 1
    defaults = {
        "slug": f"workshop-{number}",
        "title": f"Workshop {number} on migration",
        "series": "ARF",
        "starts_on": date(2015, 3, 10),
        "ends_on": date(2015, 3, 11),
        "place": "Nay Pyi Taw, Myanmar",
    }
    report = Report.objects.create(**defaults | fields)
    report.co_chairs.set(co_chairs)
    for step in STEPS_TO[status]:
        publishing.transition(report, step)
    return report


def make_account(name="ana", role="", **fields):
    """Return an account in a role: viewer, editor, reviewer, administrator, or none."""
    account = User.objects.create_user(name, **fields)
    if role:
        account.groups.add(Group.objects.get_or_create(name=role)[0])
    return account


def make_source(report=None, text="", **fields):
    """Return a source document of the report: a plain text file."""
    report = report or make_report()
    text = text or f"ARF Workshop of {report.slug}"
    defaults = {"name": "workshop.txt", "media_type": "text/plain"}
    document = SourceDocument.objects.create(
        report=report,
        content=text.encode(),
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        text=text,
        **defaults | fields,
    )
    report.source = document
    report.save(update_fields=["source"])
    return document


def make_attachment(report=None, content=b"Slides.", **fields):
    """Return an attachment of the report: a plain text file."""
    report = report or make_report()
    number = report.attachments.count() + 1
    defaults = {
        "title": f"Slides {number}",
        "position": number,
        "name": "slides.txt",
        "media_type": "text/plain",
        "added_by": "ana",
    }
    return Attachment.objects.create(
        report=report,
        content=content,
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        **defaults | fields,
    )


def make_session(report=None, **fields):
    report = report or make_report()
    number = report.sessions.count() + 1
    defaults = {
        "position": number,
        "kind": Session.Kind.SESSION,
        "number": str(number),
        "title": f"Topic {number}",
        "anchor": f"session-{number}",
    }
    return Session.objects.create(report=report, **defaults | fields)


def make_paragraph(session=None, *, report=None, **fields):
    """Return a paragraph; themes, organizations and instruments may be given as lists.

    Themes are confirmed, those in `suggested` are not. Without a session it stands in the
    first one of the report.
    """
    if session is None:
        session = report.sessions.first() if report else None
        session = session or make_session(report)
    themes = fields.pop("themes", ()), fields.pop("suggested", ())
    links = {name: fields.pop(name, ()) for name in ("organizations", "instruments")}
    number = session.report.paragraphs.count() + 1
    defaults = {
        "position": number,
        "number": str(number),
        "label": f"{number}.",
        "anchor": f"p{number}",
        "text": f"Words of paragraph {number}.",
        "voice": Paragraph.Voice.DOCUMENT,
    }
    paragraph = Paragraph.objects.create(
        report=session.report, session=session, **defaults | fields
    )
    for name, records in links.items():
        getattr(paragraph, name).set(records)
    assign_themes(paragraph, *themes)
    return paragraph


def assign_themes(record, confirmed, suggested=()):
    """Assign themes to a paragraph or recommendation, besides those that it has."""
    for status, themes in (("confirmed", confirmed), ("suggested", suggested)):
        record.themes.add(*themes, through_defaults={"status": status})


def make_annex(report=None, **fields):
    report = report or make_report()
    number = report.annexes.count() + 1
    return Annex.objects.create(report=report, **{"label": f"Annex {number}"} | fields)


def make_person(name="", **fields):
    number = Person.objects.count() + 1
    name = name or f"Speaker {number}"
    defaults = {"slug": slugify(name), "sort_name": name.split()[-1]}
    return Person.objects.create(name=name, **defaults | fields)


def make_participation(report=None, person=None, *, organizations=(), **fields):
    """Return a participation on behalf of the organizations, in their order."""
    participation = Participation.objects.create(
        report=report or make_report(),
        person=person or make_person(),
        **{"role": Participation.Role.SPEAKER} | fields,
    )
    for order, organization in enumerate(organizations):
        Affiliation.objects.create(
            participation=participation, organization=organization, order=order
        )
    return participation


def make_contribution(paragraph=None, participation=None, *, person=None):
    """Return a contribution in the paragraph; the person gets a participation if necessary."""
    if paragraph is None:
        report = participation.report if participation else None
        paragraph = make_paragraph(report=report, voice=Paragraph.Voice.NAMED)
    if participation is None:
        existing = paragraph.report.participations.filter(person=person).first()
        participation = existing or make_participation(paragraph.report, person)
    return Contribution.objects.create(paragraph=paragraph, participation=participation)


def make_speaker(name, *, report=None, text="Words.", **fields):
    """Return the person of that name, who took part in a report and spoke there."""
    report = report or make_report(status="published")
    person = Person.objects.filter(name=name).first() or make_person(name)
    participation = make_participation(report, person, **fields)
    paragraph = make_paragraph(report=report, text=text, voice="named")
    make_contribution(paragraph, participation)
    return person


def make_organization(name="", **fields):
    number = Organization.objects.count() + 1
    name = name or f"Organization {number}"
    return Organization.objects.create(name=name, **{"slug": slugify(name)} | fields)


def make_membership(group, member, since="", until=""):
    return Membership.objects.create(group=group, member=member, since=since, until=until)


def make_theme(label="", **fields):
    number = Theme.objects.count() + 1
    label = label or f"Theme {number}"
    defaults = {"slug": slugify(label), "definition": f"What {label} is."}
    return Theme.objects.create(label=label, **defaults | fields)


def make_instrument(name="", **fields):
    number = Instrument.objects.count() + 1
    name = name or f"Declaration {number}"
    defaults = {"slug": slugify(name), "kind": "declaration"}
    return Instrument.objects.create(name=name, **defaults | fields)


def make_recommendation(report=None, **fields):
    """Return a recommendation; themes, instruments, addressees, issuers and named may be given as lists.

    Themes are confirmed, those in `suggested` are not.
    A point under a `parent` takes the parent's report, level and paragraph.
    """
    themes = fields.pop("themes", ()), fields.pop("suggested", ())
    instruments = fields.pop("instruments", ())
    involved = {role: fields.pop(name, ()) for name, role in INVOLVED.items()}
    parent = fields.get("parent")
    report = report or (parent.report if parent else make_report())
    number = report.recommendations.count() + 1
    defaults = {
        "position": number,
        "reference": f"R{number}",
        "level": parent.level if parent else Recommendation.Level.NATIONAL,
        "paragraph": parent.paragraph if parent else None,
        "text": f"Wish {number}",
    }
    recommendation = Recommendation.objects.create(report=report, **defaults | fields)
    recommendation.instruments.set(instruments)
    assign_themes(recommendation, *themes)
    for role, organizations in involved.items():
        for organization in organizations:
            Involvement.objects.create(
                recommendation=recommendation, organization=organization, role=role
            )
    return recommendation


def make_cross_reference(source, target, words="", **fields):
    """Return a confirmed reference from a paragraph or recommendation to another place."""
    ends = {source._meta.model_name: source}
    if target._meta.model_name == "report":
        ends["other_report"] = target
    elif target.report_id == source.report_id:
        ends[f"target_{target._meta.model_name}"] = target
    else:
        ends |= {"other_report": target.report, "other_paragraph": target}
    defaults = {"phrase": words or source.text, "words": words or source.text}
    return CrossReference.objects.create(
        report=source.report, **defaults | {"status": "confirmed"} | ends | fields
    )


def make_rationale_link(recommendation, paragraph=None, status="confirmed"):
    """Return that the paragraph led to the recommendation, or did not; without one, none did."""
    return RationaleLink.objects.create(
        report=recommendation.report,
        recommendation=recommendation,
        paragraph=paragraph,
        status=status,
    )


INVOLVED = {
    "addressees": Involvement.Role.ADDRESSEE,
    "issuers": Involvement.Role.ISSUER,
    "named": Involvement.Role.NAMED,
}
