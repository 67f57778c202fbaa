"""Limits on the confirmation emails that visitors can request, counted for all machines.

Only hashes are counted, in a table where visitors cannot evict them. Once the limit of the day is
reached, nothing more is counted: there are no more rows than emails.
"""

from portal.accounts.hashed_keys import hash_key
from portal.accounts.models import LoginAttempt
from portal.web import limits

DAY = 24 * 60 * 60
EVERYBODY = "everybody"


def may_send(address: str, network: str) -> bool:
    """Count an email to the address, requested from the network; return whether it may be sent."""
    everybody = hash_key(__name__, EVERYBODY)
    if LoginAttempt.count(everybody, DAY) >= limits.CONFIRMATIONS_PER_DAY:
        return False
    counters = (
        (hash_key(__name__, "network", network), limits.CONFIRMATIONS_PER_DAY_AND_NETWORK),
        (hash_key(__name__, "address", address.lower()), limits.CONFIRMATIONS_PER_DAY_AND_ADDRESS),
        (everybody, limits.CONFIRMATIONS_PER_DAY),
    )
    # What one limit refuses is not counted for the next.
    return all(LoginAttempt.increment(key_hash, DAY) <= limit for key_hash, limit in counters)
