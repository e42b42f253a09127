"""Nothing fills the memory, reaches outside or is lost unheard: bombs, limits, links, locks, files that are cut."""

import bz2
import gzip
import io
import lzma
import resource
import tarfile
import time
import zipfile
from pathlib import Path

import pytest

from dragoman.intake import Limits, items
from dragoman.model.source_text import Item, Refused

from .makers import (
    ADDRESS,
    PAGE,
    RSS,
    TEXT,
    docx,
    encrypted,
    good_files,
    linked,
    mail,
    parquet,
    record,
    tarred,
    warc,
    zipped,
)

SMALL = Limits(swollen=1_000_000)
ZEROS = bytes(30_000_000)


def _codes(folder: Path, name: str, data: bytes, limits: Limits = SMALL) -> list[str]:
    """What came out: the code of a refusal, or "+" for a document."""
    (folder / name).write_bytes(data)
    return ["+" if isinstance(one, Item) else one.code for one in items([folder / name], limits=limits)]


def _quine_of_zips(depth: int) -> bytes:
    data = zipped({"a.txt": TEXT.encode()})
    for _ in range(depth):
        data = zipped({"inner.zip": data})
    return data


def _shared(count: int) -> bytes:
    """A Parquet in which each row has the same long text, which is stored once."""
    return parquet({"text": "Arnor met Gondor. " * 20_000} for _ in range(count))


def _tar_with_head(claimed: int) -> bytes:
    """A tar whose first member's long name is said to have so many bytes."""
    info = tarfile.TarInfo("././@LongLink")
    info.type, info.size = tarfile.GNUTYPE_LONGNAME, claimed
    return info.tobuf(format=tarfile.GNU_FORMAT) + bytes(10_000)


def _list_of(count: int) -> bytes:
    """A zip that is all list: nothing but names."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for number in range(count):
            archive.writestr(zipfile.ZipInfo(f"{number}{'x' * 3000}"), b"")
    return out.getvalue()


BOMBS: dict[str, tuple[str, bytes, list[str]]] = {
    "gzip": ("a.txt.gz", gzip.compress(ZEROS), ["too-large"]),
    "bzip2": ("a.txt.bz2", bz2.compress(ZEROS), ["too-large"]),
    "xz": ("a.txt.xz", lzma.compress(ZEROS), ["too-large"]),
    "gzip in gzip": ("a.gz.gz", gzip.compress(gzip.compress(ZEROS)), ["too-large"]),
    "zip": ("a.zip", zipped({"a.txt": ZEROS, "b.txt": TEXT.encode()}), ["too-large", "+"]),
    "zip of zips": (
        "a.zip",
        zipped({"a.zip": zipped({"b.zip": zipped({"c.txt": ZEROS})}), "d.txt": TEXT.encode()}),
        ["too-large", "+"],
    ),
    "a zip of many that are each below": (
        "a.zip",
        zipped({f"{number}.txt": b"x" * 900_000 for number in range(40)}),
        ["+"] * 12 + ["too-large"],
    ),
    "tar.gz": ("a.tar.gz", gzip.compress(tarred({"a.txt": ZEROS})), ["too-large", "too-large"]),
    "a name of gigabytes in a tar": ("a.tar", _tar_with_head(2_000_000_000), ["damaged"]),
    "a list of members": ("a.zip", _list_of(12_000), ["too-many"]),
    "DOCX": ("a.docx", docx("<w:p/>" * 3_000_000), ["too-large"]),
    "a crawl": (
        "a.warc.gz",
        warc([record(ZEROS, ADDRESS), record(PAGE.encode(), ADDRESS)], packed=True),
        ["too-large", "+"],
    ),
    "a page packed within a crawl": (
        "a.warc",
        warc([record(gzip.compress(bytes(90_000_000)), ADDRESS, headers="Content-Encoding: gzip\r\n")]),
        ["too-large"],
    ),
    "Parquet": ("a.parquet", _shared(60), ["+"] * 60),
    "a mail's attachment": ("a.eml", mail(attachments={"a.gz": gzip.compress(ZEROS)}), ["+", "too-large"]),
}


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_is_told_and_not_unpacked(name: str, tmp_path: Path) -> None:
    file, data, expected = BOMBS[name]
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert _codes(tmp_path, file, data) == expected
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 600_000  # kilobytes


def test_rows_that_share_a_text_count_as_what_they_expand_to(tmp_path: Path) -> None:
    found = _codes(tmp_path, "a.parquet", _shared(60), Limits(expanded_bytes=5_000_000))
    assert found == ["+"] * 13 + ["too-large"]


LIMITS: dict[str, tuple[Limits, str, bytes, list[str]]] = {
    "bytes of a member": (
        Limits(member_bytes=100),
        "a.zip",
        zipped({"a.txt": b"x" * 101, "b.txt": b"met"}),
        ["too-large", "+"],
    ),
    "characters": (
        Limits(text_characters=100),
        "a.zip",
        zipped({"a.txt": b"x" * 101, "b.txt": b"met"}),
        ["too-large", "+"],
    ),
    "characters of an entry": (Limits(text_characters=100), "a.rss", RSS, ["too-large", "+", "no-text"]),
    "characters of a mail": (
        Limits(text_characters=100),
        "a.eml",
        mail(attachments={"d.txt": b"met"}),
        ["too-large", "+"],
    ),
    "members": (Limits(members=2), "a.zip", zipped({f"{n}.txt": b"met" for n in range(5)}), ["+", "+", "too-many"]),
    "members of a tar": (
        Limits(members=2),
        "a.tar",
        tarred({f"{n}.txt": b"met" for n in range(5)}),
        ["+", "+", "too-many"],
    ),
    "rows": (Limits(members=1), "a.jsonl", b'{"text": "met"}\n' * 3, ["+", "too-many"]),
    "entries": (Limits(members=1), "a.rss", RSS, ["+", "too-many"]),
    "records": (Limits(members=3), "a.warc", warc(), ["+", "too-many"]),
    "expanded bytes": (Limits(expanded_bytes=10), "a.txt.gz", gzip.compress(b"Arnor met Gondor."), ["too-large"]),
    "depth": (Limits(depth=2), "a.zip", _quine_of_zips(2), ["too-deep"]),
    "depth that is just enough": (Limits(depth=3), "a.zip", _quine_of_zips(2), ["+"]),
}


@pytest.mark.parametrize("name", LIMITS)
def test_each_limit_holds(name: str, tmp_path: Path) -> None:
    limits, file, data, expected = LIMITS[name]
    assert _codes(tmp_path, file, data, limits) == expected


def test_what_stops_one_source_does_not_stop_the_next(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(zipped({f"{number}.txt": b"met" for number in range(5)}))
    (tmp_path / "b.txt").write_text(TEXT)
    found = list(items([tmp_path], limits=Limits(members=2)))
    assert ["+" if isinstance(one, Item) else one.code for one in found] == ["+", "+", "too-many", "+"]


REACHING: dict[str, tuple[str, bytes, dict[str, str]]] = {
    "links and devices in a tar": (
        "a.tar",
        tarred(
            {
                "good.txt": TEXT.encode(),
                "/etc/x.txt": TEXT.encode(),
                "../y.txt": TEXT.encode(),
                "a/../../z.txt": TEXT.encode(),
            },
            [
                linked("soft.txt", tarfile.SYMTYPE, "/etc/passwd"),
                linked("hard.txt", tarfile.LNKTYPE, "good.txt"),
                linked("device", tarfile.CHRTYPE),
                linked("pipe", tarfile.FIFOTYPE),
            ],
        ),
        {
            "soft.txt": "link",
            "hard.txt": "link",
            "device": "link",
            "pipe": "link",
            "/etc/x.txt": "unsafe-path",
            "../y.txt": "unsafe-path",
            "a/../../z.txt": "unsafe-path",
        },
    ),
    "links and paths in a zip": (
        "a.zip",
        zipped(
            {
                "soft.txt": b"/etc/passwd",
                "/etc/x.txt": b"met",
                "..\\y.txt": b"met",
                "c:\\z.txt": b"met",
                "good.txt": b"met",
            },
            links=["soft.txt"],
        ),
        {"soft.txt": "link", "/etc/x.txt": "unsafe-path", "..\\y.txt": "unsafe-path", "c:\\z.txt": "unsafe-path"},
    ),
    "an encrypted zip": (
        "a.zip",
        encrypted(zipped({"a.txt": TEXT.encode(), "b.txt": TEXT.encode()})),
        {"a.txt": "encrypted", "b.txt": "encrypted"},
    ),
}


@pytest.mark.parametrize("name", REACHING)
def test_what_reaches_outside_or_is_locked_is_told_by_name(name: str, tmp_path: Path) -> None:
    file, data, expected = REACHING[name]
    (tmp_path / file).write_bytes(data)
    found = list(items([tmp_path / file]))
    refused = {one.name.split("!")[1]: one.code for one in found if isinstance(one, Refused)}
    assert refused == expected
    taken = [one.raw.name for one in found if isinstance(one, Item)]
    assert taken == ([] if "encrypted" in name else [f"{tmp_path / file}!good.txt"])
    assert [path.name for path in tmp_path.iterdir()] == [file]  # nothing was laid down


ENTITIES = '<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd"><!ENTITY y "Zyzzyva">]>'


def test_no_entity_is_looked_up(tmp_path: Path) -> None:
    feed = RSS.replace(b"?><rss", b"?>" + ENTITIES.encode() + b"<rss").replace(b"Rohan counts", b"&x;&y;")
    assert b"&x;" in feed
    (tmp_path / "a.rss").write_bytes(feed)
    (tmp_path / "b.docx").write_bytes(docx(head=ENTITIES))
    (tmp_path / "c.html").write_text(ENTITIES + PAGE.replace("Gondor", "&x;", 1))
    found = list(items([tmp_path]))
    assert not [one for one in found if isinstance(one, Item) and "root:" in one.raw.text + (one.raw.title or "")]
    assert [one.code for one in found if isinstance(one, Refused) and "b.docx" in one.name] == ["damaged"]


@pytest.mark.parametrize("name", good_files())
def test_a_file_cut_anywhere_is_told(name: str, tmp_path: Path) -> None:
    data = good_files()[name]
    whole = _codes(tmp_path, name, data, Limits())
    for tenth in range(1, 10, 2):
        found = _codes(tmp_path, name, data[: len(data) * tenth // 10], Limits())
        assert found, tenth
        assert "fault" not in found
        if name.endswith((".gz", ".bz2", ".xz", ".zip", ".docx", ".parquet", ".tar", ".warc")):
            # Of a tar, only the zeros that fill it up may be missing
            assert {"damaged", "no-text", "unknown-format"} & set(found) or found == whole, tenth
            assert found.count("+") <= whole.count("+")


# The standard library's parser of mail takes the square of a header's length, and calls itself for each part in a part
MAILS = {
    "a kind without end": b"Content-Type: text/plain;" + b" a=b;" * 20_000 + b"\n\nmet\n",
    "folded": b"Content-Type: text/plain;" + b" a=b;\n" * 20_000 + b"\nmet\n",
    "in a part": b"Content-Type: multipart/mixed; boundary=q\n\n--q\nContent-Type: a/b;"
    + b" a=b;" * 20_000
    + b"\n\nmet\n",
    "parts in parts": b"".join(b"Content-Type: multipart/mixed; boundary=%d\n\n--%d\n" % (n, n) for n in range(5000)),
}


@pytest.mark.parametrize("name", MAILS)
def test_a_mail_that_would_take_minutes_is_told_at_once(name: str, tmp_path: Path) -> None:
    began = time.process_time()
    assert _codes(tmp_path, "a.eml", b"MIME-Version: 1.0\nSubject: x\n" + MAILS[name]) == ["damaged"]
    assert time.process_time() - began < 5
