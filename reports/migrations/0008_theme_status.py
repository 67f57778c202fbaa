"""The themes of paragraphs say whether anybody has confirmed them. Those of before count as suggested."""

import django.db.models.deletion
from django.db import migrations, models

TABLE = "reports_paragraph_themes"


class Migration(migrations.Migration):
    dependencies = [("reports", "0007_what_files_held")]

    operations = [
        # The table stays as it is: Django made it, and named its columns so.
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.CreateModel(
                    name="ParagraphTheme",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "paragraph",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="theme_assignments",
                                to="reports.paragraph",
                            ),
                        ),
                        (
                            "theme",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="reports.theme",
                            ),
                        ),
                    ],
                    options={
                        "db_table": TABLE,
                        "unique_together": {("paragraph", "theme")},
                    },
                ),
                migrations.AlterField(
                    model_name="paragraph",
                    name="themes",
                    field=models.ManyToManyField(
                        blank=True,
                        related_name="paragraphs",
                        through="reports.ParagraphTheme",
                        to="reports.theme",
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="paragraphtheme",
            name="status",
            field=models.CharField(
                choices=[("suggested", "Suggested"), ("confirmed", "Confirmed")],
                default="suggested",
                max_length=9,
            ),
            preserve_default=False,
        ),
        migrations.AlterUniqueTogether(name="paragraphtheme", unique_together=set()),
        migrations.AddConstraint(
            model_name="paragraphtheme",
            constraint=models.UniqueConstraint(
                fields=("paragraph", "theme"), name="paragraph_has_a_theme_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="paragraphtheme",
            constraint=models.CheckConstraint(
                condition=models.Q(("status__in", ["suggested", "confirmed"])),
                name="paragraph_theme_status_is_known",
            ),
        ),
    ]
