"""Limits of connections in each process."""

# For all headers, and until the next request on a persistent connection.
HEADER_SECONDS = 10
# Until the first request on a connection accepted just before the process ends.
NEW_CONNECTION_SECONDS = 2
# For the transfer of a body: a base time, plus its size at the minimum rate.
TRANSFER_SECONDS = 20
MIN_BYTES_PER_SECOND = 4096

# As in other servers.
REQUEST_LINE_BYTES = 8190
HEADER_BYTES = 16 * 1024
# Connections with larger headers are closed without a response.
MAX_HEADER_BUFFER_BYTES = 64 * 1024

# A refused body is read and discarded up to this size: browsers display the response only after
# they have sent the body.
MAX_DISCARDED_BYTES = 24 * 1024 * 1024

# A response is generated this many bytes ahead of its transfer.
CHUNK_BYTES = 64 * 1024

CONNECTIONS = 1000
# Buffered for slow clients.
UNSENT_BYTES = 64 * 1024 * 1024
# File descriptors for other uses.
RESERVED_FILES = 200


def deadline_seconds(size: int) -> float:
    """Return the time limit for the transfer of a body of that size."""
    return TRANSFER_SECONDS + size / MIN_BYTES_PER_SECOND
