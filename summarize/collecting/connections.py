"""One request at a time: a guarded connection, an answer of limited size in limited time."""

from __future__ import annotations

import ssl
import threading
import time
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from http.client import HTTPException
from typing import TYPE_CHECKING, Any, Final

from .failures import NotFetched, Stopped

if TYPE_CHECKING:
    import socket
    from collections.abc import Callable, Iterator, Mapping

    from urllib3 import BaseHTTPResponse, PoolManager
    from urllib3.connection import HTTPConnection

    from .guard import Guard

_CHUNK_BYTES: Final = 1 << 16

#: Codings of a body that are asked for, and may be undone.
_CODINGS: Final = ("gzip", "x-gzip", "deflate", "identity", "")


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server answered: `headers` by names in small letters, the body unpacked and otherwise as it came."""

    url: str
    status: int
    headers: Mapping[str, str]
    body: bytes


class Connections:
    """Asks servers, over connections that the guard lets through, and keeps a connection open for the next page of its site.

    Parameters
    ----------
    guard : Guard
    timeout_seconds : float
        For connecting, for the head of an answer, and for its body.
    max_bytes : int
        Of a body, unpacked.
    stopped : threading.Event
        Once set, nothing is waited for any longer.
    """

    def __init__(self, guard: Guard, timeout_seconds: float, max_bytes: int, stopped: threading.Event) -> None:
        self._timeout = timeout_seconds
        self._max_bytes = max_bytes
        self._stopped = stopped
        self._pools = _pools(guard, timeout_seconds)

    def close(self) -> None:
        """Close all connections."""
        self._pools.clear()

    def get(self, url: str, headers: Mapping[str, str]) -> Answer:
        """Ask for an address once, without following a redirect.

        Raises
        ------
        NotFetched
            If there is no connection, no answer in time, or one that is too large or cannot be unpacked.
        Stopped
            If the run ends meanwhile.
        """
        from urllib3 import exceptions

        host = url.split("/")[2]
        try:
            answer = self._pools.request(
                "GET",
                url,
                headers=dict(headers),
                redirect=False,
                retries=False,
                preload_content=False,
                timeout=self._timeout,
            )
            try:
                return Answer(url, answer.status, {k.lower(): v for k, v in answer.headers.items()}, self._body(answer))
            except BaseException:
                answer.close()
                raise
            finally:
                answer.release_conn()
        except (exceptions.TimeoutError, TimeoutError) as error:
            raise self._late(host) from error
        except (exceptions.HTTPError, OSError) as error:
            cause = error.__cause__ or error.__context__ or error
            if isinstance(cause, NotFetched):
                raise cause from error
            if isinstance(cause, ssl.SSLCertVerificationError):
                detail = f"{host} shows no certificate that can be trusted: {cause.verify_message}; save the page in a browser"
                raise NotFetched("no connection", detail) from error
            detail = f"the answer of {host} broke off or cannot be read ({_words(error)}); run again later"
            raise NotFetched("no connection", detail, again=True) from error

    def _body(self, answer: BaseHTTPResponse) -> bytes:
        """The body, unpacked; the clock runs for all of it, so that a server that drips does not hold the run up."""
        if answer.status in (204, 304) or 300 <= answer.status < 400:
            return b""
        coding = answer.headers.get("content-encoding", "").strip().lower()
        if coding not in _CODINGS:
            raise NotFetched(
                "wrong type", f"its body is packed as {coding}, which was not asked for; save the page in a browser"
            )
        length = answer.headers.get("content-length", "")
        if length.isdecimal() and int(length) > self._max_bytes:
            raise self._too_large(f"{int(length):,} bytes")
        last = time.monotonic() + self._timeout
        parts: list[bytes] = []
        n_bytes = 0
        while part := answer.read1(_CHUNK_BYTES, decode_content=True):
            parts.append(part)
            n_bytes += len(part)
            if n_bytes > self._max_bytes:
                raise self._too_large(f"more than {self._max_bytes:,} bytes")
            if time.monotonic() > last:
                raise self._late(answer.url or "it")
            if self._stopped.is_set():
                raise Stopped
        return b"".join(parts)

    def _too_large(self, size: str) -> NotFetched:
        return NotFetched(
            "too large", f"it has {size}, at most {self._max_bytes:,} are taken; save the article's text as .txt"
        )

    def _late(self, what: str) -> NotFetched:
        return NotFetched(
            "timeout", f"{what} was not whole within {self._timeout:g} s; give more with --timeout", again=True
        )


def _words(error: BaseException) -> str:
    """What an error says, on one line; its kind alone where it says a great deal."""
    text = str(error).replace("\n", " ")
    return text if len(text) < 200 else type(error).__name__


def _pools(guard: Guard, timeout_seconds: float) -> PoolManager:
    """Pools whose connections are made by the guard.

    The library's own way to another kind of connection is followed (its SOCKS connections are made so): the method that opens the
    socket is another, and TLS, with the name of the host, goes over that socket.
    """
    import certifi
    from urllib3 import HTTPConnectionPool, HTTPSConnectionPool, PoolManager
    from urllib3.connection import HTTPConnection, HTTPSConnection

    class Guarded(HTTPConnection):
        def _new_conn(self) -> socket.socket:
            return guard.connect(self._dns_host, self.port, timeout_seconds)

        def getresponse(self) -> Any:
            with _cut_after(timeout_seconds, self):
                return super().getresponse()

    class GuardedTLS(Guarded, HTTPSConnection):
        pass

    class Pool(HTTPConnectionPool):
        ConnectionCls = Guarded

    class PoolTLS(HTTPSConnectionPool):
        ConnectionCls = GuardedTLS

    # The machine's own authorities, a newsroom's among them, and those that browsers trust, where the machine has none.
    context = ssl.create_default_context()
    context.load_verify_locations(certifi.where())
    pools = PoolManager(num_pools=64, ssl_context=context)
    pools.pool_classes_by_scheme = {"http": Pool, "https": PoolTLS}
    return pools


@contextmanager
def _cut_after(seconds: float, connection: HTTPConnection) -> Iterator[None]:
    """Cut a connection whose head has not come within the time: a byte now and then would keep it open for ever."""
    sock = connection.sock
    if sock is None:
        yield
        return
    late = threading.Event()
    timer = threading.Timer(seconds, partial(_cut, sock, late.set))
    timer.daemon = True
    timer.start()
    try:
        yield
    except (OSError, HTTPException) as error:
        if late.is_set():
            raise TimeoutError("the head of the answer did not come in time") from error
        raise
    finally:
        timer.cancel()
    if late.is_set():
        # What is cut off in its head looks like an answer with nothing in it.
        raise TimeoutError("the head of the answer did not come in time")


def _cut(sock: socket.socket, told: Callable[[], None]) -> None:
    """Shut a connection down from another thread, having told so."""
    import socket as sockets

    told()
    try:
        # Past TLS, whose own way takes the connection apart under the hands of who reads from it.
        sockets.socket.shutdown(sock, sockets.SHUT_RDWR)
    except OSError:
        # It is closed already.
        return
