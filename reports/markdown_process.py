"""The process that renders Markdown: a text comes in, HTML goes out, and its time is bounded.

Run by its path, as python -I reports/markdown_process.py SECONDS. It ends by SIGPROF once it has
used so many seconds of a processor, wherever it is, and with status TOO_DEEP where
Python-Markdown calls itself too often.
"""

import signal
import sys

import markdown

TOO_DEEP = 3
# By their modules: by short names they would be looked up in all that is installed.
EXTENSIONS = ("markdown.extensions.tables", "markdown.extensions.sane_lists")


def main() -> None:
    text = sys.stdin.buffer.read().decode()
    signal.setitimer(signal.ITIMER_PROF, float(sys.argv[1]))
    try:
        html = markdown.markdown(text, extensions=EXTENSIONS)
    except RecursionError:
        sys.exit(TOO_DEEP)
    sys.stdout.buffer.write(html.encode())


if __name__ == "__main__":
    main()
