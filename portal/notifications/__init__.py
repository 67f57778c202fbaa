"""Mail to readers who follow a list: confirmation, digests, unsubscription."""
