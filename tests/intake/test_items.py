"""Everything that people have comes in by one door: each form, folders, patterns, standard input."""

import gzip
import hashlib
import io
import os
from collections.abc import Iterable
from pathlib import Path

import pytest

from dragoman.errors import OptionError
from dragoman.intake import Limits, columns_of, items
from dragoman.model.source_text import Item, Refused

from .makers import (
    ADDRESS,
    ATOM,
    LEAD,
    MAPPING,
    PAGE,
    ROWS,
    RSS,
    SECOND,
    TEXT,
    good_files,
    mail,
    parquet,
    tarred,
    warc,
    zipped,
)

FILES = good_files()
COLUMNS = columns_of(MAPPING)


def _read(sources: Iterable[str | Path], **options: object) -> list[Item | Refused]:
    return list(items(sources, columns=COLUMNS, **options))  # type: ignore[arg-type]


def _one(folder: Path, name: str, data: bytes) -> list[Item | Refused]:
    (folder / name).write_bytes(data)
    return _read([folder / name])


def _told(found: Iterable[Item | Refused], folder: Path) -> list[tuple[str, ...]]:
    """What came out, in short: a name and a title, or a name and a code."""
    return [
        (one.raw.name.removeprefix(f"{folder}/"), one.raw.title or "-")
        if isinstance(one, Item)
        else (one.name.removeprefix(f"{folder}/"), f"!{one.code}")
        for one in found
    ]


SIGNS = "Arnor signs pact"
IN_BOX = (("a/report.html", SIGNS), ("b.txt", "-"), ("c.eml", SIGNS), ("c.eml!d.txt", "-"))
PAGES = tuple((f"{number}: {ADDRESS}/{page}", SIGNS) for number, page in ((3, 1), (5, 2), (7, 3)))
IN_ROWS = (("1", SIGNS), ("2", "The king"), ("3", "!no-text"))
# file -> what is in it, and what each is called
EXPECTED: dict[str, tuple[tuple[str, str], ...]] = {
    "report.txt": (("", "-"),),
    "report.md": (("", "Arnor signs"),),
    "report.html": (("", SIGNS),),
    "report.pdf": (("", SIGNS),),
    "report.docx": (("", SIGNS),),
    "report.eml": (("", SIGNS), ("note.html", SIGNS), *((f"list.zip!{name}", title) for name, title in IN_BOX)),
    "feed.rss": (
        (f"1: {ADDRESS}", "Arnor & Gondor sign pact"),
        ("2: https://example.org/rohan", "Rohan counts"),
        ("3", "!no-text"),
    ),
    "feed.atom": ((f"1: {ADDRESS}", SIGNS),),
    "rows.jsonl": IN_ROWS,
    "rows.csv": IN_ROWS,
    "rows.tsv": IN_ROWS,
    "rows.parquet": IN_ROWS,
    "crawl.warc": (*PAGES, ("", "!no-page")),
    "crawl.warc.gz": (*PAGES, ("", "!no-page")),
    "box.zip": IN_BOX,
    "box.tar": IN_BOX,
    "box.tar.gz": IN_BOX,
    "box.tar.bz2": IN_BOX,
    "box.tar.xz": IN_BOX,
    "report.txt.gz": (("", "-"),),
}


@pytest.mark.parametrize("name", FILES)
def test_each_form_gives_its_documents(name: str, tmp_path: Path) -> None:
    found = _one(tmp_path, name, FILES[name])
    assert _told(found, tmp_path) == [(f"{name}!{inner}" if inner else name, title) for inner, title in EXPECTED[name]]
    for one in found:
        if isinstance(one, Item):
            assert SECOND[:40] in one.raw.text or LEAD[:30] in one.raw.text
            assert one.digest.startswith("sha256:")
            assert len(one.digest) == 71


@pytest.mark.parametrize("name", FILES)
def test_the_form_is_told_by_the_bytes_where_standard_input_has_no_name(name: str) -> None:
    found = list(items(["-"], columns=COLUMNS, stdin=io.BytesIO(FILES[name])))
    if name in ("rows.csv", "rows.tsv"):  # these begin as any text does
        assert [one.raw.name for one in found if isinstance(one, Item)] == ["standard input"]
        return
    expected = [f"standard input!{inner}" if inner else "standard input" for inner, _ in EXPECTED[name]]
    assert [one.raw.name if isinstance(one, Item) else one.name for one in found] == expected


def _item(found: list[Item | Refused]) -> Item:
    (one,) = (item for item in found if isinstance(item, Item))
    return one


# file -> title, outlet, byline, published, url, modified, codes of issues
METADATA: dict[str, tuple[bytes, tuple[str | None, ...], list[str]]] = {
    "a page": (
        PAGE.encode(),
        (SIGNS, None, None, "2022-05-12", None, "2022-05-13T08:30:00+00:00"),
        [],
    ),
    "a PDF": (
        FILES["report.pdf"],
        (SIGNS, None, "Mirel Ostrov", "2022-05-12", None, "2022-05-13T08:30:00+00:00"),
        ["page-header", "page-header", "date-of-file"],
    ),
    "a DOCX": (
        FILES["report.docx"],
        (SIGNS, None, "Mirel Ostrov", "2022-05-12", None, "2022-05-13T08:30:00+00:00"),
        ["date-of-file"],
    ),
    "a mail": (
        mail(),
        (SIGNS, "Foreign Ministry of Arnor", "Foreign Ministry of Arnor", "2022-05-12", None, None),
        [],
    ),
    "an Atom feed": (
        ATOM,
        (SIGNS, "Gazette", "Ilvara Thoss", "2022-05-12", ADDRESS, "2022-05-13T08:30:00+00:00"),
        [],
    ),
    "an RSS feed, its day as printed": (
        RSS.replace(RSS[RSS.index(b"</item>") + 7 : RSS.rindex(b"</item>") + 7], b""),
        ("Arnor & Gondor sign pact", "Caspian Wire", "Mirel Ostrov", "2022-05-12", ADDRESS, None),
        [],
    ),
    "a row": (
        parquet(ROWS[1:2]),
        ("The king", None, None, None, None, None),
        ["bad-date", "bad-url"],
    ),
}


@pytest.mark.parametrize("name", METADATA)
def test_each_form_tells_its_metadata(name: str, tmp_path: Path) -> None:
    data, expected, issues = METADATA[name]
    one = _item(_one(tmp_path, "given", data))
    raw = one.raw
    assert (raw.title, raw.outlet, raw.byline, raw.published, raw.url, one.modified) == expected
    assert [code for code, _ in raw.issues] == issues
    assert one.retrieved is None


def test_a_crawl_tells_when_each_page_was_fetched_and_its_charset(tmp_path: Path) -> None:
    found = [one for one in _one(tmp_path, "crawl.warc.gz", FILES["crawl.warc.gz"]) if isinstance(one, Item)]
    assert {one.retrieved for one in found} == {"2022-05-14T06:00:00+00:00"}
    assert [one.raw.url for one in found] == [f"{ADDRESS}/{number}" for number in (1, 2, 3)]
    assert "King Thoß praised" in found[1].raw.text
    assert not found[1].raw.issues


def test_a_docx_keeps_its_blocks_and_leaves_out_what_was_struck(tmp_path: Path) -> None:
    text = _item(_one(tmp_path, "report.docx", FILES["report.docx"])).raw.text
    assert text == (
        f"Arnor signs\n\n{LEAD}\n\n{SECOND}\nBelow."
        "\n\n- Borders open.\n- Prisoners go home.\n\nState | Prisoners\nArnor | 40"
    )


def test_a_mail_without_plain_text_is_read_as_its_page(tmp_path: Path) -> None:
    one = _item(_one(tmp_path, "a.eml", mail(page=PAGE, text=None)))
    assert one.raw.text == f"Arnor signs pact\n\n{LEAD}\n\n{SECOND}"


def test_the_digest_is_of_the_member_not_of_its_container(tmp_path: Path) -> None:
    expected = f"sha256:{hashlib.sha256(TEXT.encode()).hexdigest()}"
    for name, data in {
        "a.txt": TEXT.encode(),
        "a.zip": zipped({"b.txt": TEXT.encode()}),
        "c.gz": gzip.compress(TEXT.encode()),
    }.items():
        assert _item(_one(tmp_path, name, data)).digest == expected
    lines = _one(tmp_path, "rows.jsonl", FILES["rows.jsonl"])
    first = FILES["rows.jsonl"].split(b"\n")[0]
    assert isinstance(lines[0], Item)
    assert lines[0].digest == f"sha256:{hashlib.sha256(first).hexdigest()}"


def test_a_folder_is_read_in_order_without_hidden_files_and_readme(tmp_path: Path) -> None:
    names = ("b.txt", "a/z.html", "a/.hidden.txt", ".git/x.txt", "README.md", "c.png", "style.css", "page.php")
    for name in names:
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes({"c.png": b"\x89PNG\r\n\x1a\n", "style.css": b"p { }"}.get(name, PAGE.encode()))
    (tmp_path / "link.txt").symlink_to(tmp_path / "b.txt")
    os.mkfifo(tmp_path / "pipe")
    assert _told(_read([tmp_path]), tmp_path) == [
        ("a/z.html", SIGNS),
        ("b.txt", SIGNS),
        ("c.png", "!unknown-format"),
        ("link.txt", "!link"),
        ("page.php", SIGNS),  # as programs that copy sites name their pages
        ("pipe", "!link"),
        ("style.css", "!unknown-format"),
    ]


PICTURE = b"\x89PNG\r\n\x1a\n"
# what lies in a folder -> whether it is passed over; what is named, or promises a form that is read, is refused
BESIDE: dict[str, tuple[str, bytes, bool]] = {
    "a picture": ("a.png", PICTURE, True),
    "a picture without an ending": ("a", PICTURE, True),
    "a picture called a text": ("a.txt", PICTURE, False),
    "settings in JSON": ("a.json", b'{"options": {"outlet": "Rohan Wire"}, "facts": [1]}', True),
    "figures in JSON": ("a.json", b"[[1, 2], [3, 4]]", True),
    "an empty list": ("a.json", b"[]", True),
    "reports in JSON, one of them empty": ("a.json", b'[{"body": ""}]', False),
    "JSON cut off": ("a.json", b'{"options": ', False),
    "a spreadsheet": ("a.xlsx", zipped({"xl/workbook.xml": b"<a/>"}), True),
    "a spreadsheet called a report": ("a.docx", zipped({"xl/workbook.xml": b"<a/>"}), False),
    "a text called a PDF": ("a.pdf", TEXT.encode(), False),
    "a table without the column": ("a.csv", b"head,words\nA,B\n", False),
    "XML of another kind": ("a.xml", b"<?xml version='1.0'?><map/>", True),
}


@pytest.mark.parametrize("name", BESIDE)
def test_what_lies_beside_reports_is_passed_over_and_what_is_damaged_is_refused(name: str, tmp_path: Path) -> None:
    file, data, beside = BESIDE[name]
    (tmp_path / file).write_bytes(data)
    (tmp_path / "box.zip").write_bytes(zipped({f"b/{file}": data}))
    named, found = _read([tmp_path / file]), _read([tmp_path])
    assert not any(isinstance(one, Item) for one in (*named, *found))
    assert not any(isinstance(one, Refused) and one.passed_over for one in named)
    assert [(isinstance(one, Refused) and one.passed_over) for one in found] == [beside, beside]


def test_a_pattern_names_files(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt", "c.html", "deep/d.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(TEXT)
    assert _told(_read([f"{tmp_path}/*.txt"]), tmp_path) == [("a.txt", "-"), ("b.txt", "-")]
    assert _told(_read([f"{tmp_path}/**/*.txt"]), tmp_path) == [("a.txt", "-"), ("b.txt", "-"), ("deep/d.txt", "-")]
    assert _told(_read([f"{tmp_path}/*.eml"]), tmp_path) == [("*.eml", "!not-found")]
    (tmp_path / "odd[1].txt").write_text(TEXT)
    assert _told(_read([f"{tmp_path}/odd[1].txt"]), tmp_path) == [("odd[1].txt", "-")]


def test_what_cannot_be_read_never_stops_the_rest(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    (tmp_path / "empty.txt").touch()
    (tmp_path / "called.pdf").write_text(TEXT)
    sources: list[str | Path] = [
        "none.txt",
        "a\0b",
        "x" * 5000,
        tmp_path / "loop",
        tmp_path / "empty.txt",
        tmp_path / "called.pdf",
        "/dev/null",
    ]
    assert [one[1] for one in _told(_read([*sources, tmp_path / "a.txt"]), tmp_path)] == [
        "!not-found",
        "!not-found",
        "!not-found",
        "!unreadable",
        "!no-text",
        "!unknown-format",
        "!link",
        "-",
    ]


def test_each_refusal_names_its_source_and_says_why(tmp_path: Path) -> None:
    (tmp_path / "box.zip").write_bytes(zipped({"a.png": b"\x89PNG\r\n\x1a\n", "b.txt": TEXT.encode(), "c/": b""}))
    refused = [one for one in _read([tmp_path]) if isinstance(one, Refused)]
    assert [one.name for one in refused] == [f"{tmp_path}/box.zip!a.png"]
    assert refused[0].message.startswith(refused[0].name)


@pytest.mark.parametrize(
    ("told", "fault"),
    [
        ("text", "'text' maps nothing"),
        ("text=", "maps nothing"),
        ("text=a,,published=b", "'' maps nothing"),
        ("body=text", "'body' is no field"),
        ("text=a,text=b", "text is mapped twice, to 'a' and to 'b'"),
    ],
)
def test_a_mapping_without_sense_is_an_error(told: str, fault: str) -> None:
    with pytest.raises(OptionError, match=fault):
        columns_of(told)


def test_a_mapping_says_which_column_holds_what() -> None:
    assert columns_of(" text = body,published=date ") == {"text": "body", "published": "date"}


TABLES: dict[str, tuple[str, bytes, list[str]]] = {
    "semicolons, as spreadsheets in Europe write": (
        "a.csv",
        b"head;body\nA;Arnor met Gondor.\n",
        ["Arnor met Gondor."],
    ),
    "UTF-16 with mark": (
        "a.csv",
        "body,head\nArnor met Gondor in Lomé.,A\n".encode("utf-16"),
        ["Arnor met Gondor in Lomé."],
    ),
    "Windows-1252": (
        "a.csv",
        "body,head\nArnor met Gondor in Lomé.,A\n".encode("cp1252"),
        ["Arnor met Gondor in Lomé."],
    ),
    "a mark before the names": ("a.csv", "body,head\nArnor met Gondor.,A\n".encode("utf-8-sig"), ["Arnor met Gondor."]),
    "a line end within quotes": ("a.csv", b'body,head\n"Arnor\n\nmet Gondor.",A\n', ["Arnor\n\nmet Gondor."]),
    "a line end of old Macs in the names": ("a.csv", b"body\rhead\nA met B.,A\n", ["!damaged"]),
    "a row too short": ("a.csv", b"head,body\nA\nB,Arnor met Gondor.\n", ["!no-text", "Arnor met Gondor."]),
    "no column of that name": ("a.csv", b"head,words\nA,B\n", ["!no-text"]),
    "a field without end": ("a.csv", b'body,head\n"' + b"x" * 50_000 + b"\n" + b"y" * 60_000, ["!damaged"]),
    "JSON of no objects": (
        "a.jsonl",
        b'[1]\n{"body": "Arnor met Gondor."}\n{"body"\n',
        ["!damaged", "Arnor met Gondor.", "!damaged"],
    ),
    "JSON nested without end": ("a.jsonl", b'{"body": ' + b"[" * 100_000 + b"\n", ["!damaged"]),
    "numbers and lists in JSON": ("a.jsonl", b'{"body": "A met B.", "head": 7, "day": 20220512}\n', ["A met B."]),
    "a list in a file of JSON": ("a.json", b'[{"body": "A met B."}, {"body": "C met D."}]', ["A met B.", "C met D."]),
    "one object": ("a.json", b'{"body": "A met B."}', ["A met B."]),
    "lines in a file called .json": (
        "a.json",
        b'{"body": "A met B."}\n{"body": "C met D."}\n',
        ["A met B.", "C met D."],
    ),
    "JSON cut off": ("a.json", b'[{"body": "A met B."}, ', ["!damaged"]),
    "half a surrogate pair": ("a.jsonl", b'{"body": "A met B\\ud800."}\n', ["A met B\ufffd."]),
    "an overlong line": (
        "a.jsonl",
        b'{"body": "' + b"x" * 900_000 + b'"}\n{"body": "A met B."}\n',
        ["!too-large", "A met B."],
    ),
}


@pytest.mark.parametrize("name", TABLES)
def test_a_table_gives_its_rows(name: str, tmp_path: Path) -> None:
    file, data, expected = TABLES[name]
    (tmp_path / file).write_bytes(data)
    found = _read([tmp_path / file], limits=Limits(text_characters=100_000))
    assert [one.raw.text if isinstance(one, Item) else f"!{one.code}" for one in found] == expected


def test_a_column_within_a_column_of_json_is_found(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"document": {"text": "Arnor met Gondor.", "by": ["A. B.", "C. D."]}}\n')
    (one,) = items([tmp_path], columns=columns_of("text=document.text,byline=document.by"))
    assert isinstance(one, Item)
    assert (one.raw.text, one.raw.byline) == ("Arnor met Gondor.", "A. B., C. D.")


def test_what_is_in_a_tar_of_crawls_is_found(tmp_path: Path) -> None:
    data = tarred({"x/crawl.warc.gz": warc(packed=True), "y/feed.xml": ATOM})
    assert [name for name, _ in _told(_one(tmp_path, "all.tar", data), tmp_path)] == [
        *(f"all.tar!x/crawl.warc.gz!{number}: {ADDRESS}/{page}" for number, page in ((3, 1), (5, 2), (7, 3))),
        "all.tar!x/crawl.warc.gz",
        f"all.tar!y/feed.xml!1: {ADDRESS}",
    ]
