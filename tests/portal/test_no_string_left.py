"""No word of the interface is left behind when the pages speak another language."""

import pytest
from django.core.management import call_command

from reports.models import Report
from tests.pseudo import left_behind

SLUG = "arf-workshop-security-stability-international-migration-2015"
PAGES = [
    "/",
    "/recommendations/",
    "/recommendations/?level=national&level=regional&q=rights&theme=workers-rights",
    "/recommendations/?q=trafficking+in+persons",
    "/recommendations/?q=nothingofthekind",
    "/recommendations/?level=nowhere&theme=nothing&sort=odd",
    "/recommendations/theme/",
    "/recommendations/theme/?find=zzz",
    f"/recommendations/{SLUG}/21.C.3/",
    f"/recommendations/{SLUG}/21.C.3.a/",
    "/contributions/",
    "/contributions/?speaker=andrew-bruce",
    "/reports/",
    "/reports/?q=zzz",
    f"/reports/{SLUG}/",
    f"/reports/{SLUG}/participants/",
    "/speakers/",
    "/speakers/?q=zzz",
    "/speakers/andrew-bruce/",
    "/organizations/",
    "/organizations/iom/",
    "/organizations/asean/",
    "/themes/",
    "/themes/workers-rights/",
    "/instruments/",
    "/search/",
    "/search/?q=recruitmennt",
    "/search/?q=human+trafficking+bruce",
    "/search/?q=((",
    "/nowhere/",
    "/?a=%00",
    "/language/",
]
REFUSED = {
    "/recommendations/?level=nowhere&theme=nothing&sort=odd": 400,
    "/nowhere/": 404,
    "/?a=%00": 400,
    "/language/": 405,
}


@pytest.fixture
def _seeds(transactional_db):
    call_command("load_seeds", verbosity=0)


@pytest.mark.usefixtures("_seeds", "_pseudo_language")
def test_every_word_of_every_page_can_be_translated_or_says_its_language(client):
    left, statuses = {}, {}
    for path in [*PAGES, *pages_of_the_report()]:
        page = client.get(path, headers={"accept-language": "id"})
        if page.status_code != 200:
            statuses[path] = page.status_code
        if words := left_behind(page.content.decode()):
            left[path] = words

    assert left == {}
    assert statuses == REFUSED


def pages_of_the_report():
    report = Report.objects.get()
    recorded = report.sessions.first(), report.paragraphs.last().session
    instrument = report.paragraphs.filter(instruments__isnull=False).first()
    return [
        *(one.get_absolute_url() for one in recorded),
        instrument.instruments.first().get_absolute_url(),
    ]


@pytest.mark.parametrize(
    ("page", "left"),
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
def test_a_word_that_is_left_behind_is_found(page, left):
    assert left_behind(page) == left
