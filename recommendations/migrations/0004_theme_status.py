"""The themes of recommendations say whether anybody has confirmed them. Those of before count as suggested."""

import django.db.models.deletion
from django.db import migrations, models

TABLE = "recommendations_recommendation_themes"


class Migration(migrations.Migration):
    dependencies = [
        ("reports", "0008_theme_status"),
        ("recommendations", "0003_as_printed"),
    ]

    operations = [
        # The table stays as it is: Django made it, and named its columns so.
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.CreateModel(
                    name="RecommendationTheme",
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
                            "recommendation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="theme_assignments",
                                to="recommendations.recommendation",
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
                        "unique_together": {("recommendation", "theme")},
                    },
                ),
                migrations.AlterField(
                    model_name="recommendation",
                    name="themes",
                    field=models.ManyToManyField(
                        blank=True,
                        related_name="recommendations",
                        through="recommendations.RecommendationTheme",
                        to="reports.theme",
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="recommendationtheme",
            name="status",
            field=models.CharField(
                choices=[("suggested", "Suggested"), ("confirmed", "Confirmed")],
                default="suggested",
                max_length=9,
            ),
            preserve_default=False,
        ),
        migrations.AlterUniqueTogether(
            name="recommendationtheme", unique_together=set()
        ),
        migrations.AddConstraint(
            model_name="recommendationtheme",
            constraint=models.UniqueConstraint(
                fields=("recommendation", "theme"),
                name="recommendation_has_a_theme_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="recommendationtheme",
            constraint=models.CheckConstraint(
                condition=models.Q(("status__in", ["suggested", "confirmed"])),
                name="recommendation_theme_status_is_known",
            ),
        ),
    ]
