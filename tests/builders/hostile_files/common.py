"""Building blocks of several kinds of hostile files."""

import io
import zipfile

LAUGHS = "<!DOCTYPE w [<!ENTITY a0 'ha'>{}]>".format(
    "".join(f"<!ENTITY a{n} '{f'&a{n - 1};' * 10}'>" for n in range(1, 10))
)


def nested(tag, times, inside="x"):
    return f"<{tag}>" * times + inside + f"</{tag}>" * times


def zipped(entries, *, is_compressed=False):
    out = io.BytesIO()
    method = zipfile.ZIP_DEFLATED if is_compressed else zipfile.ZIP_STORED
    with zipfile.ZipFile(out, "w", method) as new:
        for name, content in entries.items():
            new.writestr(name, content)
    return out.getvalue()
