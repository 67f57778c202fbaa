"""Translations: every word of the interface is translatable."""

import pytest

from tests.builders.seeded_portal import copy_first_report
from tests.harness.pseudo_locale import left_behind
from tests.harness.public_pages import PAGES_WITH_EVERY_MESSAGE, list_report_pages

REFUSED = {
    "/recommendations/?level=nowhere&theme=nothing&sort=odd": 400,
    "/compare/?a.level=nowhere": 400,
    "/nowhere/": 404,
    "/?a=%00": 400,
    "/language/": 405,
}


@pytest.fixture
def _seeds(transactional_db):
    copy_first_report()


@pytest.mark.usefixtures("_seeds", "_pseudo_language")
def test_every_word_of_every_page_is_translatable_or_has_a_lang_attribute(client):
    untranslated, statuses = {}, {}
    for path in [*PAGES_WITH_EVERY_MESSAGE, *list_report_pages()]:
        page = client.get(path, headers={"accept-language": "id"})
        if page.status_code != 200:
            statuses[path] = page.status_code
        if words := left_behind(page.content.decode()):
            untranslated[path] = words

    assert untranslated == {}
    assert statuses == REFUSED


@pytest.mark.parametrize(
    ("page", "untranslated"),
    [
        ("<p>⟦Search⟧ 12 · «</p>", []),
        ("<p>Search</p>", ["Search"]),
        ("<p>⟦Page ⟦3⟧ of 4⟧ pages</p>", ["⟦Page ⟦3⟧ of 4⟧ pages"]),
        ('<p lang="en">Train <b>more</b></p><p>people</p>', ["people"]),
        ('<a translate="no">Ana</a> <input aria-label="Find">', ["Find"]),
        ("<title>Skills · ⟦Workshop outcomes⟧</title>", ["Skills"]),
        (
            '<title>1.a: Skills… ⟦for⟧, Rights · ⟦Site⟧</title><b lang="en">Skills, Rights</b>',
            [],
        ),
        ("<title>Skills</title><script>let words</script>", ["Skills"]),
        ('<html lang="id"><button lang="th">ไทย</button> x', ["x"]),
    ],
)
def test_the_untranslated_word_finder_finds_untranslatable_words(page, untranslated):
    assert left_behind(page) == untranslated
