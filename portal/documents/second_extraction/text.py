"""The text of a plain or Markdown file, decoded byte by byte as UTF-8."""

UTF8_MARK = b"\xef\xbb\xbf"


def extract(content: bytes) -> list[str]:
    lines = content.removeprefix(UTF8_MARK).splitlines()
    return ["\n".join(str(line, "utf-8") for line in lines)]
