"""What the seeded vocabulary must not match."""

from django.conf import settings

from portal.imports import load_vocabulary, seeds


def test_the_ambiguous_acronym_mfa_alone_matches_no_organization(db):
    seeds.load_seeds(settings.SEEDS_DIR / "vocabulary")

    organizations = load_vocabulary.load_vocabulary().organizations

    assert organizations.lookup("MFA") == ()
    assert organizations.slugs_in("the Migrant Forum in Asia (MFA)") == ["migrant-forum-in-asia"]
