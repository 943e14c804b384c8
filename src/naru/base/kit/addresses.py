"""Which addresses of the network a stranger's URL may lead to: public ones, and inner hosts that the city lists."""

from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

import idna

# public by their number, private by their use
_NOT_FOR_STRANGERS = (
    IPv4Network("192.88.99.0/24"),  # 6to4 relays
    IPv4Network("168.63.129.16/32"),  # a cloud's metadata service behind a public number
    IPv6Network("::/96"),  # IPv4-compatible
    IPv6Network("64:ff9b::/96"),  # NAT64, which leads to any IPv4 address
    IPv6Network("64:ff9b:1::/48"),
    IPv6Network("2001::/32"),  # Teredo
    IPv6Network("2002::/16"),  # 6to4
    IPv6Network("fec0::/10"),  # site-local
    IPv6Network("5f00::/16"),  # segment routing
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
    if isinstance(address, IPv6Address) and address.ipv4_mapped is not None:
        return False
    return (
        address.is_global
        and not address.is_multicast
        and not address.is_reserved
        and not any(address.version == network.version and address in network for network in _NOT_FOR_STRANGERS)
    )
