"""URLs of public pages, once the seeds are loaded."""

from django.utils import timezone

from portal.exports.archive import writer
from reports.models import Report

FIRST_REPORT = "arf-workshop-security-stability-international-migration-2015"
# A page of every kind.
PAGES = [
    "/",
    "/reports/",
    f"/reports/{FIRST_REPORT}/",
    f"/reports/{FIRST_REPORT}/participants/",
    f"/reports/{FIRST_REPORT}/sessions/session-1/",
    f"/reports/{FIRST_REPORT}/paragraphs/p10/",
    f"/reports/{FIRST_REPORT}/v/1/",
    "/recommendations/",
    "/recommendations/?level=regional&theme=workers-rights",
    f"/recommendations/{FIRST_REPORT}/21.C.3.b/",
    f"/recommendations/{FIRST_REPORT}/21.C.3.b/cite/",
    "/statements/",
    "/statements/?country=PHL&not_voice=document&published_since=2000-01-01",
    "/contributions/",
    "/speakers/",
    "/speakers/song-jiyong/",
    "/organizations/",
    "/organizations/iom/",
    "/organizations/asean-member-states/",
    "/themes/",
    "/themes/recruitment/",
    "/instruments/",
    "/instruments/asean-declaration-migrant-workers-2007/",
    "/search/?q=recruitment+fees",
    "/recommendations/?q=recruitmennt",
    "/recommendations/theme/",
    "/recommendations/columns/",
    "/data/",
    "/follow-up/",
    "/rounds/",
    "/follow/?list=recommendations&level=regional",
    "/recurring/",
    "/recurring/?theme=workers-rights",
    "/compare/",
    "/compare/?a.level=regional&b.level=national",
    "/compare/statements/?a.country=PHL&b.country=MMR",
    "/api/",
]
# Pages with every message for readers, refusals included.
PAGES_WITH_EVERY_MESSAGE = [
    "/",
    "/recommendations/",
    "/recommendations/?level=national&level=regional&q=rights&theme=workers-rights",
    "/recommendations/?q=trafficking+in+persons",
    "/recommendations/?q=nothingofthekind",
    "/recommendations/?level=nowhere&theme=nothing&sort=odd",
    "/recommendations/theme/",
    "/recommendations/theme/?find=zzz",
    f"/recommendations/{FIRST_REPORT}/21.C.3/",
    f"/recommendations/{FIRST_REPORT}/21.C.3.a/",
    "/statements/",
    "/statements/?organization=philippines&not_theme=recruitment",
    "/statements/?organization=philippines&body=alone&published_since=2000-01-01",
    "/statements/theme/?all_theme=recruitment",
    f"/reports/{FIRST_REPORT}/paragraphs/p1/",
    f"/reports/{FIRST_REPORT}/cite/",
    "/contributions/",
    "/contributions/?speaker=andrew-bruce",
    "/reports/",
    "/reports/?q=zzz",
    f"/reports/{FIRST_REPORT}/",
    f"/reports/{FIRST_REPORT}/participants/",
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
    "/compare/",
    "/compare/?a.level=regional&b.level=national",
    "/compare/?a.theme=recruitment&b.theme=workers-rights&b.q=workers&a.not_level=national",
    "/compare/?a.level=nowhere",
    "/compare/statements/?a.country=PHL&b.country=MMR",
    "/follow/",
    "/follow/?list=recommendations",
    "/follow/?list=recommendations&theme=recruitment",
    "/follow/?list=statements&organization=iom",
    "/follow-up/",
    "/follow-up/?side=workers&q=zzz",
    "/rounds/",
    "/nowhere/",
    "/?a=%00",
    "/language/",
]


def list_past_pages():
    """Archive what is public; return pages of past lists."""
    writer.catch_up()
    as_of = f"as_of={timezone.localdate()}"
    return [
        f"/recommendations/?level=regional&{as_of}",
        f"/statements/?country=PHL&not_voice=document&{as_of}",
        f"/contributions/?q=zzz&{as_of}",
        f"/reports/?{as_of}",
        f"/recommendations/columns/?{as_of}",
    ]


def list_report_pages():
    """Return the URLs of two sessions of the first report, and of an instrument named in it."""
    report = Report.objects.get()
    sessions = report.sessions.first(), report.paragraphs.last().session
    instrument = report.paragraphs.filter(instruments__isnull=False).first()
    return [
        *(session.get_absolute_url() for session in sessions),
        instrument.instruments.first().get_absolute_url(),
    ]
