"""All checks of an installation, in an order in which each may depend on those before it."""

import platform
from collections.abc import Callable, Iterator

from django.conf import settings
from django.db import DatabaseError, connection

from portal.config.checks import check_configuration
from portal.config.installed_files import check_pdf, check_static_files, check_translations
from portal.failures.causes import classify_error
from portal.failures.messages import error_text, operator_message
from portal.operations.checks import (
    data_folder,
    database,
    mail_server,
    periodic_jobs,
    programs,
    search_index,
)
from portal.operations.checks.finding import Finding, State, error, ok
from portal.operations.program import program_version
from portal.status import readiness

Check = Callable[[], Finding]
MIGRATE = "Start `serve`, or run `migrate`. Back up the database first."
NEWER = "Start the newer version, or restore the backup from before the upgrade."
RESTORE = "Restore a backup: the tables were changed by hand or by an unreleased version."

# Before everything else, and without a database. If the owner is wrong, the other checks would
# write files that the server cannot read.
FOLDER_CHECKS: tuple[Check, ...] = (
    data_folder.check_owner,
    data_folder.check_access,
    data_folder.check_disk,
    data_folder.check_file_system,
)
DATABASE_CHECKS: tuple[Check, ...] = (
    database.check_encoding,
    database.check_rights,
    database.check_clock,
)
SCHEMA_CHECKS: tuple[Check, ...] = (search_index.check_index, periodic_jobs.check_jobs)
PROGRAM_CHECKS: tuple[Check, ...] = (
    check_static_files,
    check_translations,
    programs.check_reading,
    programs.check_markdown,
    mail_server.check_connection,
    check_pdf,
)


def examine() -> Iterator[Finding]:
    """Yield what is found, check by check."""
    yield ok("program", f"version {program_version()}, Python {platform.python_version()}")
    yield from check_settings()
    for check in FOLDER_CHECKS:
        finding = run(check)
        yield finding
        if check is data_folder.check_owner and finding.state is State.ERROR:
            return
    yield from examine_database()
    for check in PROGRAM_CHECKS:
        yield run(check)


def examine_database() -> Iterator[Finding]:
    """Yield what is found in the database; stop if it does not answer or has unexpected tables."""
    finding = run(database.check_version)
    yield finding
    if finding.state is State.ERROR:
        return
    for check in DATABASE_CHECKS:
        yield run(check)
    finding = run(check_schema)
    yield finding
    if finding.state is not State.ERROR:
        for check in SCHEMA_CHECKS:
            yield run(check)


def check_settings() -> Iterator[Finding]:
    """Yield each rule that the settings break."""
    broken = check_configuration(None)
    for rule in broken:
        yield error("settings", rule.msg, rule.hint or "")
    if not broken:
        proxies = f", {settings.TRUSTED_PROXIES} trusted proxies" if settings.OVER_HTTPS else ""
        yield ok("settings", f"{settings.BASE_URL}{proxies}")


def check_schema() -> Finding:
    """Check that the tables are those of this version."""
    check = "tables"
    reason = readiness.schema_failure()
    if not reason:
        return ok(check, "of this version")
    remedies = {"not migrated": MIGRATE, "migrated by a newer version": NEWER}
    remedy = remedies.get(reason.partition(":")[0], RESTORE)
    return error(check, reason, remedy)


def run(check: Check) -> Finding:
    """Return the finding of the check, or the failure that ended it."""
    try:
        return check()
    except (DatabaseError, OSError) as failure:
        if classify_error(failure) is not None:
            return error(title_of(check), operator_message(failure), "See above.")
        return error(title_of(check), error_text(failure), "")
    finally:
        if not connection.in_atomic_block:
            connection.close_if_unusable_or_obsolete()


def title_of(check: Check) -> str:
    return check.__name__.removeprefix("check_").replace("_", " ")
