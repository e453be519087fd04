"""Who may be connected to: public addresses, and hosts of the user's own network that the user named.

Pages and feeds come from strangers, and any link or redirect in them may lead into the network that the program runs in: to a router, to
a cloud machine's own secrets. So the address that a name stands for is looked at when the connection is made, and the very
address that was looked at is connected to: a name that stands for another address a moment later gains nothing.
"""

from __future__ import annotations

import ipaddress
import socket
from typing import TYPE_CHECKING

from .failures import NotFetched

if TYPE_CHECKING:
    from collections.abc import Collection

    #: A socket address, as `socket.getaddrinfo` gives it.
    _Place = tuple[str, int] | tuple[str, int, int, int] | tuple[int, bytes]

#: Networks in which other addresses are wrapped that a gateway unwraps.
_TRANSLATED = ipaddress.IPv6Network("64:ff9b::/96")


def is_public(address: str) -> bool:
    """Whether an IP address belongs to the public internet, and so does the one that is wrapped in it.

    Examples
    --------
    >>> is_public("93.184.216.34"), is_public("169.254.169.254"), is_public("::ffff:127.0.0.1"), is_public("64:ff9b::7f00:1")
    (True, False, False, False)
    """
    ip = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        if ip.ipv4_mapped is not None:
            return is_public(str(ip.ipv4_mapped))
        translated = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF) if ip in _TRANSLATED else None
        wrapped = (ip.sixtofour, *(ip.teredo or ()), translated)
        if not all(is_public(str(inner)) for inner in wrapped if inner is not None):
            return False
    return ip.is_global and not (ip.is_multicast or ip.is_reserved or ip.is_unspecified)


class Guard:
    """Connects to public addresses alone.

    Parameters
    ----------
    private_hosts : collection of str
        Names or IP addresses that may be connected to wherever they are, and nothing else beside them.
    """

    def __init__(self, private_hosts: Collection[str] = ()) -> None:
        self._private = {host.strip().strip("[]").rstrip(".").casefold() for host in private_hosts}

    def addresses(self, host: str, port: int) -> list[tuple[int, _Place]]:
        """Resolve a host to the addresses that may be connected to, as (family, socket address).

        Raises
        ------
        NotFetched
            If there is no such host, or it has none but private addresses.
        """
        host = host.strip("[]")
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (socket.gaierror, UnicodeError) as error:
            words = getattr(error, "strerror", None) or str(error)
            detail = f"there is no host {host} that can be found ({words}); check the address and the connection"
            raise NotFetched("no connection", detail, again=getattr(error, "errno", 0) == socket.EAI_AGAIN) from error
        if host.casefold() in self._private:
            return [(family, place) for family, _, _, _, place in found]
        public: list[tuple[int, _Place]] = [
            (family, place) for family, _, _, _, place in found if is_public(str(place[0]))
        ]
        if not public:
            private = str(found[0][4][0])
            named = host if host == private else f"{host} ({private})"
            detail = (
                f"{named} is in a private network, which a link on a page may not lead into; "
                f"if it is yours, say --private-host {host}"
            )
            raise NotFetched("private address", detail)
        return public

    def connect(self, host: str, port: int, timeout_seconds: float) -> socket.socket:
        """Connect to the first address of a host that answers.

        Raises
        ------
        NotFetched
            If none may be connected to, or none answers.
        """
        error: OSError | None = None
        for family, place in self.addresses(host, port):
            sock = socket.socket(family, socket.SOCK_STREAM)
            try:
                sock.settimeout(timeout_seconds)
                sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                sock.connect(place)
            except OSError as failed:
                sock.close()
                error = failed
            else:
                return sock
        if isinstance(error, TimeoutError):
            raise NotFetched("timeout", f"{host} did not answer within {timeout_seconds:g} s", again=True) from error
        words = (error.strerror if error is not None else None) or str(error)
        raise NotFetched("no connection", f"{host} cannot be reached: {words}", again=True) from error
