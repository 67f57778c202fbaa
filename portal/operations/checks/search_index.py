"""Whether the search index is intact and has every change."""

from django.conf import settings

from portal.operations.checks.finding import Finding, error, ok, warning
from portal.search.index import integrity, writer
from portal.search.index.newest_change import newest_change
from portal.search.models import IndexChange

CHECK = "search index"
REBUILD = "Run `reindex`."


def check_index() -> Finding:
    """Verify the checksums of the files, and count the changes that are missing."""
    if damaged := integrity.damaged_files(writer.index_folder(), set()):
        return error(CHECK, f"damaged: {', '.join(damaged)} in {settings.INDEX_DIR}", REBUILD)
    if newest_change() is None:
        return ok(CHECK, "nothing has been published")
    state = writer.usable_state()
    if state is None or not state.is_complete:
        return error(CHECK, "it is missing, incomplete or of another version", REBUILD)
    if behind := IndexChange.objects.filter(pk__gt=state.cursor).count():
        return warning(
            CHECK,
            f"{behind} changes behind; the next request adds them",
            "If this number grows, look for errors in the log, or run `reindex --changes`.",
        )
    return ok(CHECK, "intact, and has every change")
