"""Which addresses of the network a stranger's URL may lead to: public ones, and inner hosts that the city lists."""

from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

import idna

# IANA's registries of special-purpose addresses (RFC 6890, as of 2026), what they call globally reachable included where it leads
# somewhere else than to a host; not Python's own idea of them, which is as old as the interpreter
_SPECIAL_4 = (
    *("0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24"),
    *("192.0.2.0/24", "192.31.196.0/24", "192.52.193.0/24", "192.88.99.0/24", "192.168.0.0/16", "192.175.48.0/24"),
    *("198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4"),
    "168.63.129.16/32",  # a cloud's metadata service behind a public number
)
_GLOBAL_UNICAST = IPv6Network("2000::/3")  # nothing else of IPv6 is given out
_SPECIAL_6 = ("2001::/23", "2001:db8::/32", "2002::/16", "2620:4f:8000::/48", "3fff::/20")
_NOT_FOR_STRANGERS: tuple[IPv4Network | IPv6Network, ...] = (
    *(IPv4Network(network) for network in _SPECIAL_4),
    *(IPv6Network(network) for network in _SPECIAL_6),
)


# what a city's own networks use; link-local addresses, where clouds keep their secrets, are none of them
_INNER = (
    IPv4Network("10.0.0.0/8"),
    IPv4Network("172.16.0.0/12"),
    IPv4Network("192.168.0.0/16"),
    IPv4Network("100.64.0.0/10"),
    IPv4Network("127.0.0.0/8"),
    IPv6Network("fc00::/7"),
    IPv6Network("::1/128"),
)
_CLOUD_SECRETS = (IPv6Address("fd00:ec2::254"), IPv4Address("100.100.100.200"))

HostPort = tuple[str, int]


def host_ports(text: str) -> frozenset[HostPort]:
    """``"gis.busan.example:8080, [fd00::7]:443"`` as hosts and ports. Raises ``ValueError``."""
    return frozenset(_host_port(place.strip()) for place in text.split(",") if place.strip())


def _host_port(place: str) -> HostPort:
    host, colon, port = place.rpartition(":")
    name = host[1:-1] if host.startswith("[") and host.endswith("]") else host
    is_name = name and not any(letter in "/@[]* " for letter in name) and (name == host) == (":" not in name)
    if not (colon and is_name and port.isascii() and port.isdigit() and 0 < int(port) < 65536):
        raise ValueError(f"not a host and a port: {place}")
    return name_in_ascii(name).rstrip(".").lower(), int(port)


def name_in_ascii(host: str) -> str:
    """The host as the network calls it: 부산.한국 → xn--…. Raises ``ValueError``."""
    return host if host.isascii() else idna.encode(host, uts46=True).decode("ascii")


def is_inner(address: str | IPv4Address | IPv6Address) -> bool:
    """Whether ``address`` may be that of a listed inner host: private or loopback, never a cloud's metadata service."""
    if isinstance(address, str):
        address = ip_address(address.partition("%")[0])
    if address in _CLOUD_SECRETS:
        return False
    return any(address.version == network.version and address in network for network in _INNER)


def is_public(address: str | IPv4Address | IPv6Address) -> bool:
    """Whether ``address`` is globally reachable; an IPv6 address that carries an IPv4 one never is."""
    if isinstance(address, str):
        address = ip_address(address.partition("%")[0])
    if isinstance(address, IPv6Address) and address not in _GLOBAL_UNICAST:
        return False
    return not any(address.version == network.version and address in network for network in _NOT_FOR_STRANGERS)
