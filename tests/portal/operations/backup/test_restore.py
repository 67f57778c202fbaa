"""A backup is restored into an empty portal only, and the restored portal equals the original."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction

from portal.audit.constraints import CONSTRAINTS
from portal.audit.models import AuditEntry
from portal.exports.json_export import outline
from portal.operations.backup.archive_file import BackupRefusedError
from portal.operations.backup.restore import restore
from portal.operations.backup.write import write_backup
from recommendations.constraints import APPEND_ONLY
from reports import triggers
from reports.models import Report, Theme
from tests.builders.records import PASSWORD, make_account, make_theme
from tests.builders.seminar import published_seminar
from tests.harness.own_portal import MANAGE, empty_portal
from tests.harness.page_caches import forget_pages
from tests.upgrades.test_upgrades import FOLDER, VERSIONS, load_dump

transactional = pytest.mark.django_db(transaction=True)


def empty_database():
    """Delete all rows, which the triggers forbid."""
    triggers.apply_triggers(connection, (*CONSTRAINTS, *APPEND_ONLY), create=False)
    call_command("flush", interactive=False, verbosity=0)


def printed(*arguments):
    out = StringIO()
    call_command(*arguments, stdout=out)
    return out.getvalue()


@transactional
def test_a_restored_portal_equals_the_original(tmp_path, client):
    slug = published_seminar().slug
    pages = ["/", "/recommendations/", f"/reports/{slug}/", "/search/?q=training"]
    make_account("ana", "administrator", password=PASSWORD)
    facts = outline(Report.objects.get()), printed("check_source", slug)
    # The builder writes some rows directly.
    call_command("reindex", verbosity=0)
    answers = [client.get(page).content for page in pages]
    written = write_backup(tmp_path / "portal.zip")
    empty_database()

    said = printed("restore", str(tmp_path / "portal.zip"))

    assert "restored, read again and found equal" in said
    assert (outline(Report.objects.get()), printed("check_source", slug)) == facts
    forget_pages()
    assert [client.get(page).content for page in pages] == answers
    again = write_backup(tmp_path / "again.zip")
    differing = {name for name, table in written.tables.items() if table != again.tables[name]}
    assert differing == {"audit_auditentry"}
    entry = AuditEntry.objects.last()
    assert (entry.by_name, entry.action) == ("The portal", "Restored from a backup")
    assert again.tables["audit_auditentry"].rows == written.tables["audit_auditentry"].rows + 1


@transactional
def test_constraints_hold_after_a_restore(tmp_path):
    published_seminar()
    write_backup(tmp_path / "portal.zip")
    empty_database()
    restore(tmp_path / "portal.zip")

    for statement in (
        "UPDATE audit_auditentry SET by_name = 'nobody'",
        "UPDATE content_revision SET number = number + 1000",
        "DELETE FROM audit_auditentry",
    ):
        with (
            pytest.raises(DatabaseError, match=r"append_only|immutable"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement)


@transactional
def test_keys_go_on_after_those_ever_given_even_to_deleted_rows(tmp_path):
    kept, deleted = make_theme("Kept"), make_theme("Deleted")
    last = deleted.pk
    deleted.delete()
    write_backup(tmp_path / "portal.zip")
    empty_database()

    restore(tmp_path / "portal.zip")

    assert list(Theme.objects.all()) == [kept]
    assert make_theme("New").pk == last + 1


@transactional
def test_a_place_with_rows_is_refused_and_says_how_to_get_an_empty_one(tmp_path):
    make_theme("Training")
    write_backup(tmp_path / "portal.zip")
    advice = {"sqlite": "Set DATA_DIR to a new folder", "postgresql": "Create a new database"}

    with pytest.raises(
        CommandError, match=r"The table “\w+” has rows.*into an empty portal"
    ) as error:
        call_command("restore", str(tmp_path / "portal.zip"))

    assert advice[connection.vendor] in str(error.value)
    assert Theme.objects.count() == 1


@transactional
def test_a_database_of_another_program_is_refused(tmp_path):
    write_backup(tmp_path / "portal.zip")
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE foreign_table (number integer)")
    try:
        with pytest.raises(BackupRefusedError, match="has a table “foreign_table”"):
            restore(tmp_path / "portal.zip")
    finally:
        with connection.cursor() as cursor:
            cursor.execute("DROP TABLE foreign_table")


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(CommandError, match="There is no file"):
        call_command("restore", str(tmp_path / "none.zip"))


@pytest.mark.django_db
def test_a_demonstration_is_no_empty_place(tmp_path, settings):
    write_backup(tmp_path / "portal.zip")
    settings.DEMO_FILE = tmp_path / "demonstration"
    settings.DEMO_FILE.touch()

    with pytest.raises(BackupRefusedError, match="is the folder of a demonstration"):
        restore(tmp_path / "portal.zip")


@transactional
def test_a_restore_that_fails_stores_no_rows_and_can_be_tried_again(tmp_path):
    make_theme("Training")
    write_backup(tmp_path / "portal.zip")
    empty_database()

    def fail_after_rows(rows):
        if Theme.objects.exists():
            raise RuntimeError

    with pytest.raises(RuntimeError):
        restore(tmp_path / "portal.zip", fail_after_rows)
    assert not Theme.objects.exists()

    restore(tmp_path / "portal.zip")
    assert Theme.objects.get().label == "Training"


@pytest.mark.slow
@pytest.mark.parametrize("version", VERSIONS)
def test_a_backup_of_an_older_version_is_restored_and_upgraded(tmp_path, request, version):
    database = request.config.getoption("database")
    file = tmp_path / "old.zip"
    for old in empty_portal(tmp_path / "old", database):
        load_dump(old, version, database)
        code, _, complaints = old.run(MANAGE, "backup", str(file))
        assert code == 0, complaints

    for new in empty_portal(tmp_path / "new", database):
        code, _, complaints = new.run(MANAGE, "restore", str(file))
        assert code == 0, complaints
        code, facts, complaints = new.run("-m", "tests.upgrades.facts")
        assert code == 0, complaints

    expected = json.loads((FOLDER / f"{version}.json").read_text(encoding="utf-8"))
    # The restore is recorded.
    expected["rows"]["audit.AuditEntry"] += 1
    upgraded = json.loads(facts)
    new_tables = upgraded["rows"].keys() - expected["rows"].keys()
    assert {upgraded["rows"].pop(label) for label in new_tables} <= {0}
    assert upgraded == expected
