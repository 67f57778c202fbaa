"""A workshop at which one country speaks in every way, and others speak about it."""

from tests.builders.records import (
    make_contribution,
    make_organization,
    make_paragraph,
    make_participation,
    make_person,
    make_report,
    make_theme,
)


def make_delegations():
    """Return the report: five statements of the Philippines on recruitment, and four others."""
    report = make_report(status="published")
    theme = make_theme("Recruitment", slug="recruitment")
    state = make_organization("Philippines", kind="state", country="PHL")
    ministry = make_organization("Department of Labor", kind="ministry", country="PHL")
    embassy = make_organization("Philippine Embassy, Thailand", kind="mission", country="PHL")
    university = make_organization("University of Manila", kind="academia", country="PHL")
    host = make_organization("Thailand", kind="state", country="THA")

    def say(text, *, voice="named", organization=None, person=None, **fields):
        paragraph = make_paragraph(report=report, text=text, voice=voice, themes=[theme], **fields)
        if person:
            participation = make_participation(
                report, make_person(person), organizations=[organization]
            )
            make_contribution(paragraph, participation)
        elif organization:
            paragraph.speaking_organizations.add(organization)

    say("An official explained recruitment fees.", person="Ana Cruz", organization=ministry)
    say("The Philippines reported on recruitment.", organization=state)
    say("The Department said that recruitment is free.", organization=ministry)
    say("Its embassy watches recruitment.", person="Ben Diaz", organization=embassy)
    say("Recruitment should be ethical, it was said.", person="Cora Lim", organization=state)
    say("A professor doubted recruitment data.", person="Dan Uy", organization=university)
    say("Thailand thanked the Philippines for its recruitment.", organization=host)
    say(
        "Recruitment in the Philippines was described.",
        voice="document",
        organizations=[state],
    )
    say("All agreed on recruitment.", voice="agreed")
    return report
