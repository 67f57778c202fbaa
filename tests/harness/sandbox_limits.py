"""How long the sandbox may parse a file, in production and in tests on a slow machine.

The limit of CPU time is the same in both: it refuses a file however busy the machine is.
"""

from portal.documents import sandbox

# The value before a test session lengthens it.
PARSE_SECONDS = sandbox.PARSE_SECONDS


def lengthen_limits():
    sandbox.PARSE_SECONDS = sandbox.WAIT_SECONDS = 3600
