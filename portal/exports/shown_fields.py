"""The fields that an outlet shows under a name of its own, and those that it leaves out, with reasons.

Every other field that the schema declares is shown by every outlet: see `declared_fields`.
"""

from collections.abc import Mapping

# {record type: {field: its name in the outlet, or why it is left out}}
Fields = Mapping[str, Mapping[str, str]]

IN_API: Fields = {
    "recommendation": {
        "text": "text",
        "level": "level",
        "themes": "themes",
        "instruments": "instruments",
    },
    "paragraph": {"text": "text", "voice": "voice", "themes": "themes", "label": "reference"},
}
IN_TABLES: Fields = {
    "recommendation": {"text": "text", "level": "level", "themes": "themes"},
    "paragraph": {"text": "text", "voice": "voice", "themes": "themes", "label": "paragraph"},
}

# The paragraphs of one report in the API.
IN_PARAGRAPH_LIST: Fields = {
    "paragraph": {
        "text": "text",
        "voice": "voice",
        "label": "number",
        "themes": "themes",
        "speaking_organizations": "organizations",
    }
}
NOT_IN_PARAGRAPH_LIST: Fields = {
    "paragraph": {
        "organizations": "the list of statements has them",
        "instruments": "the list of statements has them",
    }
}

IN_OUTLINE: Fields = {
    "report": {
        **{name: name for name in ("title", "series", "kind", "starts_on", "ends_on", "place")},
        "co_chairs": "co_chairs",
        "stated_attendance": "attendance",
        "stated_participants": "attendance",
        "stated_states": "attendance",
    },
    "session": {"kind": "kind", "number": "number", "title": "title"},
    "paragraph": {
        **{name: name for name in ("text", "voice", "themes", "organizations", "instruments")},
        "label": "number",
        "speaking_organizations": "speaking_organizations",
    },
    "recommendation": {name: name for name in ("text", "level", "themes", "instruments")},
    "participation": {
        "person_id": "name",
        "role": "role",
        "position": "position",
        "affiliations": "organizations",
    },
    "annex": {"label": "label", "subject": "subject", "session": "supplied"},
}
NOT_IN_OUTLINE: Fields = {
    "report": {
        "language": "the texts are in one language, whatever it is called",
        "summary": "written by editors: the report does not state it",
        "doi": "registered after publication: the report does not state it",
    },
    "session": {"heading": "the number and the title are what it says"},
    "participation": dict.fromkeys(
        ("printed_name", "short_forms", "introduced_as"), "a form of the name"
    ),
    "annex": {"named_in": "among the cross-references"},
}

# The archive of all public data.
IN_DATA: Fields = {
    "report": {
        **{name: name for name in ("title", "series", "kind", "starts_on", "ends_on", "place")},
        **{name: name for name in ("language", "doi")},
        "stated_participants": "participants",
        "stated_states": "states",
    },
    "session": {"kind": "kind", "number": "number", "title": "title"},
    "paragraph": {"text": "text", "voice": "voice", "label": "number"},
    "recommendation": {"text": "text", "level": "level"},
    "participation": {"person_id": "person", "role": "role", "position": "position"},
}
NOT_IN_DATA: Fields = {
    "report": {
        "stated_attendance": "its numbers have columns",
        "summary": "written by editors about the data",
    },
    "session": {"heading": "the number and the title are what it says"},
    "paragraph": {
        "themes": "a table of its own",
        "speaking_organizations": "in the table of statements",
    },
    "recommendation": {"themes": "a table of its own"},
    "participation": {
        **dict.fromkeys(("printed_name", "short_forms", "introduced_as"), "a form of the name"),
        "affiliations": "a table of its own",
    },
}


def handled(record_type: str, *outlet: Fields) -> dict[str, str]:
    """Return the fields that an outlet shows by itself or leaves out."""
    return {name: how for fields in outlet for name, how in fields.get(record_type, {}).items()}
