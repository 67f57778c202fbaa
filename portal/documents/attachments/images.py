"""PNG and JPEG pictures: decoded completely, within a limit of pixels."""

import io

from PIL import Image

from portal.documents.attachments.media_types import JPEG, PNG
from portal.parsing.source import UnreadableError

MAX_PIXELS = 50_000_000
FORMATS = {"PNG": PNG, "JPEG": JPEG}


def media_type_of(name: str, content: bytes) -> str:
    try:
        picture = Image.open(io.BytesIO(content), formats=tuple(FORMATS))
        is_too_large = picture.width * picture.height > MAX_PIXELS
        if not is_too_large:
            picture.load()
    except MemoryError:
        raise
    except Image.DecompressionBombError:
        is_too_large = True
    except Exception:  # a library may raise anything for a damaged file
        raise UnreadableError(
            f"“{name}” is a damaged or incomplete picture. Save it again, then upload it."
        ) from None
    if is_too_large:
        raise UnreadableError(
            f"“{name}” has more than {MAX_PIXELS:,} pixels. Save it in a smaller size."
        )
    return FORMATS[str(picture.format)]
