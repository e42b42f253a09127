"""How a desk is run: told once, when it starts."""

import ipaddress
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What `dragoman serve` was told.

    store: its path or address. name: who judges, on loopback. hosts: names by which a browser may call the desk, beside
    those of the address it is bound to. proxies: addresses whose forwarded headers are believed. readers: processes
    that read texts that are given. largest: bytes of all that one request may send.
    """

    store: str
    host: str = "127.0.0.1"
    port: int = 8000
    name: str = "reviewer"
    hosts: tuple[str, ...] = ()
    proxies: tuple[str, ...] = ()
    readers: int = 1
    largest: int = 32 * 1024 * 1024

    @property
    def is_loopback(self) -> bool:
        """Whether only this machine can reach it: decided by the address it is bound to, never by who asks.

        Where a proxy is named, others reach it through that, whatever it is bound to.
        """
        if self.proxies:
            return False
        if self.host == "localhost":
            return True
        try:
            return ipaddress.ip_address(self.host).is_loopback
        except ValueError:
            return False
