"""What edits know besides the snapshot, read from the database when it is needed."""

from collections.abc import Collection, Mapping
from functools import cached_property

from portal.content import entity_references
from portal.content.edits.base import EarlierParagraph
from portal.content.entity_references import MODELS
from portal.content.schema import Key, Spans
from portal.content.snapshot import Snapshot
from reports.models import Report, SourceDocument, Theme

# Only the newest revisions: a change of type is usually undone soon.
MAX_REVISIONS = 50


class StoredContext:
    """The context of a stored report."""

    def __init__(self, report: Report):
        self.report = report

    @cached_property
    def document(self) -> tuple[str, str]:
        """Return the text and the name of the source, both empty without one."""
        documents = SourceDocument.objects.filter(pk=self.report.source_id or 0)
        return documents.values_list("text", "name").first() or ("", "")

    @property
    def source_text(self) -> str:
        return self.document[0]

    @cached_property
    def taken_paths(self) -> frozenset[str]:
        root = self.report.root
        paths = set(root.removed_urls.values_list("path", flat=True))
        if root != self.report:
            for name, column in (
                *(("sessions", "anchor"), ("paragraphs", "anchor")),
                ("recommendations", "reference"),
            ):
                values = getattr(root, name).values_list(column, flat=True)
                paths |= {f"{name}/{value}" for value in values}
        return frozenset(paths)

    def printed_forms(self, entity_type: str, keys: Collection[Key]) -> Mapping[Key, list[str]]:
        entities = MODELS[entity_type]._base_manager.filter(pk__in=keys) if keys else ()
        return {entity.pk: printed_forms_of(entity) for entity in entities}

    def earlier_paragraph(self, spans: Spans) -> EarlierParagraph | None:
        for revision in self.report.root.revisions.newest_first()[:MAX_REVISIONS]:
            if has_paragraph(revision.snapshot, spans):
                snapshot = entity_references.resolve_references(revision.snapshot, revision.names)
                return earlier_paragraph(snapshot, spans)
        return None


def printed_forms_of(entity) -> list[str]:
    """Return the printed forms of an entity, its name first."""
    if isinstance(entity, Theme):
        return list(entity.all_labels)
    forms = getattr(entity, "printed_forms", None) or [entity.name, *entity.other_names]
    return [str(entity), *(form for form in forms if form != str(entity))]


def has_paragraph(snapshot: Snapshot, spans: Spans) -> bool:
    return any(paragraph.spans == spans for paragraph in snapshot.paragraph.values())


def earlier_paragraph(snapshot: Snapshot, spans: Spans) -> EarlierParagraph:
    paragraph = next(record for record in snapshot.paragraph.values() if record.spans == spans)
    speakers = snapshot.speakers_of(paragraph.key)
    people = (snapshot.participation[key].person_id for key in speakers)
    return EarlierParagraph(paragraph, tuple(people))
