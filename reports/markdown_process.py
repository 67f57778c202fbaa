"""A process that renders Markdown from stdin to stdout, with limited CPU time.

Usage: python -I reports/markdown_process.py SECONDS. It ends by SIGPROF after so many seconds of
CPU time, and with exit status TOO_DEEP if Python-Markdown exceeds the recursion limit.
"""

import signal
import sys

import markdown

TOO_DEEP = 3
# Module names: short names are looked up among the entry points of all packages.
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
