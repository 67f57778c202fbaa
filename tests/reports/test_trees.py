"""Trees: for which broader themes a theme counts, and for whom an organization speaks."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.trees import OrganizationTree, ThemeTree, Tree
from tests.builders.records import make_organization, make_theme


class GivenTree(Tree):
    def __init__(self, parents):
        self.parents = parents


SLUGS = "abcdef"
PARENTS = st.dictionaries(st.sampled_from(SLUGS), st.lists(st.sampled_from(SLUGS), max_size=2))


@given(PARENTS)
def test_descendants_are_the_converse_of_ancestors_even_in_circles(parents):
    tree = GivenTree(parents)

    assert {(up, slug) for slug in SLUGS for up in tree.with_ancestors([slug])} == {
        (slug, down) for slug in SLUGS for down in tree.with_descendants([slug])
    }


@given(PARENTS, st.permutations(SLUGS))
def test_a_tree_shows_every_value_once_and_narrower_ones_below(parents, slugs):
    shown = slugs[:4]

    arranged = GivenTree(parents).arrange(shown)

    places = list(arranged)
    assert sorted(places) == sorted(shown)
    for place, slug in enumerate(places):
        if arranged[slug]:
            above = [other for other in places[:place] if arranged[other] == arranged[slug] - 1]
            assert above[-1] in parents[slug]


@pytest.mark.django_db
def test_a_theme_counts_for_all_broader_themes():
    top = make_theme("Migration")
    middle = make_theme("Recruitment", broader=top)
    bottom = make_theme("Fees", broader=middle)

    assert ThemeTree().with_ancestors([bottom.slug]) == {top.slug, middle.slug, bottom.slug}


@pytest.fixture
def _organizations(db):
    make_organization("Philippines", kind="state", country="PHL")
    make_organization("Thailand", kind="state", country="THA")
    make_organization("Ministry", kind="ministry", country="PHL")
    make_organization("Embassy in Thailand", kind="mission", country="PHL")
    make_organization("University", kind="academia", country="PHL")
    parent = make_organization("IOM", kind="intergovernmental")
    make_organization("IOM Office", kind="intergovernmental", part_of=parent)


@pytest.mark.usefixtures("_organizations")
@pytest.mark.parametrize(
    ("slug", "speaks_for", "countries"),
    [
        ("philippines", {"philippines"}, {"PHL"}),
        ("ministry", {"ministry", "philippines"}, {"PHL"}),
        ("embassy-in-thailand", {"embassy-in-thailand", "philippines"}, {"PHL"}),
        ("university", {"university"}, set()),
        ("iom-office", {"iom-office", "iom"}, set()),
    ],
)
def test_a_body_speaks_for_its_state_or_for_what_it_is_part_of(slug, speaks_for, countries):
    tree = OrganizationTree()

    assert (tree.with_ancestors([slug]), tree.countries([slug])) == (speaks_for, countries)
