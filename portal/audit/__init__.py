"""WHO DID WHAT, WHEN: written in the transaction of the deed, and never changed afterwards."""
