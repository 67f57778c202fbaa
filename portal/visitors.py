"""Which visitors count as one: an address, and in IPv6 the network that one customer gets."""

import ipaddress

# A provider gives each customer at least this much of IPv6.
IPV6_PREFIX = 64
LONGEST_UNREADABLE = 64


def network_of(address: str) -> str:
    """Return the IPv4 address, or the /64 network of the IPv6 address, in one spelling.

    An IPv4 address written as IPv6 is the IPv4 address. What is no address is returned as it is,
    shortened.
    """
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return address[:LONGEST_UNREADABLE]
    if isinstance(found, ipaddress.IPv4Address):
        return str(found)
    if found.ipv4_mapped:
        return str(found.ipv4_mapped)
    if found.is_loopback:
        return str(found)
    return str(ipaddress.IPv6Network((int(found), IPV6_PREFIX), strict=False)[0])
