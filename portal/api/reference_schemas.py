"""Schemas of references between texts. Their docstrings are descriptions in the OpenAPI document."""

from ninja import Field, Schema


class CrossReference(Schema):
    """Words of a text that refer to another place, with the place at the other end."""

    phrase: str = Field(description="The reference as printed: “paragraphs 12, 14 and 20”.")
    words: str = Field(description="The part of it that stands for this place: “14”.")
    status: str = Field(
        description="Suggested by the import, or confirmed by an editor.",
        json_schema_extra={"enum": ["suggested", "confirmed"]},
    )
    kind: str = Field(
        description="Kind of place.",
        json_schema_extra={"enum": ["paragraph", "recommendation", "session", "annex", "report"]},
    )
    name: str
    url: str


class StatementLink(Schema):
    """A paragraph that led to a recommendation."""

    anchor: str = Field(description="Part of its URL; never changes.")
    reference: str | None = Field(description="Number of the paragraph; null if it has none.")
    voice: str
    url: str


class Referring(Schema):
    """The references from and to a text. Both ends of each are public."""

    refers_to: list[CrossReference] = Field(description="The places that the text refers to.")
    referred_to_by: list[CrossReference] = Field(
        description="The paragraphs and recommendations whose words refer to it."
    )
