"""What the seeded vocabulary must match, and what it must not."""

import pytest

from portal.imports import load_vocabulary
from portal.parsing.gazetteer import Gazetteer
from tests.builders.seeded_portal import copy_vocabulary
from tests.corpus import reading


def test_the_ambiguous_acronym_mfa_alone_matches_no_organization(db):
    copy_vocabulary()

    organizations = load_vocabulary.load_vocabulary().organizations

    assert organizations.lookup("MFA") == ()
    assert organizations.slugs_in("the Migrant Forum in Asia (MFA)") == ["migrant-forum-in-asia"]


@pytest.fixture(scope="module", name="instruments")
def seeded_instruments():
    """Return the printed forms of all seeded instruments, as the database gives them."""
    return Gazetteer.of(
        (entry["slug"], [entry["name"], *entry["wordings"]])
        for entry in reading.entries("instruments", "instrument")
    )


def test_every_seeded_wording_of_an_instrument_is_found_as_a_whole(instruments):
    found = {form: instruments.slugs_in(f"Ratify the {form}.") for form in instruments.forms}

    assert {form: tuple(slugs) for form, slugs in found.items()} == {
        form: instruments.lookup(form) for form in instruments.forms
    }


@pytest.mark.parametrize(
    ("text", "slugs"),
    [
        ("the Optional Protocol to the Convention against Torture", ["torture-protocol-2002"]),
        ("OP-CAT and CAT", ["torture-protocol-2002", "torture-convention-1984"]),
        (
            "CED and CRC",
            ["enforced-disappearance-convention-2006", "rights-of-the-child-convention-1989"],
        ),
        (
            "the Convention Against Torture and other Cruel, Inhuman or\nDegrading Treatment or "
            "Punishment and its Optional Protocol",
            ["torture-convention-1984", "torture-protocol-2002"],
        ),
        ("the Second Optional Protocol to the ICCPR", ["death-penalty-protocol-1989"]),
        (
            "both optional protocols to ICCPR",
            ["civil-political-rights-protocol-1966", "death-penalty-protocol-1989"],
        ),
        (
            "the Optional Protocol to the CRC on a communications procedure",
            ["child-communications-protocol-2011"],
        ),
        (
            "the two Optional Protocols to CRC",
            ["child-armed-conflict-protocol-2000", "sale-of-children-protocol-2000"],
        ),
        (
            "the Protocol against the Smuggling of Migrants by Land, Sea and Air, supplementing "
            "the United Nations Convention against Transnational Organized Crime",
            ["smuggling-protocol-2000"],
        ),
        (
            "the 1951 Convention relating to the Status of Refugees and its 1967 Protocol",
            ["refugee-convention-1951", "refugee-protocol-1967"],
        ),
        (
            "the Protocol of 2014 to the Forced Labour Convention, 1930 (No. 29)",
            ["p29-forced-labour-2014"],
        ),
        (
            "ILO Conventions Nos. 87 and 98",
            ["c87-freedom-of-association-1948", "c98-collective-bargaining-1949"],
        ),
    ],
)
def test_instruments_are_told_apart_by_the_longest_form(instruments, text, slugs):
    assert sorted(instruments.slugs_in(text)) == sorted(slugs)


@pytest.mark.parametrize("text", ["the cat", "Cat", "CATS", "pre-CAT", "ced", "a crc-like check"])
def test_a_short_acronym_counts_only_as_a_whole_word_in_capitals(instruments, text):
    assert instruments.slugs_in(text) == []


@pytest.mark.parametrize(
    "text", ["as CERD observed", "the Vienna Convention", "the Committee (CMW)"]
)
def test_a_name_that_mostly_means_something_else_matches_no_instrument(instruments, text):
    assert instruments.slugs_in(text) == []
