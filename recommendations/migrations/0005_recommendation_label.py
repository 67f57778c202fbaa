import reports.fields
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("recommendations", "0004_theme_status"),
    ]

    operations = [
        migrations.AddField(
            model_name="recommendation",
            name="label",
            field=reports.fields.CleanCharField(
                blank=True,
                default="",
                editable=False,
                help_text="The number that the present version of the report prints, where it is not the reference: the reference is an address and stays.",
                max_length=40,
            ),
            preserve_default=False,
        ),
    ]
