"""Web addresses: one spelling of each, the site they belong to, the file that keeps what lies there."""

from __future__ import annotations

import re
from hashlib import sha256
from typing import Final
from urllib.parse import parse_qsl, quote, unquote, urljoin, urlsplit, urlunsplit

_PORTS: Final = {"http": 80, "https": 443}

#: Parts of a query that say where a reader came from, and nothing of the page.
_TRACKING: Final = re.compile(
    r"(?:utm_\w+|fbclid|gclid|dclid|msclkid|yclid|igshid|mc_[ce]id|cmpid|ito|ocid|ns_(?:mchannel|source|campaign|linkname|fee)"
    r"|at_(?:medium|campaign|custom\d|link_\w+|bbc_team|ptr_name|format)|smid|ref_src|__twitter_impression)$",
    re.IGNORECASE,
)

#: Beginnings of a host under which a site shows the same articles.
_FACES: Final = re.compile(r"^(?:www\d?|m|mobile|amp)\.(?=[^.]+\.)", re.IGNORECASE)

#: Kept as they are where an address is made safe to send: what is reserved, and the sign of what is encoded already.
_SAFE: Final = "/:@!$&'()*+,;=~%?-._"

_ENDING: Final = re.compile(r"\.(?:x?html?|php|aspx?|jsp|cms|amp)$", re.IGNORECASE)

_MAX_NAME: Final = 40
_MAX_CHARACTERS: Final = 4_000


class AddressError(ValueError):
    """Why something cannot be asked for; the message is for the user."""


def address_of(text: str) -> str:
    """One spelling of a web address: what readers bring along is cut off, what cannot be sent is encoded.

    Raises
    ------
    AddressError
        If it is none, or one that is not taken.

    Examples
    --------
    >>> address_of("HTTPS://Courier.example:443/a b?id=7&utm_source=feed#top")
    'https://courier.example/a%20b?id=7'
    """
    text = "".join(c for c in text.strip() if c.isprintable())
    if len(text) > _MAX_CHARACTERS:
        raise AddressError(f"it has {len(text):,} characters, more than any web address; check it")
    try:
        parts = urlsplit(text)
        host, port = (parts.hostname or "").rstrip("."), parts.port
    except ValueError as error:
        raise AddressError(f"it cannot be read as a web address: {error}; check it") from error
    scheme = parts.scheme.lower()
    if not parts.netloc and re.match(r"[\w-]+(?:\.[\w-]+)+(?:[:/]|$)", text):
        raise AddressError(f"expected http:// or https:// before it; did you mean https://{text}?")
    if scheme not in _PORTS or not host:
        raise AddressError("expected a web address that begins with http:// or https://")
    if parts.username is not None or parts.password is not None:
        raise AddressError(
            "it holds a name or a password, which would be written into the corpus; save the page in a browser"
        )
    if not host.isascii():
        try:
            host = host.encode("idna").decode("ascii")
        except UnicodeError as error:
            raise AddressError(f"its host cannot be written in ASCII: {error}; check it") from error
    place = f"[{host}]" if ":" in host else host
    if port is not None and port != _PORTS[scheme]:
        place += f":{port}"
    query = "&".join(part for part in parts.query.split("&") if part and not _TRACKING.match(part.partition("=")[0]))
    return urlunsplit((scheme, place, quote(parts.path or "/", safe=_SAFE), quote(query, safe=_SAFE + "[]|"), ""))


def joined(base: str, link: str) -> str:
    """The address that a link on the page at `base` leads to.

    Raises
    ------
    AddressError
        If it leads to no web page.
    """
    try:
        return address_of(urljoin(base, link.strip()))
    except AddressError:
        raise
    except ValueError as error:
        raise AddressError(f"it cannot be read as a web address: {error}") from error


def host_and_port(url: str) -> tuple[str, int]:
    """Host and port of an address as `address_of` writes it."""
    parts = urlsplit(url)
    return parts.hostname or "", parts.port or _PORTS[parts.scheme]


def site_of(url: str) -> str:
    """The site of an address: its host, without the beginnings under which sites show the same articles.

    Examples
    --------
    >>> site_of("https://www.courier.example/a"), site_of("https://m.courier.example/a"), site_of("https://m.example/a")
    ('courier.example', 'courier.example', 'm.example')
    """
    return _FACES.sub("", urlsplit(url).hostname or "")


def key_of(url: str) -> str:
    """By which two addresses are known to be one: neither the scheme nor a closing slash matters, nor the order of a query.

    Examples
    --------
    >>> key_of("http://www.courier.example/a/") == key_of("https://courier.example/a")
    True
    """
    parts = urlsplit(url)
    host, port = host_and_port(url)
    place = host.removeprefix("www.") + ("" if port in _PORTS.values() else f":{port}")
    return f"{place}{unquote(parts.path).rstrip('/')}?{sorted(parse_qsl(parts.query, keep_blank_values=True))}"


def canonical_of(claimed: str, url: str) -> str:
    """The address of an article: that which its page claims, where the claim can be believed.

    A page may name another address of its own site. One that names another site is a copy of what stands there, which is to be
    told from the original and not taken for it; and one that names the front page names none.

    Examples
    --------
    >>> canonical_of("https://www.courier.example/a", "https://m.courier.example/a?x=1")
    'https://www.courier.example/a'
    >>> canonical_of("https://wire.example/a", "https://courier.example/a")
    'https://courier.example/a'
    """
    try:
        address = address_of(claimed)
    except AddressError:
        return url
    if site_of(address) != site_of(url) or host_and_port(address)[1] not in (host_and_port(url)[1], *_PORTS.values()):
        return url
    is_front_page = urlsplit(address).path == "/" and not urlsplit(address).query
    return url if is_front_page else address


def file_of(url: str, n_digits: int = 6) -> str:
    """Name of the file that keeps the page of an address, below the folder of its site.

    The digits tell apart what the words do not; the name depends on the address alone.

    Examples
    --------
    >>> file_of("https://www.courier.example/world/2025/envoys-meet-in-riyadh.html")
    'courier.example/envoys-meet-in-riyadh.5902ba.html'
    """
    parts = urlsplit(url)
    pieces = [_ENDING.sub("", piece) for piece in unquote(parts.path).split("/")]
    worded = [piece for piece in pieces if sum(map(str.isalpha, piece)) > 3]
    # The last piece is the headline, as a rule; behind some of them stands only a number.
    words = re.sub(r"[\W_]+", "-", worded[-1] if worded else "").strip("-").casefold()
    if len(words) > _MAX_NAME:
        words = words[:_MAX_NAME].rpartition("-")[0] or words[:_MAX_NAME]
    digits = sha256(key_of(url).encode()).hexdigest()[:n_digits]
    folder = re.sub(r"[^\w.-]+", "-", site_of(url)).strip(".-") or "site"
    return f"{folder}/{words or 'page'}.{digits}.html"
