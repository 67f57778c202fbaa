"""Each report gets its file and its parts, each note the file that it is about."""

from django.db import migrations
from django.db.models import F


def hand_over(apps, schema_editor):
    Report = apps.get_model("reports", "Report")
    SourceDocument = apps.get_model("reports", "SourceDocument")
    SourcePart = apps.get_model("reports", "SourcePart")
    ImportNote = apps.get_model("reports", "ImportNote")
    EarlierSource = apps.get_model("reports", "EarlierSource")
    Report.objects.update(imported_version=F("version"))
    for file in SourceDocument.objects.defer("content", "text"):
        Report.objects.filter(pk=file.report_id).update(
            source=file, imported_version=file.report_version
        )
        SourcePart.objects.filter(document=file).update(report=file.report_id)
        ImportNote.objects.filter(report=file.report_id).update(document=file)
    # What was noted without a file is about none that could be shown.
    ImportNote.objects.filter(document=None).delete()
    for file in EarlierSource.objects.all():
        SourceDocument.objects.create(
            report_id=file.report_id,
            name=file.name,
            media_type=file.media_type,
            content=bytes(file.content),
            sha256=file.sha256,
            # Its text was not kept with it.
            text="",
        )


class Migration(migrations.Migration):
    dependencies = [("reports", "0005_files_and_next_drafts")]

    operations = [
        migrations.RunPython(hand_over, migrations.RunPython.noop, elidable=False),
    ]
