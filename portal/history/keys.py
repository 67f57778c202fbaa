"""Under which keys the records of a report are known to its readers.

A next draft is stored in records of its own. Each stands for the record that readers have, or,
if they have none yet, keeps its key when it is published.
"""

from collections.abc import Iterable

from portal.history.kinds import Kind
from reports.models import Report


class Keys:
    """The ways between the keys of a report's rows and those under which it is published."""

    def __init__(self, report: Report):
        self.report = report
        self.published_as = {
            kind: {int(here): there for here, there in pairs.items()}
            for kind, pairs in report.published_keys.items()
        }

    def published(self, kind: str, here: int | None) -> int | None:
        return self.published_as.get(kind, {}).get(here, here)

    def here(self, kind: Kind, wanted: Iterable[int]) -> dict[int, int | None]:
        """Return for each published key the key of its row here, or None if it needs a new one."""
        stands_for = {
            there: here for here, there in self.published_as.get(kind.name, {}).items()
        }
        wanted = set(wanted)
        elsewhere = set(
            kind.model._base_manager.filter(pk__in=wanted)
            .exclude(**{kind.to_report: self.report})
            .values_list("pk", flat=True)
        )
        return {
            key: stands_for.get(key, None if key in elsewhere else key)
            for key in wanted
        }

    def learn(self, kind: str, here: int, published: int) -> None:
        self.published_as.setdefault(kind, {})[here] = published

    def keep(self) -> None:
        """Store what was learnt."""
        self.report.published_keys = {
            kind: {str(here): there for here, there in pairs.items()}
            for kind, pairs in self.published_as.items()
        }
        self.report.save(update_fields=["published_keys"])
