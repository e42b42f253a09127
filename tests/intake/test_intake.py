"""What comes in: metadata of messy pages, damaged and hostile bytes, and each error."""

import io
import time
from pathlib import Path

import pytest

from dragoman.errors import DragomanError, InputError, MissingError, NotTextError, OptionError, TooLargeError
from dragoman.intake import from_text, read_path, read_stream, with_options
from dragoman.intake.limits import LONGEST_TEXT
from dragoman.intake.metadata import any_day
from dragoman.model.source_text import Raw

from .pages import JSON_LD, PAGES, PARAGRAPHS

REPORT = "Arnor\u2019s envoy, José Ñandú, met the king of Gondor in Lomé."
SENTENCE = "<p>The ministers discussed the border on Monday and agreed to meet again in spring.</p>"


def _read(data: bytes, name: str = "report.txt") -> Raw:
    return read_stream(io.BytesIO(data), name)


def _page(body: str) -> bytes:
    return f"<!DOCTYPE html><html><body>{body}</body></html>".encode()


@pytest.mark.parametrize("name", PAGES)
def test_a_page_tells_its_metadata(name: str) -> None:
    page, expected = PAGES[name]
    raw = _read(page.encode(), "page.html")
    assert (raw.title, raw.outlet, raw.byline, raw.published, raw.url) == expected


@pytest.mark.parametrize("name", PAGES)
def test_the_main_text_of_a_page_is_the_text(name: str) -> None:
    raw = _read(PAGES[name][0].encode(), "page.html")
    assert "King Thoss praised the “patience” of the envoys" in raw.text
    assert "four crossings & frees" in raw.text
    assert not any(word in raw.text for word in ("cookies", "hackers", "Rohan", "Home", "Copyright", "<p>"))


@pytest.mark.parametrize(
    ("title", "outlet"),
    [
        ("Arnor signs pact | Gazette of the West", "Gazette of the West"),
        ("Arnor signs pact \N{EN DASH} Gazette", "Gazette"),
        ("Arnor signs pact | World | Gazette", "Gazette"),
        ("Arnor signs pact", None),
        ("Arnor - Gondor", None),
        ("Arnor signs pact \N{EN DASH} and leaves", None),
    ],
)
def test_the_title_of_a_page_tells_the_site_behind_the_heading(title: str, outlet: str | None) -> None:
    page = f"<html><head><title>{title}</title></head><body><h1>Arnor signs pact</h1>{PARAGRAPHS}</body></html>"
    assert _read(page.encode(), "page.html").outlet == outlet


def test_a_short_page_keeps_its_paragraphs() -> None:
    body = "<h1>Arnor signs</h1><p>Arnor <b>signed</b> a pact.</p><p>Gondor left.</p>"
    text = _read(f"<html><body><article>{body}</article></body></html>".encode()).text
    assert text == "Arnor signs\n\nArnor signed a pact.\n\nGondor left."


def test_lists_and_tables_stay_readable() -> None:
    text = _read(JSON_LD.encode()).text
    assert "- Borders stay open.\n- Prisoners go home." in text
    assert "State | Prisoners\nArnor | 40" in text


# data, file's name, what of the text must come out, the issues
DAMAGED: dict[str, tuple[bytes, str, str, list[str]]] = {
    "UTF-8": (REPORT.encode(), "a.txt", REPORT, []),
    "UTF-8 with mark": (REPORT.encode("utf-8-sig"), "a.txt", REPORT, []),
    "UTF-16 with mark": (REPORT.encode("utf-16"), "a.txt", REPORT, []),
    "UTF-16, big end first, with mark": (b"\xfe\xff" + REPORT.encode("utf-16-be"), "a.txt", REPORT, []),
    "UTF-32 with mark": (REPORT.encode("utf-32"), "a.txt", REPORT, []),
    "UTF-16 without mark": (REPORT.encode("utf-16-le"), "a.txt", REPORT, ["encoding-guessed"]),
    "UTF-16, odd length": (REPORT.encode("utf-16")[:-1], "a.txt", REPORT[:-1] + "\ufffd", ["damaged"]),
    "Windows-1252": (REPORT.encode("cp1252"), "a.txt", REPORT, ["encoding-guessed"]),
    "UTF-8 cut in a character": ((REPORT + "é").encode()[:-1], "a.txt", REPORT + "\ufffd", ["damaged"]),
    "UTF-8 hurt inside": (REPORT.encode() + b" \xff " + REPORT.encode(), "a.txt", REPORT + " \ufffd ", ["damaged"]),
    "NULs": (b"Arnor\0 met Gondor in Lima.", "a.txt", "Arnor\0 met Gondor in Lima.", ["nul"]),
    "DOS line ends": (b"a\r\nb\r\n", "a.txt", "a\nb\n", []),
    "old Mac line ends": (b"a\rb\r", "a.txt", "a\nb\n", []),
    "all three line ends": (b"a\r\n\rb\n", "a.txt", "a\n\nb\n", []),
    "nothing": (b"", "a.txt", "", []),
    "blanks": (b" \n\t\n", "a.txt", " \n\t\n", []),
    "only a mark": (b"\xef\xbb\xbf", "a.txt", "", []),
    "a line of 100,000 characters": (b"word " * 20_000, "a.txt", "word " * 20_000, []),
    "Markdown as given": (b"# A\n\n*b* [c](d) &amp; <i>\n", "a.md", "# A\n\n*b* [c](d) &amp; <i>\n", []),
    "HTML that is none": (b"Arnor < Gondor\nand > Rohan", "a.html", "Arnor < Gondor\nand > Rohan", []),
    "declared and true charset": (
        b"<html><meta charset=windows-1251>" + f"<p>{'Министр сообщил. ' * 9}</p>".encode("cp1251"),
        "a.html",
        "Министр сообщил.",
        [],
    ),
    "declared Latin-1, is UTF-8": (
        b"<html><meta charset=iso-8859-1>" + f"<p>{REPORT * 3}</p>".encode(),
        "a.html",
        REPORT,
        ["encoding-guessed"],
    ),
    "declared UTF-8, is Windows-1252": (
        b"<html><meta charset=utf-8>" + f"<p>{REPORT * 3}</p>".encode("cp1252"),
        "a.html",
        REPORT,
        ["encoding-guessed"],
    ),
    "declared a charset that is none": (b"<html><meta charset=rot13>" + SENTENCE.encode() * 2, "a.html", "border", []),
    "5,000 nested tags": (
        _page("<div>" * 5000 + SENTENCE + "</div>" * 5000),
        "a.html",
        "on Monday",
        ["html-fallback"],
    ),
    "5,000 tables, none closed": (_page("<table><tr><td>" * 5000 + "met"), "a.html", "met", ["html-fallback"]),
    "a page of nothing": (b"<html></html>", "a.html", "", ["html-fallback"]),
    "comments that never end": (b"<html>" + b"<!--" * 50_000, "a.html", "", ["html-fallback"]),
    "attributes that never end": (b"<html>" + b"<a href='" * 50_000, "a.html", "", ["html-fallback"]),
    "NULs in a page": (_page(f"<p>met\0 in Lima</p>{PARAGRAPHS}"), "a.html", "King Thoss", ["nul"]),
    "a thousand entities": (_page("<p>" + "&amp;&#65;&nope;" * 1000 + "</p>"), "a.html", "&A&nope;&A", []),
    "a page called .txt": (_page(SENTENCE * 3), "a.txt", "agreed to meet", []),
    "JSON nested 100,000 deep": (
        _page(f'<script type="application/ld+json">{"[" * 100_000}</script>{PARAGRAPHS}'),
        "a.html",
        "King Thoss",
        [],
    ),
}


@pytest.mark.parametrize("name", DAMAGED)
def test_damaged_input_is_read(name: str) -> None:
    data, file, expected, codes = DAMAGED[name]
    began = time.perf_counter()
    raw = _read(data, file)
    assert time.perf_counter() - began < 10
    assert expected in raw.text
    assert [code for code, _ in raw.issues] == codes
    if file.endswith((".txt", ".md")) and b"<html>" not in data and name != "UTF-8 hurt inside":
        assert raw.text == expected


JUNK = {
    "PNG": b"\x89PNG\r\n\x1a\n rest",
    "PDF": b"%PDF-1.7 rest",
    "ZIP": b"PK\x03\x04 rest",
    "ELF": b"\x7fELF rest",
    "gzip": b"\x1f\x8b rest",
    "all bytes": bytes(range(256)) * 20,
    "control characters": b"\x01\x02\x03\x04 text" * 20,
    "mostly NULs": b"a\0\0\0" * 50,
}


@pytest.mark.parametrize("name", JUNK)
def test_binary_content_is_refused(name: str) -> None:
    with pytest.raises(NotTextError, match=r"report\.txt"):
        _read(JUNK[name])


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(MissingError, match=r"none\.txt: there is no such file"):
        read_path(tmp_path / "none.txt")
    with pytest.raises(MissingError, match="can be no file's name"):
        read_path(Path("a\0b"))
    (tmp_path / "file").touch()
    with pytest.raises(MissingError):
        read_path(tmp_path / "file" / "below")


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(MissingError, match="is a folder"):
        read_path(tmp_path)


def test_a_loop_of_links_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "a").symlink_to(tmp_path / "a")
    with pytest.raises(InputError, match="cannot be read"):
        read_path(tmp_path / "a")


def test_a_file_above_the_limit_is_not_opened(tmp_path: Path) -> None:
    path = tmp_path / "big.txt"
    with path.open("wb") as file:
        file.truncate(3_000_000_000)
    with pytest.raises(TooLargeError, match="3,000,000,000 bytes"):
        read_path(path)
    path.write_bytes(b"12345")
    assert read_path(path, limit=5).text == "12345"
    with pytest.raises(TooLargeError, match="the limit is 4"):
        read_path(path, limit=4)


class _Endless(io.RawIOBase):
    """A stream without end, that counts what was taken."""

    taken = 0

    def read(self, size: int = -1) -> bytes:
        self.taken += size
        return b"a" * size


def test_a_stream_above_the_limit_is_left() -> None:
    stream = _Endless()
    with pytest.raises(TooLargeError, match="stdin: gives more than 3,000,000 bytes"):
        read_stream(stream, "stdin", limit=3_000_000)  # type: ignore[arg-type]
    assert stream.taken < 5_000_000


def test_a_text_above_two_million_characters_is_refused() -> None:
    assert len(from_text("é" * LONGEST_TEXT).text) == LONGEST_TEXT
    with pytest.raises(TooLargeError, match="2,000,001 characters"):
        from_text("é" * LONGEST_TEXT + "x")
    with pytest.raises(TooLargeError):
        _read(b"a" * 9_000_000)


DAYS = {
    "2022-05-12": "2022-05-12",
    "20220512": "2022-05-12",
    "2022-05-12T23:30:00-05:00": "2022-05-12",
    "2022-05-12 09:00:00": "2022-05-12",
    "2022-05-12T09:00:00Z": "2022-05-12",
    " 2022-05-12 ": "2022-05-12",
}


@pytest.mark.parametrize("published", DAYS)
def test_published_becomes_a_day(published: str) -> None:
    assert from_text("x", published=published).published == DAYS[published]


@pytest.mark.parametrize(
    "published", ["2022-13-01", "2022-02-30", "May 12, 2022", "2022-05", "12/05/2022", "", " ", "now"]
)
def test_a_date_that_is_none_is_an_error(published: str) -> None:
    with pytest.raises(OptionError, match="published"):
        from_text("x", published=published)


@pytest.mark.parametrize(
    "options",
    [{"title": ""}, {"outlet": " "}, {"url": ""}, {"url": "no address"}, {"url": "javascript:alert(1)"}],
    ids=str,
)
def test_an_option_without_sense_is_an_error(options: dict[str, str]) -> None:
    with pytest.raises(OptionError, match=next(iter(options))):
        from_text("x", **options)


def test_options_beat_metadata() -> None:
    raw = _read(JSON_LD.encode())
    told = with_options(raw, title="Other", outlet="Gazette", published="2023-01-02", url="https://example.org/b")
    assert (told.title, told.outlet, told.published, told.url) == (
        "Other",
        "Gazette",
        "2023-01-02",
        "https://example.org/b",
    )
    assert with_options(raw, title=None, outlet=None, published=None, url=None) == raw
    assert (told.text, told.byline) == (raw.text, raw.byline)


FRONT = {
    "YAML": "---\ntitle: \"Arnor: pact\"\ndate: 2022-05-12 14:00\nauthor: [A. B., 'C. D.']\nsource: Gazette\n"
    "url: https://example.org/a\n---\n\nBody.",
    "TOML": '+++\ntitle = "Arnor: pact"\ndate = 2022-05-12T14:00:00\nauthor = ["A. B.", "C. D."]\noutlet = "Gazette"\n'
    'url = "https://example.org/a"\n+++\nBody.',
}


@pytest.mark.parametrize("form", FRONT)
def test_front_matter_is_metadata_and_stays_in_the_text(form: str) -> None:
    raw = _read(FRONT[form].encode(), "a.md")
    assert raw.text == FRONT[form]
    assert (raw.title, raw.byline, raw.outlet) == ("Arnor: pact", "A. B., C. D.", "Gazette")
    assert (raw.published, raw.url) == ("2022-05-12", "https://example.org/a")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("---\ndate: soon\n---\nBody.", "bad-date"),
        ("+++\ndate = = 1\n+++\nBody.", "front-matter"),
        ("---\nurl: javascript:alert(1)\n---\nBody.", "bad-url"),
        ("half \ud800 pair", "damaged"),
    ],
    ids=["date", "TOML", "address", "surrogate"],
)
def test_faulty_metadata_is_an_issue(text: str, code: str) -> None:
    raw = from_text(text)
    assert [found for found, _ in raw.issues] == [code]
    raw.text.encode()


PRINTED = {
    "Thu, 12 May 2022 09:00:00 GMT": "2022-05-12",
    "12 May 2022": "2022-05-12",
    "May 12, 2022": "2022-05-12",
    "2022/05/12 10:00": "2022-05-12",
    "2022.05.12": "2022-05-12",
    "05/12/2022": None,
    "May 2022": None,
    "yesterday": None,
    "0000-00-00": None,
    "": None,
}


@pytest.mark.parametrize("printed", PRINTED)
def test_a_printed_date_is_a_day_or_nothing(printed: str) -> None:
    assert any_day(printed) == PRINTED[printed]


def test_every_error_of_intake_is_ours() -> None:
    assert all(issubclass(error, DragomanError) for error in (MissingError, TooLargeError, NotTextError, OptionError))
