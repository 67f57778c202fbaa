"""What the vocabulary that comes with the portal must not claim."""

from django.conf import settings

from portal.importing import knowledge, seeds


def test_mfa_alone_is_no_body_for_ministries_bear_it_too(db):
    seeds.load(settings.SEEDS_DIR / "vocabulary")

    organizations = knowledge.vocabulary().organizations

    assert organizations.exactly("MFA") == ()
    assert organizations.named_in("the Migrant Forum in Asia (MFA)") == [
        "migrant-forum-in-asia"
    ]
