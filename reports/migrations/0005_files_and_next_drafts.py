"""A report may have several files, and a next draft of its own; parts are the report's, notes the file's."""

import django.db.models.deletion
from django.db import migrations, models


def foreign_key(
    to, related_name, on_delete=django.db.models.deletion.CASCADE, **options
):
    return models.ForeignKey(
        on_delete=on_delete, related_name=related_name, to=to, **options
    )


class Migration(migrations.Migration):
    dependencies = [("reports", "0004_file_read_when_asked_for")]

    operations = [
        migrations.AlterField(
            "sourcedocument",
            "report",
            foreign_key(
                "reports.report",
                "sources",
                help_text="For which it was received. Which of these files it follows, the report says.",
            ),
        ),
        migrations.AlterField(
            "sourcedocument", "sha256", models.CharField(max_length=64)
        ),
        migrations.AddField(
            "sourcedocument",
            "reading",
            models.PositiveIntegerField(
                default=1, help_text="Which reading of the file gave this text."
            ),
        ),
        migrations.AddConstraint(
            "sourcedocument",
            models.UniqueConstraint(
                fields=("sha256", "reading"), name="a_file_is_received_once"
            ),
        ),
        migrations.AddField(
            "report",
            "source",
            foreign_key(
                "reports.sourcedocument",
                "+",
                django.db.models.deletion.SET_NULL,
                null=True,
                blank=True,
                editable=False,
                help_text="The file that it follows, of those received for it.",
            ),
        ),
        migrations.AddField(
            "report",
            "imported_version",
            models.PositiveIntegerField(
                default=1,
                editable=False,
                help_text="Its version at the import: a higher one has been edited since.",
            ),
        ),
        migrations.AddField(
            "report",
            "next_of",
            models.OneToOneField(
                blank=True,
                editable=False,
                help_text="The report that readers have, while this is what it is to become.",
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="next_draft",
                to="reports.report",
            ),
        ),
        migrations.AddField(
            "report",
            "published_keys",
            models.JSONField(
                default=dict,
                editable=False,
                help_text="Of a next draft: model, key here, key of the record that readers have.",
            ),
        ),
        migrations.AddConstraint(
            "report",
            models.CheckConstraint(
                condition=models.Q(
                    ("next_of", None),
                    ("status__in", ["draft", "in_review"]),
                    _connector="OR",
                ),
                name="a_next_draft_has_no_readers",
            ),
        ),
        migrations.AddField(
            "sourcepart", "report", foreign_key("reports.report", "parts", null=True)
        ),
        migrations.AddField(
            "importnote",
            "document",
            foreign_key("reports.sourcedocument", "notes", null=True),
        ),
    ]
