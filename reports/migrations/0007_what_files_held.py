"""What files held of reports is gone from them."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("reports", "0006_hand_over_files")]

    operations = [
        migrations.AlterField(
            "sourcepart",
            "report",
            models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="parts",
                to="reports.report",
            ),
        ),
        migrations.AlterField(
            "importnote",
            "document",
            models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="notes",
                to="reports.sourcedocument",
            ),
        ),
        migrations.RemoveField("sourcepart", "document"),
        migrations.RemoveField("importnote", "report"),
        migrations.RemoveField("sourcedocument", "report_version"),
        migrations.DeleteModel("EarlierSource"),
    ]
