"""The verbs, arguments and errors of OAI-PMH 2.0. Pure.

https://www.openarchives.org/OAI/openarchivesprotocol.html
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from reports.text import FORBIDDEN

Pairs = Sequence[tuple[str, str]]
TOKEN = "resumptionToken"  # noqa: S105 -- the name of an argument


# A URI without a fragment, as identifiers are. An argument that the schema of answers, which repeat
# it, would refuse is not accepted.
ESCAPED = "%[0-9A-Fa-f]{2}"
NAME = rf"(?:[A-Za-z0-9\-._~!$&'()*+,;=]|{ESCAPED})+"
CHARACTER = rf"(?:[A-Za-z0-9\-._~!$&'()*+,;=:@/?]|{ESCAPED})"
URI = re.compile(
    rf"[A-Za-z][A-Za-z0-9+.\-]*:"
    rf"(?:(?!//){CHARACTER}+|//{NAME}(?::[0-9]{{1,5}})?(?:[/?]{CHARACTER}*)?)"
)


class ErrorCode(StrEnum):
    BAD_ARGUMENT = "badArgument"
    BAD_RESUMPTION_TOKEN = "badResumptionToken"  # noqa: S105 -- the protocol's word
    BAD_VERB = "badVerb"
    CANNOT_DISSEMINATE_FORMAT = "cannotDisseminateFormat"
    ID_DOES_NOT_EXIST = "idDoesNotExist"
    NO_RECORDS_MATCH = "noRecordsMatch"
    NO_METADATA_FORMATS = "noMetadataFormats"
    NO_SET_HIERARCHY = "noSetHierarchy"


# After these the answer does not repeat the arguments: they may not be valid.
UNREPEATED = (ErrorCode.BAD_VERB, ErrorCode.BAD_ARGUMENT)


class OaiError(Exception):
    """An error that the protocol has a code for; the message is for the harvester's operator."""

    def __init__(self, code: ErrorCode, message: str) -> None:
        super().__init__(message)
        self.code = code


class Verb(StrEnum):
    IDENTIFY = "Identify"
    LIST_METADATA_FORMATS = "ListMetadataFormats"
    LIST_SETS = "ListSets"
    GET_RECORD = "GetRecord"
    LIST_IDENTIFIERS = "ListIdentifiers"
    LIST_RECORDS = "ListRecords"


@dataclass(frozen=True)
class Signature:
    """The arguments of a verb; a resumption token stands for all of them."""

    required: tuple[str, ...] = ()
    optional: tuple[str, ...] = ()
    is_resumable: bool = False

    @property
    def names(self) -> set[str]:
        return {*self.required, *self.optional, *([TOKEN] if self.is_resumable else [])}


LIST = Signature(("metadataPrefix",), ("from", "until", "set"), is_resumable=True)
SIGNATURES = {
    Verb.IDENTIFY: Signature(),
    Verb.LIST_METADATA_FORMATS: Signature(optional=("identifier",)),
    Verb.LIST_SETS: Signature(is_resumable=True),
    Verb.GET_RECORD: Signature(("identifier", "metadataPrefix")),
    Verb.LIST_IDENTIFIERS: LIST,
    Verb.LIST_RECORDS: LIST,
}
PARAMETERS = ("verb", *sorted({name for one in SIGNATURES.values() for name in one.names}))


def read_verb(pairs: Pairs) -> Verb:
    verbs = [value for name, value in pairs if name == "verb"]
    if len(verbs) != 1:
        raise OaiError(ErrorCode.BAD_VERB, "Give the argument verb once.")
    if verbs[0] not in list(Verb):
        raise OaiError(ErrorCode.BAD_VERB, f"The verbs are {', '.join(Verb)}.")
    return Verb(verbs[0])


def read_arguments(pairs: Pairs, verb: Verb) -> dict[str, str]:
    """Return the arguments by name, those that the verb needs and no others."""
    signature = SIGNATURES[verb]
    given = [(name, value) for name, value in pairs if name != "verb"]
    arguments = dict(given)
    if unknown := arguments.keys() - signature.names:
        raise bad_argument(f"{verb} has no argument {clean(min(unknown))}.")
    if len(arguments) < len(given):
        raise bad_argument("Give each argument once.")
    if any(not value or FORBIDDEN.search(value) for value in arguments.values()):
        raise bad_argument("An argument is empty, or has characters that XML does not allow.")
    if "identifier" in arguments and not URI.fullmatch(arguments["identifier"]):
        raise bad_argument("An identifier must be a URI.")
    if TOKEN in arguments:
        if len(arguments) > 1:
            raise bad_argument(f"{TOKEN} must be the only argument besides verb.")
        return arguments
    if missing := [name for name in signature.required if name not in arguments]:
        raise bad_argument(f"{verb} needs the argument {missing[0]}.")
    return arguments


def bad_argument(message: str) -> OaiError:
    return OaiError(ErrorCode.BAD_ARGUMENT, message)


def clean(text: str) -> str:
    return FORBIDDEN.sub("", text)
