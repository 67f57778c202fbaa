import django.db.models.deletion
from django.db import migrations, models
from django.db.models import F, Q


def copy_last_imports(apps, schema_editor):
    """Let the last import count as what the file says, as it did until now.

    The first revision of a report does so anyway.
    """
    revision_model = apps.get_model("content", "Revision")
    file_values = apps.get_model("content", "FileValues")
    own = Q(number=F("report__imported_version"))
    of_draft = Q(number=F("report__next_draft__imported_version"))
    for revision in revision_model.objects.filter(own | of_draft).exclude(base_number=None):
        file_values.objects.create(revision=revision, content=revision.content)


class Migration(migrations.Migration):
    dependencies = [
        ("content", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="FileValues",
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
                    "content",
                    models.BinaryField(help_text="The serialized snapshot, compressed with zlib."),
                ),
                (
                    "revision",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="file_values",
                        to="content.revision",
                    ),
                ),
            ],
        ),
        migrations.RunPython(copy_last_imports, migrations.RunPython.noop, elidable=True),
    ]
