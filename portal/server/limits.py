"""What a connection may take: seconds, bytes, and how many there may be. In each process."""

# To send all headers, and to begin the next request on a connection that is kept open.
HEADER_SECONDS = 10
# To begin the first request on a connection that a process has accepted just before it ends.
FRESH_SECONDS = 2
# To send a body or to take an answer in: this, and a second for each so many bytes.
PATIENCE_SECONDS = 20
SLOWEST_BYTES_PER_SECOND = 4096

# As much as other servers take.
REQUEST_LINE_BYTES = 8190
HEADER_BYTES = 16 * 1024
# A request whose headers are larger than that gets no answer any more.
UNREADABLE_HEADER_BYTES = 64 * 1024

# So much of a body that is refused is read and thrown away: a browser shows the answer only once
# it has sent what it wanted to.
DISCARDED_BYTES = 24 * 1024 * 1024

# An answer is computed so many bytes ahead of its reader.
PIECE_BYTES = 64 * 1024

CONNECTIONS = 1000
# What waits for slow readers.
UNSENT_BYTES = 64 * 1024 * 1024
# Of files that the process has open besides.
OTHER_FILES = 200


def seconds_for(size: int) -> float:
    """Return how long a body or an answer of that size may be on its way."""
    return PATIENCE_SECONDS + size / SLOWEST_BYTES_PER_SECOND
