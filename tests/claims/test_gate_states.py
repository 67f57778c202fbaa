"""C4: what is not published is nowhere. GATE_STATES=20000 tries that many states (`make claims CLAIMS=C4`).

A random walk: reports are imported, edited, reviewed, published, withdrawn, taken up again and deleted. Every file and
every edit brings a word of its own. In each state some addresses of each group are read; they have no word that is in no
published version, and a search for such a word finds nothing.
"""

import os
import random
import re
from dataclasses import dataclass, field
from itertools import count

import pytest
from django.urls import reverse

from portal.content import draft_version, service, workflow
from portal.content.edits.fields import SetFields
from portal.content.loader import load_snapshot
from portal.content.locking import SaveRequest
from portal.content.schema import Item
from reports.models import Contribution, Organization, Person, Report, Statement
from tests.builders.imported_reports import import_text
from tests.builders.newer_texts import SEMINAR
from tests.builders.records import make_account, make_organization
from tests.claims.figures import report_figure
from tests.harness.readable_content import readable_content
from tests.harness.url_access import FACET_URLS, LIST_URLS, SEARCH_URLS

STATES = int(os.environ.get("GATE_STATES", "15"))
SEED = 4
# Addresses of each group that are read in a state.
READ_OF_A_GROUP = 2
MAX_REPORTS = 5
# After so many states, the walk begins with new reports; old ones have a thousand versions.
STATES_OF_A_WALK = 250
WORD = re.compile(rb"zq[0-9a-f]{5}zq", re.IGNORECASE)
EDITED_FIELDS = {
    "report": ("title",),
    "session": ("heading", "title"),
    "paragraph": ("text",),
    "recommendation": ("text",),
}
STEPS = {
    ("draft", "draft"): ("edit", "edit", "in_review", "delete"),
    ("in_review", "in_review"): ("edit", "published", "published", "draft"),
    ("published", "published"): ("begin", "withdrawn"),
    ("published", "draft"): ("edit", "edit", "in_review", "discard", "withdrawn"),
    ("published", "in_review"): ("edit", "published", "published", "draft", "withdrawn"),
    ("withdrawn", "withdrawn"): ("draft",),
    ("withdrawn", "draft"): ("edit", "in_review"),
    ("withdrawn", "in_review"): ("published", "draft"),
}


@dataclass
class Walked:
    """A report, and which words are in the version at work and in the published ones."""

    key: int
    # By the item that has it; None for the word of the file.
    words: dict[Item | None, str]
    newest_published: dict[Item | None, str] = field(default_factory=dict)
    published: set[str] = field(default_factory=set)

    @property
    def root(self) -> Report:
        return Report.objects.get(pk=self.key)

    @property
    def draft(self) -> Report:
        return draft_version.current_draft(self.root)

    @property
    def public_words(self) -> set[str]:
        return self.published if self.root.status == Report.Status.PUBLISHED else set()


class Walk:
    def __init__(self):
        self.chance = random.Random(SEED)
        self.words = (f"zq{number:05x}zq" for number in count())
        self.all_words: list[str] = []
        self.reports: list[Walked] = []
        self.taken: list[str] = []
        self.reviewer = make_account("rita", "reviewer")
        make_organization("ILO")
        self.begin()

    def begin(self):
        """Withdraw all reports, and begin with a published one."""
        for walked in self.reports:
            if walked.root.status == Report.Status.PUBLISHED:
                request = SaveRequest(walked.root.version, self.reviewer)
                workflow.transition(walked.root, "withdrawn", request)
        self.reports = []
        self.import_report()
        (walked,) = self.reports
        workflow.publish(walked.root)
        self.note_publication(walked)

    def step(self):
        """Bring one report to its next state."""
        if len(self.reports) < self.chance.randint(1, MAX_REPORTS):
            self.import_report()
            return
        walked = self.chance.choice(self.reports)
        step = self.chance.choice(STEPS[walked.root.status, walked.draft.status])
        self.taken.append(f"{step} {walked.key}")
        if step == "edit":
            self.edit(walked)
        elif step == "begin":
            workflow.begin(walked.root, self.reviewer)
        elif step in {"discard", "delete"}:
            self.discard(walked)
        else:
            self.change_status(walked, step)

    def import_report(self):
        word = self.new_word()
        text = SEMINAR.replace("Seminar on Skills", f"Seminar on {word}").replace("Cruz", word)
        for place in ("Training is dear", "train more people", "Annex 1: List", "Adviser, Norway"):
            text = text.replace(place, f"{place} {word}")
        self.reports.append(Walked(import_text(text).pk, {None: word}))
        self.taken.append(f"import {self.reports[-1].key}")

    def new_word(self):
        word = next(self.words)
        self.all_words.append(word)
        return word

    def edit(self, walked):
        draft, word = walked.draft, self.new_word()
        name = self.chance.choice(list(EDITED_FIELDS))
        keys = [0] if name == "report" else sorted(load_snapshot(draft).of_type(name))
        item = Item(name, self.chance.choice(keys))
        fields = dict.fromkeys(EDITED_FIELDS[name], f"Seminar of {word}")
        service.save_edit(report=draft, edit=SetFields(item, fields), version=draft.version)
        walked.words[item] = word

    def change_status(self, walked, status):
        seen = walked.root if status == "withdrawn" else walked.draft
        workflow.transition(walked.draft, status, SaveRequest(seen.version, self.reviewer))
        if status == "published":
            self.note_publication(walked)

    def note_publication(self, walked):
        walked.newest_published = dict(walked.words)
        walked.published |= set(walked.words.values())

    def discard(self, walked):
        workflow.discard(walked.draft, SaveRequest(walked.draft.version, self.reviewer))
        walked.words = dict(walked.newest_published)
        if not Report.objects.filter(pk=walked.key).exists():
            self.reports.remove(walked)

    def public_words(self):
        return set().union(*(walked.public_words for walked in self.reports))

    def addresses(self):
        """Return some addresses of each group: lists, searches, facets, pages and keys of a report."""
        searched = self.chance.choice(["seminar", *sorted(self.public_words())])
        groups = [
            [reverse(name) for name in LIST_URLS],
            [f"{reverse(name)}?q={searched}" for name in SEARCH_URLS],
            [reverse(name, args=[facet]) for name, facet in FACET_URLS.items()],
        ]
        if self.reports:
            walked = self.chance.choice(self.reports)
            groups += [
                page_addresses(walked.root),
                version_addresses(walked.root),
                # A draft version has no other addresses.
                [*key_addresses(walked.root), *key_addresses(walked.draft)],
            ]
        for group in groups:
            yield from self.chance.sample(sorted(set(group)), READ_OF_A_GROUP)


def page_addresses(report):
    """Return the addresses of the pages and files of a report, of its parts and of what it names."""
    parts = ("participants", "source", "report-cite")
    paragraphs, points = report.paragraphs.all(), report.recommendations.all()
    people = Person.objects.filter(participations__report=report)
    return [
        report.get_absolute_url(),
        *(reverse(f"site:{name}", args=[report.slug]) for name in parts),
        reverse("site:report-citation", args=[report.slug, "bib"]),
        *(session.get_absolute_url() for session in report.sessions.all()),
        *(paragraph.page_url for paragraph in paragraphs),
        *(f"{paragraph.page_url}cite/" for paragraph in paragraphs),
        *(point.get_absolute_url() for point in points),
        *(f"{point.get_absolute_url()}cite/" for point in points),
        *(person.get_absolute_url() for person in people),
        *(organization.get_absolute_url() for organization in Organization.objects.all()),
    ]


def version_addresses(report):
    names = ("report-version", "version-changes", "version-cite")
    numbers = range(1, report.version + 1)
    return [
        reverse(f"site:{name}", args=[report.slug, number]) for name in names for number in numbers
    ]


def key_addresses(report):
    parts = ("report", "report_sessions", "report_paragraphs", "report_participants")
    records = {
        "recommendation": report.recommendations.all(),
        "statement": Statement.objects.filter(paragraph__report=report),
        "contribution": Contribution.objects.filter(paragraph__report=report),
        "speaker": Person.objects.filter(participations__report=report),
    }
    return [
        *(reverse(f"api:{name}", args=[report.pk]) for name in (*parts, "report_versions")),
        *(reverse(f"api:{name}", args=[row.pk]) for name, rows in records.items() for row in rows),
    ]


def words_in(content):
    return {word.decode().lower() for word in WORD.findall(content)}


@pytest.mark.slow
def test_no_address_has_a_word_that_is_in_no_published_version(client, db):
    walk, shown, read = Walk(), 0, 0
    for number in range(1, STATES + 1):
        walk.step()
        public = walk.public_words()
        for address in walk.addresses():
            answer = client.get(address)
            found, asked = words_in(readable_content(answer)), words_in(address.encode())
            where = address, answer.status_code, walk.taken[-20:]
            # An error page names the address.
            assert found - asked <= public, where
            assert asked <= public or answer.status_code in {404, 410}, where
            shown, read = shown + bool(found & public), read + 1
        word = walk.chance.choice(walk.all_words)
        found = client.get(reverse("api:recommendations"), {"q": word, "spelling": "typed"}).json()
        assert found["count"] == 0 or word in public, (word, walk.taken[-20:])
        if number % STATES_OF_A_WALK == 0:
            walk.begin()

    report_figure(
        f"{STATES} states, seed {SEED}: {read} answers, {shown} of them with public words"
    )
    assert shown
