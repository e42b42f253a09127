"""Good files, hurt: seeded, so that a fault that one of them finds can be found again."""

from collections.abc import Callable, Iterator
from random import Random

MAGICS = (b"%PDF-", b"PK\x03\x04", b"\x1f\x8b\x08", b"BZh", b"PAR1", b"WARC/1.0\r\n", b"<html>", b"<rss>", b"\0" * 512)
NUMBERS = (b"\0\0\0\0", b"\xff\xff\xff\xff", b"\x7f\xff\xff\xff", b"\xff\xff\xff\x7f", b"99999999999999999999", b"-1")


def mutations(data: bytes, count: int, *, seed: str) -> Iterator[bytes]:
    """So many hurt copies of a file; the same for the same seed."""
    random = Random(f"{seed}:{len(data)}")  # noqa: S311 - no secret, but the same again
    for _ in range(count):
        hurt = data
        for _ in range(random.choice((1, 1, 2, 5))):
            hurt = random.choice(WAYS)(hurt, random)
        yield hurt


def _flip(data: bytes, random: Random) -> bytes:
    hurt = bytearray(data)
    for _ in range(random.choice((1, 3, 20))):
        if hurt:
            hurt[random.randrange(len(hurt))] ^= 1 << random.randrange(8)
    return bytes(hurt)


def _cut(data: bytes, random: Random) -> bytes:
    return data[: random.randrange(len(data) + 1)]


def _drop(data: bytes, random: Random) -> bytes:
    at, size = random.randrange(len(data) + 1), random.choice((1, 16, 512))
    return data[:at] + data[at + size :]


def _double(data: bytes, random: Random) -> bytes:
    at, size = random.randrange(len(data) + 1), random.choice((1, 16, 512, 4096))
    return data[: at + size] + data[at:]


def _zero(data: bytes, random: Random) -> bytes:
    at, size = random.randrange(len(data) + 1), random.choice((4, 64, 1024))
    return data[:at] + bytes(len(data[at : at + size])) + data[at + size :]


def _noise(data: bytes, random: Random) -> bytes:
    at = random.randrange(len(data) + 1)
    return data[:at] + random.randbytes(random.choice((1, 8, 300))) + data[at:]


def _number(data: bytes, random: Random) -> bytes:
    at, number = random.randrange(len(data) + 1), random.choice(NUMBERS)
    return data[:at] + number + data[at + len(number) :]


def _magic(data: bytes, random: Random) -> bytes:
    return random.choice(MAGICS) + data[random.choice((0, 4, 100)) :]


def _swap(data: bytes, random: Random) -> bytes:
    at = random.randrange(len(data) + 1)
    return data[at:] + data[:at]


WAYS: tuple[Callable[[bytes, Random], bytes], ...] = (
    _flip,
    _flip,
    _cut,
    _drop,
    _double,
    _zero,
    _noise,
    _number,
    _magic,
    _swap,
)
