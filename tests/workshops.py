"""Workshops with links drawn by lot, for rules that hold for any portal."""

from tests.builders import (
    make_contribution,
    make_instrument,
    make_organization,
    make_paragraph,
    make_person,
    make_recommendation,
    make_report,
    make_session,
    make_theme,
)

DAYS = (
    (2015, "ARF", "published"),
    (2016, "ARF", "published"),
    (2016, "Bali Process", "published"),
    (2017, "ARF", "draft"),
)
LEVELS = ["", "national", "bilateral", "regional", "all"]
WORDS = ["labour", "labor", "migrant", "migration", "recruitment", "fees", "rights"]


def make_workshops(chance):
    """Make three published workshops and a draft; `chance` is a random.Random."""
    themes = [make_theme() for _ in range(4)]
    bodies = [make_organization() for _ in range(4)]
    texts = [make_instrument() for _ in range(2)]
    people = [make_person() for _ in range(3)]

    def some(records):
        return chance.sample(records, chance.randint(0, 2))

    def some_themes():
        picked = some(themes)
        confirmed = chance.randint(0, len(picked))
        return {"themes": picked[:confirmed], "suggested": picked[confirmed:]}

    for year, series, status in DAYS:
        report = make_report(
            status=status, starts_on=f"{year}-03-01", ends_on=None, series=series
        )
        sessions = [
            make_session(report, kind=chance.choice(["session", "opening"]))
            for _ in range(2)
        ]
        agreed = [
            make_paragraph(sessions[0], voice=voice)
            for voice in ("agreed", "co_chairs")
        ]
        for number in range(6):
            paragraph = make_paragraph(
                chance.choice(sessions),
                voice="named",
                **some_themes(),
                instruments=some(texts),
            )
            said = make_contribution(paragraph, person=chance.choice(people))
            said.participation.organizations.set(some(bodies))
            words = " ".join(chance.sample(WORDS, 4))
            make_recommendation(
                report,
                paragraph=chance.choice([None, paragraph, *agreed]),
                text=f"Wish number {number}: {words}",
                level=chance.choice(LEVELS),
                **some_themes(),
                instruments=some(texts),
                addressees=some(bodies),
                named=some(bodies),
            )
