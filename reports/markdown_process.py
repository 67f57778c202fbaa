"""A process that renders Markdown with limited CPU time.

Usage: python -I reports/markdown_process.py SECONDS [lines]. It renders the
text on stdin. With `lines`, stdin is a JSON list of texts in which all HTML is escaped; each result
is written as a line of JSON as soon as it is ready. SIGPROF ends the process after SECONDS of CPU
time. Its exit status is TOO_DEEP if Python-Markdown exceeds the recursion limit.
"""

import json
import signal
import sys

import markdown

TOO_DEEP = 3
# Module names: short names are looked up among the entry points of all packages.
EXTENSIONS = ("markdown.extensions.tables", "markdown.extensions.sane_lists")
# For escaped texts: they have no HTML, and no addresses but those of links.
UNUSED_PATTERNS = ("html", "entity", "autolink", "automail")


def main() -> None:
    text = sys.stdin.buffer.read().decode()
    signal.setitimer(signal.ITIMER_PROF, float(sys.argv[1]))
    try:
        if "lines" in sys.argv:
            write_lines(json.loads(text))
        else:
            write(markdown.markdown(text, extensions=EXTENSIONS))
    except RecursionError:
        sys.exit(TOO_DEEP)


def write_lines(texts: list[str]) -> None:
    renderer = markdown.Markdown(extensions=EXTENSIONS)
    renderer.preprocessors.deregister("html_block")
    for name in UNUSED_PATTERNS:
        renderer.inlinePatterns.deregister(name)
    for text in texts:
        write(json.dumps(renderer.reset().convert(text)) + "\n")


def write(text: str) -> None:
    sys.stdout.buffer.write(text.encode())
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
