"""What the seeded vocabulary must not match."""

from portal.imports import load_vocabulary
from tests.builders.seeded_portal import copy_vocabulary


def test_the_ambiguous_acronym_mfa_alone_matches_no_organization(db):
    copy_vocabulary()

    organizations = load_vocabulary.load_vocabulary().organizations

    assert organizations.lookup("MFA") == ()
    assert organizations.slugs_in("the Migrant Forum in Asia (MFA)") == ["migrant-forum-in-asia"]
