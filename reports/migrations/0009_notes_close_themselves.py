"""Notes that close with their cause: what each is about, and which of them an editor has settled."""

import re

import reports.fields
from django.db import migrations, models

# How the reasons of earlier imports tell what they are about.
TOLD = {
    "number-repeated": r"are numbered (\S+);",
    "organization-not-stated": r"^(.+?) (?:is introduced as|speaks without)",
    "person-ambiguous": r"people are named (.+); a new",
    "name-ambiguous": r"^“(.+?)” may be",
    "speaker-not-introduced": r"^“(.+)” speaks without",
    "person-not-introduced": r"^“(.+)” is named, but",
    "introduction-unclear": r"introduction of (.+) ends",
    "issuer-unknown": r"is made by “(.+)”, which",
    "annex-not-supplied": r"^(.+?)(?: \(.*\))? is named, but",
}
AT_ONCE = 500


def say_what_they_are_about(apps, schema_editor):
    notes = apps.get_model("reports", "ImportNote").objects
    notes.filter(resolved=True).update(by_hand=True)
    told = []
    for note in notes.filter(code__in=TOLD, about="").iterator(AT_ONCE):
        if found := re.search(TOLD[note.code], note.reason):
            note.about = found[1]
            told.append(note)
    notes.bulk_update(told, ["about"], AT_ONCE)


class Migration(migrations.Migration):
    dependencies = [
        ("reports", "0008_theme_status"),
    ]

    operations = [
        migrations.AddField(
            model_name="importnote",
            name="about",
            field=reports.fields.CleanTextField(
                blank=True,
                default="",
                help_text="The name or number that the reason tells in a sentence.",
            ),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="importnote",
            name="by_hand",
            field=models.BooleanField(
                default=False,
                help_text="An editor has settled it or opened it again: it does not do so by itself.",
            ),
        ),
        migrations.RunPython(say_what_they_are_about, migrations.RunPython.noop),
    ]
