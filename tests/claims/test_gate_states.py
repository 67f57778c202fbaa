"""C4: what is not published is nowhere. GATE_STATES=20000 tries that many states (`make claims CLAIMS=C4`).

A random walk: reports are imported, edited, reviewed, published, withdrawn, and taken up again. Every file and every
edit brings a word of its own. In each state some addresses of every kind are read; they have no word that is in no
published version.
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
from reports.models import Organization, Person, Report
from tests.builders.imported_reports import import_text
from tests.builders.newer_texts import SEMINAR
from tests.builders.records import make_account, make_organization
from tests.claims.figures import report_figure
from tests.harness.readable_content import readable_content
from tests.harness.url_access import FACET_URLS, LIST_URLS, SEARCH_URLS

STATES = int(os.environ.get("GATE_STATES", "15"))
SEED = 4
READ_IN_A_STATE = 8
MAX_REPORTS = 5
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
    # By the item that has it; None for what only the file has.
    words: dict[Item | None, str]
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
        self.reports: list[Walked] = []
        self.taken: list[str] = []
        self.reviewer = make_account("rita", "reviewer")
        make_organization("ILO")

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
            workflow.transition(walked.draft, step, self.request(walked, step))
            if step == "published":
                walked.published |= set(walked.words.values())

    def import_report(self):
        word = next(self.words)
        text = SEMINAR.replace("Seminar on Skills", f"Seminar on {word}").replace("Cruz", word)
        for place in ("Training is dear", "train more people", "Annex 1: List", "Adviser, Norway"):
            text = text.replace(place, f"{place} {word}")
        self.reports.append(Walked(import_text(text).pk, {None: word}))
        self.taken.append(f"import {self.reports[-1].key}")

    def edit(self, walked):
        draft, word = walked.draft, next(self.words)
        name = self.chance.choice(list(EDITED_FIELDS))
        keys = [0] if name == "report" else sorted(load_snapshot(draft).of_type(name))
        item = Item(name, self.chance.choice(keys))
        fields = dict.fromkeys(EDITED_FIELDS[name], f"Seminar of {word}")
        service.save_edit(report=draft, edit=SetFields(item, fields), version=draft.version)
        walked.words[item] = word

    def discard(self, walked):
        workflow.discard(walked.draft, self.request(walked, "discard"))
        if not Report.objects.filter(pk=walked.key).exists():
            self.reports.remove(walked)

    def request(self, walked, step):
        seen = walked.root if step == "withdrawn" else walked.draft
        return SaveRequest(seen.version, self.reviewer)

    def public_words(self):
        return set().union(*(walked.public_words for walked in self.reports))

    def addresses(self):
        """Return all addresses of lists, and those of the records of one report."""
        searched = self.chance.choice(["seminar", next(iter(self.public_words()), "training")])
        yield from (reverse(name) for name in LIST_URLS)
        yield from (f"{reverse(name)}?q={searched}" for name in SEARCH_URLS)
        yield from (reverse(name, args=[facet]) for name, facet in FACET_URLS.items())
        walked = self.chance.choice(self.reports)
        yield from page_addresses(walked.root)
        yield from key_addresses(walked.root)
        # A draft version has no addresses but keys.
        yield from key_addresses(walked.draft)


def page_addresses(report):
    """Return the addresses of the pages of a report, of its parts and of what it names."""
    versions = range(1, report.version + 1)
    people = Person.objects.filter(participations__report=report)
    return [
        report.get_absolute_url(),
        *(reverse(f"site:{name}", args=[report.slug]) for name in ("participants", "source")),
        *(reverse("site:report-version", args=[report.slug, number]) for number in versions),
        *(reverse("site:version-changes", args=[report.slug, number]) for number in versions),
        *(session.get_absolute_url() for session in report.sessions.all()),
        *(paragraph.page_url for paragraph in report.paragraphs.all()),
        *(point.get_absolute_url() for point in report.recommendations.all()),
        *(person.get_absolute_url() for person in people),
        *(organization.get_absolute_url() for organization in Organization.objects.all()),
    ]


def key_addresses(report):
    parts = ("api:report", "api:report_sessions", "api:report_paragraphs", "api:report_versions")
    people = Person.objects.filter(participations__report=report)
    return [
        *(reverse(name, args=[report.pk]) for name in parts),
        *(reverse("api:recommendation", args=[row.pk]) for row in report.recommendations.all()),
        *(reverse("api:speaker", args=[person.pk]) for person in people),
    ]


def words_in(content):
    return {word.decode().lower() for word in WORD.findall(content)}


@pytest.mark.slow
def test_no_address_has_a_word_that_is_in_no_published_version(client, db):
    walk, shown, read = Walk(), 0, 0
    for _ in range(STATES):
        walk.step()
        public = walk.public_words()
        for address in walk.chance.sample(sorted(set(walk.addresses())), READ_IN_A_STATE):
            answer = client.get(address)
            found, asked = words_in(readable_content(answer)), words_in(address.encode())
            where = address, answer.status_code, walk.taken[-20:]
            # An error page names the address.
            assert found - asked <= public, where
            assert asked <= public or answer.status_code in {404, 410}, where
            shown, read = shown + bool(found & public), read + 1

    report_figure(
        f"{STATES} states, seed {SEED}: {read} answers, {shown} of them with public words"
    )
    assert shown
