"""The types of items in the editor's URLs, with their forms."""

from dataclasses import dataclass

from portal.content.refusals import SaveRefusedError
from portal.content.schema import Item, Key
from portal.content.snapshot import ITEM_MISSING, Snapshot
from portal.editor import item_forms
from reports.models import Person
from reports.pk_validation import valid_pk


@dataclass(frozen=True)
class ItemType:
    """A type of item: its record type, its form, and the column used as its locator.

    People are located by their slug; without a column, the locator is the key of the record.
    """

    slug: str
    record_type: str
    label: str
    form: type[item_forms.ItemForm] | None = None
    column: str = ""

    def locate(self, snapshot: Snapshot, locator: str) -> Item:
        """Return the item of a locator. Raises SaveRefusedError if the report has none."""
        if self.record_type == "report":
            return Item("report", 0)
        records = snapshot.of_type(self.record_type)
        if not self.column:
            if valid_pk(locator) and int(locator) in records:
                return Item(self.record_type, int(locator))
            raise SaveRefusedError(ITEM_MISSING)
        value: str | int | None = locator
        if self.column == "person_id":
            value = Person.objects.filter(slug=locator).values_list("pk", flat=True).first()
        for key, record in records.items():
            if getattr(record, self.column) == value:
                return Item(self.record_type, key)
        raise SaveRefusedError(ITEM_MISSING)

    def locator(self, snapshot: Snapshot, key: Key) -> str:
        if self.record_type == "report":
            return ""
        record = snapshot.of_type(self.record_type)[key]
        if self.column == "person_id":
            return str(Person.objects.get(pk=record.person_id).slug)
        return str(getattr(record, self.column)) if self.column else str(key)


# By the part of the editor's URL that names the type.
ITEM_TYPES = {
    item_type.slug: item_type
    for item_type in (
        ItemType("about", "report", "the report", item_forms.ReportForm),
        ItemType("sessions", "session", "heading", item_forms.SessionForm, "anchor"),
        ItemType("paragraphs", "paragraph", "paragraph", item_forms.ParagraphForm, "anchor"),
        ItemType(
            "recommendations",
            "recommendation",
            "recommendation",
            item_forms.RecommendationForm,
            "reference",
        ),
        ItemType(
            "people", "participation", "participant", item_forms.ParticipationForm, "person_id"
        ),
        ItemType("annexes", "annex", "annex", item_forms.AnnexForm),
        ItemType("parts", "part", "part of the source"),
    )
}
BY_RECORD_TYPE = {item_type.record_type: item_type for item_type in ITEM_TYPES.values()}
