"""Resumption tokens: the request and the position it has reached, signed. Nothing is stored."""

from typing import NamedTuple

from django.core import signing

from portal.oai.protocol import ErrorCode, OaiError, Verb
from portal.oai.selection import START, Position

SALT = "oai"


class Progress(NamedTuple):
    """A list request and the part of it that was answered."""

    verb: str
    arguments: dict[str, str]
    after: Position = START
    sent: int = 0


def write_token(progress: Progress) -> str:
    return str(signing.dumps(list(progress), salt=SALT, compress=True))


def read_token(token: str, verb: Verb) -> Progress:
    """Return what the token stands for. It never expires. Raises OaiError for any other text."""
    try:
        first, arguments, after, sent = signing.loads(token, salt=SALT)
    except (signing.BadSignature, ValueError) as error:
        raise bad_token() from error
    if first != verb:
        raise bad_token()
    return Progress(first, arguments, Position(*after), sent)


def bad_token() -> OaiError:
    message = "The resumption token was not issued by this repository for this verb. Start again."
    return OaiError(ErrorCode.BAD_RESUMPTION_TOKEN, message)
