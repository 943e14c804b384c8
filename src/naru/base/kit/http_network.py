"""The connections of the safe client: where a socket may lead, looked up once, until when.

*Theory of operation.* A ``Network`` serves one request with all its redirects. It looks a host up once and refuses
unless every address is public; after the first connection the host stays pinned to the address that was reached, so a
second DNS answer can say what it likes. TLS then proves the host's name as usual. A host and port that the city lists
may lie in its own networks, but only for a request that named an inner host itself: no stranger's redirect leads there.
"""

import socket
import time
from collections.abc import Callable, Collection, Iterable
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as FutureTimeout
from typing import Any

import httpcore

from naru.base.kit.addresses import HostPort, is_inner, is_public
from naru.base.kit.refusals import Refused

Resolve = Callable[[str, int], Collection[str]]

_LOOPBACK = {"127.0.0.1", "::1"}


PORTS = frozenset({80, 443})


def resolve_by_system(host: str, port: int) -> Collection[str]:
    """Every address the system's resolver gives for the host, decimal, octal and hexadecimal forms included.

    Raises ``OSError`` or ``UnicodeError``.
    """
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(address[0]) for *_, address in found))


class Network(httpcore.NetworkBackend):
    """What one request may connect to; ``deadline`` by the monotonic clock."""

    def __init__(
        self,
        resolve: Resolve,
        *,
        inner_hosts: Collection[HostPort],
        open_hosts: Collection[HostPort],
        loopback_ports: Collection[int],
        deadline: float,
    ) -> None:
        self._resolve = resolve
        self._inner_hosts = inner_hosts
        self._listed = {*inner_hosts, *open_hosts}
        self._loopback_ports = loopback_ports
        self._deadline = deadline
        self._pinned: dict[HostPort, Collection[str]] = {}
        self._began_inside: bool | None = None
        self._sockets = httpcore.SyncBackend()

    def entering(self, place: HostPort) -> None:
        """The request, or a redirect of it, goes to this host and port next."""
        inside = place in self._inner_hosts
        if self._began_inside is None:
            self._began_inside = inside
        self._began_inside = self._began_inside and inside

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """To the first of the host's addresses that answers.

        Raises ``Refused``: ``address_not_allowed`` where any of them may not be reached, ``port_not_allowed`` for a port beside
        the web's own that nobody listed: mail, databases and the like are no downloads.
        """
        addresses = self._addresses(host, port, timeout or 20.0)
        if not all(self._allows(address, port) for address in addresses):
            raise Refused("address_not_allowed", host=host)
        if port not in PORTS and port not in self._loopback_ports and (host, port) not in self._listed:
            raise Refused("port_not_allowed", host=host, port=port)
        last: Exception = httpcore.ConnectError(f"{host} has no address")
        for address in addresses:
            try:
                stream = self._sockets.connect_tcp(address, port, _left(self._deadline, timeout))
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                last = error
                continue
            self._pinned[host, port] = [address]
            return _Stream(stream, self._deadline)
        raise last

    def connect_unix_socket(self, *_: Any, **__: Any) -> httpcore.NetworkStream:
        raise Refused("address_not_allowed", host="unix")

    def _allows(self, address: str, port: int) -> bool:
        if is_public(address) or (port in self._loopback_ports and address in _LOOPBACK):
            return True
        return bool(self._began_inside) and is_inner(address)

    def _addresses(self, host: str, port: int, timeout: float) -> Collection[str]:
        if (host, port) not in self._pinned:
            self._pinned[host, port] = self._look_up(host, port, timeout)
        return self._pinned[host, port]

    def _look_up(self, host: str, port: int, timeout: float) -> Collection[str]:
        asker = ThreadPoolExecutor(1)
        try:
            return asker.submit(self._resolve, host, port).result(timeout)
        except FutureTimeout:
            raise httpcore.ConnectTimeout(f"{host} could not be looked up in time") from None
        except (OSError, UnicodeError) as error:
            raise httpcore.ConnectError(f"{host} could not be looked up: {error}") from None
        finally:
            asker.shutdown(wait=False)


class _Stream(httpcore.NetworkStream):
    """A connection that ends at the deadline, however slowly it drips."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: float) -> None:
        self._stream = stream
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, _left(self._deadline, timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, _left(self._deadline, timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: Any, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        secured = self._stream.start_tls(ssl_context, server_hostname, _left(self._deadline, timeout))
        return _Stream(secured, self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


def _left(deadline: float, timeout: float | None) -> float:
    left = deadline - time.monotonic()
    if left <= 0:
        raise httpcore.ReadTimeout("the time for this download is over")
    return min(left, timeout or left)
