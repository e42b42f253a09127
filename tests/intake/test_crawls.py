"""Archives of the web: damage costs only its own record, and a page is unwrapped from what it travelled in."""

import gzip
from pathlib import Path

import pytest

from dragoman.intake import items
from dragoman.model.source_text import Item

from .makers import ADDRESS, LEAD, PAGE, record, records, warc

HURT: dict[str, tuple[bytes, list[str]]] = {
    "a record in the middle is damaged": (
        b"".join(
            gzip.compress(part)[:60] + b"\xff" * 30 + gzip.compress(part)[90:] if number == 4 else gzip.compress(part)
            for number, part in enumerate(records())
        ),
        ["1", "!damaged", "3"],
    ),
    "a record in the middle is cut": (
        b"".join(
            gzip.compress(part)[:120] if number == 4 else gzip.compress(part) for number, part in enumerate(records())
        ),
        ["1", "!damaged", "3"],
    ),
    "a length that is too short": (
        warc(
            [
                part.replace(b"Content-Length: ", b"Content-Length: 1;", 1) if number == 2 else part
                for number, part in enumerate(records())
            ]
        ),
        ["!damaged", "2", "3"],
    ),
    "a length that is too long": (
        warc(
            [
                part.replace(b"Content-Length: ", b"Content-Length: 9", 1) if number == 2 else part
                for number, part in enumerate(records())
            ]
        ),
        ["!damaged", "2", "3"],
    ),
    "words between the records": (
        warc([*records()[:3], b"words\r\nwords\r\n\r\n", *records()[3:]]),
        ["1", "!damaged", "2", "3"],
    ),
    "the last is cut off": (warc(packed=True)[:-40], ["1", "2", "!damaged"]),
    "cut in the head of a record": (warc(records()[:3]) + records()[4][:100], ["1", "!damaged"]),
    "an answer without a status": (
        warc([record(PAGE.encode(), ADDRESS).replace(b"HTTP/1.1 200 OK", b"HTPP")]),
        ["!damaged"],
    ),
    "packed on its way": (
        warc([record(gzip.compress(PAGE.encode()), f"{ADDRESS}/1", headers="Content-Encoding: gzip\r\n")]),
        ["1"],
    ),
    "in chunks on its way": (
        warc(
            [
                record(
                    f"{len(PAGE):x}\r\n{PAGE}\r\n0\r\n\r\n".encode(),
                    f"{ADDRESS}/1",
                    headers="Transfer-Encoding: chunked\r\n",
                )
            ]
        ),
        ["1"],
    ),
    "said to be packed, but is not": (
        warc(
            [record(PAGE.encode(), f"{ADDRESS}/1", headers="Content-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n")]
        ),
        ["1"],
    ),
    "packed as nobody here can read": (
        warc([record(b"\x0b\x02\x80", ADDRESS, headers="Content-Encoding: br\r\n")]),
        ["!unknown-format"],
    ),
    "one gzip about all records": (gzip.compress(warc()), ["1", "2", "3"]),
}


@pytest.mark.parametrize("name", HURT)
def test_damage_in_a_crawl_costs_its_own_record(name: str, tmp_path: Path) -> None:
    data, expected = HURT[name]
    (tmp_path / "a.warc.gz").write_bytes(data)
    found = list(items([tmp_path]))
    told = [one.raw.name[-1] if isinstance(one, Item) else f"!{one.code}" for one in found]
    assert [one for one in told if one != "!no-page"] == expected
    assert all(LEAD.split(" on ")[0] in one.raw.text for one in found if isinstance(one, Item))
