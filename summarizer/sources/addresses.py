"""Which network addresses a fetched URL may lead to, and what a host name resolves to.

Only unicast addresses of the public internet are allowed. An address that carries an IPv4 address inside (mapped,
NAT64) is judged by that; the tunnels 6to4 and Teredo are refused, since what they lead to is not ours to see.
"""

from __future__ import annotations

import socket
import threading
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

from summarizer.errors import FetchError

_GLOBAL_UNICAST = IPv6Network("2000::/3")
_NAT64 = IPv6Network("64:ff9b::/96")
"""RFC 6052 (2010). Its local variant 64:ff9b:1::/48 (RFC 8215) may lead to private networks and is refused."""
# Python's own judgement of these changed between releases, or leaves them out (IANA special-purpose registries, 2024).
_REFUSED_V4 = (
    IPv4Network("192.0.0.0/24"),  # IETF protocol assignments; one cloud's metadata lives here
    IPv4Network("192.88.99.0/24"),  # 6to4 relays
    IPv4Network("168.63.129.16/32"),  # Azure's internal endpoint, public by number only
)
_REFUSED_V6 = (
    IPv6Network("2001::/23"),  # IETF protocol assignments, Teredo among them
    IPv6Network("2002::/16"),  # 6to4
    IPv6Network("3fff::/20"),  # documentation (RFC 9637)
)


def is_public(address: str) -> bool:
    """Whether an IP address in its text form is a unicast address of the public internet."""
    try:
        parsed = ip_address(address)
    except ValueError:
        return False
    return _is_public_v4(parsed) if isinstance(parsed, IPv4Address) else _is_public_v6(parsed)


def _is_public_v4(address: IPv4Address) -> bool:
    if address.is_multicast or address.is_reserved or any(address in network for network in _REFUSED_V4):
        return False
    return address.is_global


def _is_public_v6(address: IPv6Address) -> bool:
    if address.scope_id is not None:
        return False
    if address.ipv4_mapped is not None:
        return _is_public_v4(address.ipv4_mapped)
    if address in _NAT64:
        return _is_public_v4(IPv4Address(int(address) & 0xFFFFFFFF))
    if address not in _GLOBAL_UNICAST or any(address in network for network in _REFUSED_V6):
        return False
    return address.is_global


def resolve(host: str, port: int, *, seconds: float) -> list[str]:
    """Return the addresses of a host name, in the order to try them.

    Numbers in any notation (``2130706433``, ``0x7f.1``) are read as the system reads them, so that what is judged is
    what is connected to. Raises :class:`FetchError` for a name that does not exist or takes longer than ``seconds``.
    """
    found: list[str] = []

    def look_up() -> None:
        try:
            answers = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError, ValueError):
            return
        found.extend(dict.fromkeys(str(answer[4][0]) for answer in answers))

    # The system's resolver takes no time limit, so it is left behind where it exceeds ours.
    thread = threading.Thread(target=look_up, daemon=True)
    thread.start()
    thread.join(seconds)
    if not found:
        raise FetchError(f"The host {host} could not be found.")
    return found
