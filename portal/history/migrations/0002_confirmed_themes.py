"""What revisions tell of who assigned a theme: what an editor has picked is confirmed."""

import json
import zlib

from django.db import migrations
from django.db.models import Q

KINDS = (
    ("paragraph", "reports", "ParagraphTheme"),
    ("recommendation", "recommendations", "RecommendationTheme"),
)
# Saves in which an editor may have picked themes. Of the first, the records are known by what
# changed in them; of the last, by their version, since the same themes could be set again.
PICKED = ("Edited", "Added")
SET = "Themes set"


def confirm(apps, schema_editor):
    Revision = apps.get_model("history", "Revision")
    Report = apps.get_model("reports", "Report")
    telling = Q(deed__startswith=SET)
    for deed in PICKED:
        telling |= Q(deed__startswith=deed)
    for key in (
        Revision.objects.filter(telling).values_list("report", flat=True).distinct()
    ):
        told = told_by(Revision.objects.filter(report=key).order_by("number"))
        for report in Report.objects.filter(Q(pk=key) | Q(next_of=key)):
            confirm_in(apps, report, told.get(report.version, set()))


def told_by(revisions):
    """Return {number: {(kind, key of the record, key of the theme)}} of what editors have picked."""
    said, told = {}, {}
    for one in revisions.iterator():
        here = records_in(json.loads(zlib.decompress(bytes(one.content))))
        held = {
            (*record, theme) for record, (_, themes) in here.items() for theme in themes
        }
        before = said.get(one.after)
        told[one.number] = told.get(one.restored or one.after, set()) & held
        for record in judged(one.deed, before, here) if before is not None else ():
            told[one.number] |= {(*record, theme) for theme in here[record][1]}
        said[one.number] = here
    return told


def records_in(data):
    """Return {(kind, key): (version, themes)} of a revision, in whichever form it is kept."""
    return {
        (kind, one["key"]): (
            one["version"],
            {theme[0] if isinstance(theme, list) else theme for theme in one["themes"]},
        )
        for kind, _, _ in KINDS
        for one in data[kind]
    }


def judged(deed, before, here):
    """Return the records whose themes an editor has looked at in a save."""
    if deed.startswith(SET):
        return [one for one in here if before.get(one, (0,))[0] != here[one][0]]
    if deed.startswith(PICKED):
        return [one for one in here if before.get(one, (0, set()))[1] != here[one][1]]
    return []


def confirm_in(apps, report, told):
    for kind, app, name in KINDS:
        published_as = report.published_keys.get(kind, {})
        rows = apps.get_model(app, name).objects.filter(
            **{f"{kind}__report": report.pk}
        )
        keys = [
            key
            for key, record, theme in rows.values_list("pk", f"{kind}_id", "theme_id")
            if (kind, published_as.get(str(record), record), theme) in told
        ]
        rows.filter(pk__in=keys).update(status="confirmed")


class Migration(migrations.Migration):
    dependencies = [
        ("history", "0001_revisions"),
        ("reports", "0008_theme_status"),
        ("recommendations", "0004_theme_status"),
    ]

    operations = [migrations.RunPython(confirm, migrations.RunPython.noop)]
