"""Candidates for recommendations: how many right ones are found, and which are never offered."""

import pytest

from bench import labeled_pairs
from bench.labeled_pairs import DIFFERENT
from portal.lineage import candidates
from portal.lineage.described import describe
from portal.lineage.weights import WEIGHTS
from portal.search.index.reader import current_snapshot
from reports.signals import report_changed
from tests.builders.lineage import make_line
from tests.builders.records import (
    make_instrument,
    make_organization,
    make_recommendation,
    make_report,
)

LEAST_RECALL, LEAST_FIRST_RIGHT = 0.95, 0.8
TEXT = "Prohibit recruitment agencies from charging fees to migrant workers."


@pytest.fixture(scope="module")
def labeled():
    return labeled_pairs.read_labeled()


def test_two_hundred_pairs_of_five_meetings_are_labeled_in_two_halves(labeled):
    halves = {half: [one for one in labeled.pairs if one.is_judged == half] for half in (0, 1)}
    kinds = {half: {one.label for one in pairs} for half, pairs in halves.items()}

    assert len(labeled.pairs) >= 200
    assert {record.report for record in labeled.records.values()} == {1, 2, 3, 4, 5}
    assert (
        kinds[0]
        == kinds[1]
        == {DIFFERENT, "repeated", "strengthened", "narrowed", "merged", "split"}
    )


def test_candidates_of_the_judged_half_are_found_and_the_first_is_mostly_right(labeled):
    right = labeled.right_by_key(judged=True)

    compared = labeled_pairs.compare_all(labeled, list(right))
    quality = labeled_pairs.judge(compared, right, WEIGHTS)

    assert quality.recall >= LEAST_RECALL
    assert quality.first_right >= LEAST_FIRST_RIGHT


def suggested(record, **options):
    (found,) = candidates.suggest(list(describe([record.pk])), **options).values()
    return [one.candidate.key for one in found]


@pytest.mark.django_db
def test_candidates_are_of_other_reports_and_other_days():
    earlier, later = make_line(2009, 2012, text=TEXT)
    make_recommendation(earlier.report, text=TEXT)
    same_day = make_report(status="published", starts_on="2009-03-10", ends_on=None)
    make_recommendation(same_day, text=TEXT)
    for report in (earlier.report, later.report, same_day):
        report_changed.send(sender=type(report), report=report)

    assert suggested(earlier) == [later.pk]


@pytest.mark.django_db
def test_drafts_are_candidates_only_where_they_are_asked_for():
    (public,) = make_line(2009, text=TEXT)
    (draft,) = make_line(2012, text=TEXT, status="draft")
    report_changed.send(sender=type(public.report), report=public.report)

    assert suggested(public) == []
    assert suggested(public, with_drafts=True) == [draft.pk]
    assert suggested(draft) == [public.pk]


@pytest.mark.django_db
def test_what_is_asked_of_the_same_body_is_found_among_many_who_are_asked_the_same():
    own, others = make_organization("Arvala"), [make_organization() for _ in range(60)]
    (wanted,) = make_line(2009, text=TEXT)
    wanted.involvements.create(organization=own, role="addressee")
    report = make_report(status="published", starts_on="2012-03-10", ends_on=None)
    for other in others:
        make_recommendation(report, text=TEXT, addressees=[other])
    right = make_recommendation(report, text=f"Study whether to {TEXT}", addressees=[own])
    report_changed.send(sender=type(report), report=report)

    assert suggested(wanted)[0] == right.pk


@pytest.mark.django_db
def test_rare_words_find_candidates_in_an_index_that_still_counts_replaced_documents():
    first, later = make_line(2009, 2012, text=f"{TEXT} Ask notaries.")
    for number in range(20):
        make_recommendation(later.report, text=f"{TEXT} {number}")
    for changed in ([first, later], [later], [later]):
        for one in changed:
            report_changed.send(sender=type(one.report), report=one.report)

        assert suggested(first)[0] == later.pk


@pytest.mark.django_db
def test_the_acronym_of_an_instrument_is_the_same_word_as_its_title():
    treaty = make_instrument(name="Convention on Fair Fees", wordings="CFF")
    texts = ("Ratify the Convention on Fair Fees.", "Ratify the CFF.", "Charge fair fees only.")
    records = make_line(2009, 2012, 2015, text=TEXT)
    for record, text in zip(records, texts, strict=True):
        type(record).objects.filter(pk=record.pk).update(text=text)
    for record in records[:2]:
        record.instruments.add(treaty)

    words = [set(one.words) for one in describe([record.pk for record in records])]

    assert words[0] == words[1] == {"ratifi", "the", f"instrument:{treaty.slug}"}
    assert not words[0] & words[2]


@pytest.mark.django_db
def test_a_candidate_with_the_same_addressee_needs_no_word_of_the_text():
    arvala = make_organization(name="Arvala")
    earlier, later = make_line(2009, 2012, text=TEXT)
    type(later).objects.filter(pk=later.pk).update(text="End placement charges.")
    for record in (earlier, later):
        record.involvements.create(organization=arvala, role="addressee")
        report_changed.send(sender=type(record.report), report=record.report)

    searcher = current_snapshot().searcher
    (described,) = describe([later.pk])

    assert candidates.similar_keys(searcher, described) == [earlier.pk]
