"""The network of a client, the unit of rate limits."""

import ipaddress
from collections.abc import Mapping

from django.conf import settings

# Providers assign each customer at least a /64 network.
IPV6_PREFIX = 64
MAX_INVALID_LENGTH = 64


def network_of(address: str) -> str:
    """Return the IPv4 address, or the /64 network of the IPv6 address, in canonical form.

    IPv4-mapped addresses become IPv4. Invalid addresses are returned truncated.
    """
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return address[:MAX_INVALID_LENGTH]
    if isinstance(ip, ipaddress.IPv4Address):
        return str(ip)
    if ip.ipv4_mapped:
        return str(ip.ipv4_mapped)
    if ip.is_loopback:
        return str(ip)
    return str(ipaddress.IPv6Network((int(ip), IPV6_PREFIX), strict=False)[0])


def client_address(meta: Mapping[str, str]) -> str:
    """Return the IP address of the client, as seen by the outermost trusted proxy."""
    proxies: int = settings.TRUSTED_PROXIES
    if proxies:
        forwarded = meta.get("HTTP_X_FORWARDED_FOR", "").split(",")
        if len(forwarded) >= proxies:
            return forwarded[-proxies].strip()
    return meta.get("REMOTE_ADDR", "")
