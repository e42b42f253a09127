# ruff: noqa: RUF001 - look-alikes are part of the attack
"""Damaged and hostile inputs, made here: each a name, the bytes of a file, the file's name."""

from collections.abc import Iterator
from dataclasses import dataclass

from dragoman.errors import DragomanError, NotTextError

# Invented persons; real states, so that the tables have something to find.
NEWS = (
    "Norwegian Foreign Minister Kari Solheim met her Chilean counterpart, Tomás Iriarte, in Oslo on 3 May 2023. "
    "The two ministers signed an agreement on fisheries, and Chile pledged to open a consulate in Bergen by June. "
)
PAGE = "<p>The foreign minister of Norway met the ambassador of Chile in Oslo on Monday and signed an agreement.</p>"
RTL, LTR, POP = "\u202e", "\u202d", "\u202c"
ZERO_WIDTH = "\u200b\u200c\u200d\u2060\ufeff"
COMBINING = "\u0301\u0308\u0323\u20dd"


@dataclass(frozen=True, slots=True, kw_only=True)
class Hostile:
    """An input; `refused` is the error that it must raise, None where it must give a record."""

    name: str
    data: bytes
    file: str = "report.txt"
    refused: type[DragomanError] | None = None


def _page(body: str, head: str = "") -> bytes:
    return f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>".encode()


def _between(char: str) -> str:  # after each letter of the news
    return char.join(NEWS)


BYTES: dict[str, bytes] = {
    "nothing": b"",
    "one NUL": b"\0",
    "one byte that begins a character": b"\xc3",
    "a byte-order mark alone": b"\xef\xbb\xbf",
    "UTF-8 cut inside a character": NEWS.encode() + "Iriarte é".encode()[:-1],
    "UTF-8 cut inside an emoji": (NEWS * 3).encode() + "🤝".encode()[:2],
    "UTF-8 with a bad byte in each sentence": (NEWS * 3).encode().replace(b". ", b".\xff "),
    "Latin-1 bytes": (NEWS * 3).encode("latin-1"),
    "Windows-1252 quotation marks": b"\x93We agreed,\x94 said the minister of Norway. " + NEWS.encode("cp1252"),
    "UTF-16 with its mark": NEWS.encode("utf-16"),
    "UTF-16 without a mark": NEWS.encode("utf-16-le"),
    "UTF-32 with its mark": NEWS.encode("utf-32"),
    "half surrogates in UTF-8": NEWS.encode() + "\ud800\udc00\udfff".encode("utf-8", "surrogatepass") + NEWS.encode(),
    "overlong UTF-8": NEWS.encode() + b"\xc0\xaf\xe0\x80\xaf" + NEWS.encode(),
    "NULs between words": NEWS.replace(", ", ", \0 ").encode(),
    "NULs inside words": NEWS.replace("ee", "e\0e").encode(),
    "control characters": NEWS.encode() + bytes(range(1, 32)) + NEWS.encode(),
    "two byte-order marks": b"\xef\xbb\xbf\xef\xbb\xbf" + NEWS.encode(),
}
REFUSED: dict[str, bytes] = {
    "a PNG's head": b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40,
    "a PDF's head": b"%PDF-1.7\n" + bytes(range(256)) * 40,
    "a ZIP's head": b"PK\x03\x04" + bytes(range(256)) * 40,
    "more NULs than letters": NEWS.encode().replace(b"e", b"e" + b"\0" * 20),
    "bytes of no order": bytes((number * 197 + number // 7) % 256 for number in range(20_000)),
}
TEXTS: dict[str, str] = {
    "blanks only": " \t \n\n \u3000 \xa0 ",
    "line ends only": "\n" * 20_000,
    "punctuation only": "?!.,;:—“”()[]{}" * 500,
    "dots": "." * 50_000,
    "quotation marks only": "\"'“”‘’«»„" * 1_000,
    "10,000 commas": NEWS + "," * 10_000 + " said the minister.",
    "10,000 opening quotation marks": NEWS + "“" * 10_000 + "We agreed, the minister said.",
    "10,000 opening brackets": NEWS + "(" * 10_000 + "the ministry of Norway",
    "brackets 2,000 deep": NEWS + "(the minister " * 2_000 + ")" * 2_000,
    "quotations 500 deep": NEWS + "“Chile said ‘" * 500 + "we agree" + "’ it said”" * 500,
    "apostrophes after every word": NEWS.replace(" ", "' "),
    "a sentence of 100,000 characters": "The minister of Norway met " + "the envoy of Chile and " * 4_400 + "left.",
    "a sentence of 100,000 characters of names": "Kari " + "Solheim Iriarte " * 6_250,
    "2,000 names coordinated": "Norway signed the treaty with " + ", ".join(f"Ari Bek{i}" for i in range(2_000)) + ".",
    "2,000 states coordinated": "The agreement was signed by " + "Norway, Chile, " * 1_000 + "and Peru.",
    "5,000 dates": "The envoys met on " + " and on ".join(f"{1 + i % 28} May {1990 + i % 40}" for i in range(5_000)),
    "5,000 numbers": "The ministers signed " + " and ".join(str(i * 7919) for i in range(5_000)) + " agreements.",
    "a number of 20,000 digits": NEWS + "Norway gave $" + "9" * 20_000 + " million to Chile on 5 May.",
    "impossible dates": "The ministers met on 31 February 2023, 99 May, 0/0/0000, May 45, 29 February 2023, in 99999.",
    "a word of 100,000 letters": NEWS + "x" * 100_000 + " " + NEWS,
    "a capital word of 100,000 letters": NEWS + "X" * 100_000 + " of Norway " + NEWS,
    "a hyphenated word of 20,000 parts": NEWS + "-".join(["Oslo"] * 20_000),
    "one word a line": NEWS.replace(" ", "\n"),
    "one letter a line": "\n".join(NEWS),
    "no sentence at all": "minister ambassador treaty Norway Chile signed the of and " * 100,
    "no space at all": NEWS.replace(" ", "") * 5,
    "no capital at all": NEWS.lower() * 3,
    "capitals only": NEWS.upper() * 3,
    "Title Case Only": NEWS.title() * 3,
    "verbs only": "signed met said visited accused pledged warned " * 200,
    "1,500 subordinate clauses": NEWS + "The minister said that " * 1_500 + "Norway agreed.",
    "2,000 of-phrases": "The minister " + "of the envoy " * 2_000 + "met the ambassador of Chile.",
    "1,000 times the same sentence": "Norway signed the treaty with Chile on Monday. " * 1_000,
    "CRLF": NEWS.replace(". ", ".\r\n"),
    "bare CR": NEWS.replace(". ", ".\r"),
    "mixed line ends": NEWS.replace(". ", ".\r\n\n\r\r\n"),
    "tabs": NEWS.replace(" ", "\t"),
    "form feeds and vertical tabs": NEWS.replace(". ", ".\f\v"),
    "every Unicode space": NEWS.replace(" ", "\u2003\xa0\u2009\u202f\u3000"),
    "line and paragraph separators": NEWS.replace(". ", ".\u2028\u2029\x85"),
    "zero-width characters inside words": _between("\u200b"),
    "all zero-width characters between words": NEWS.replace(" ", f" {ZERO_WIDTH}"),
    "soft hyphens": _between("\xad"),
    "combining marks on each letter": _between(COMBINING),
    "5,000 combining marks on one letter": NEWS + "o" + "\u0301" * 5_000 + " " + NEWS,
    "names in decomposed letters": "Tomás".join(NEWS.split("Tomás")).replace("á", "a\u0301") * 2,
    "right-to-left override": NEWS.replace("Chile", f"{RTL}elihC{POP}"),
    "overrides never closed": (RTL + LTR) * 2_000 + NEWS,
    "emoji": NEWS.replace(" ", " 🤝🏽 "),
    "emoji families and flags": NEWS + "👨‍👩‍👧‍👦🇳🇴🇨🇱" * 500 + NEWS,
    "letters beyond the basic plane": NEWS.translate({ord("m"): "𝐦", ord("O"): "𝕆"}),
    "private use and unassigned": NEWS.replace("e", "e\ue000\U0010ffff"),
    "Arabic": "التقى وزير الخارجية النرويجي بنظيره التشيلي في أوسلو يوم الاثنين ووقعا اتفاقية. " * 5,
    "Chinese": "挪威外交大臣周一在奥斯陆会见了智利外长并签署了一项协议。" * 10,
    "Russian": "Министр иностранных дел Норвегии встретился с послом Чили в Осло и подписал соглашение. " * 5,
    "French": "Le ministre norvégien des Affaires étrangères a rencontré lundi son homologue chilien à Oslo. " * 5,
    "English with Greek and Hebrew": NEWS + "Ο υπουργός συναντήθηκε. השר נפגש. " + NEWS,
    "Latin and Cyrillic in one word": NEWS.replace("o", "о").replace("a", "а"),
    "front matter only": "---\ntitle: Talks\ndate: 2023-05-03\n---\n",
    "front matter never closed": "---\ntitle: Talks\n" + NEWS,
    "front matter with a bad date": "---\ndate: the day after\n---\n" + NEWS,
    "tags in plain text": NEWS.replace("Chile", "<b>Chile</b>"),
    "terminal escapes": NEWS.replace("Chile", "\x1b[31mChile\x1b[0m\x1b]0;title\x07"),
    "a format string": NEWS + "%s %n {0} {__class__} ${jndi:ldap} '; DROP TABLE events; -- " + NEWS,
    "our own placeholders": NEWS + "PERSON0 ORG1 [ACT Norway] [EVT signed] @agreement ENT_1 " + NEWS,
    "Markdown of every kind": "# Talks\n\n> Norway *signed*\n\n| a | b |\n|---|---|\n| `c` | ![d](e) |\n\n- [x] "
    + NEWS,
    "a date line alone": "OSLO, May 3 (Agency) -",
    "a headline alone": "Norway signs treaty with Chile",
}
PAGES: dict[str, bytes] = {
    "an empty page": _page(""),
    "5,000 nested tags": _page("<div>" * 5_000 + PAGE + "</div>" * 5_000),
    "5,000 tags never closed": _page("<b><i>" * 2_500 + PAGE * 3),
    "5,000 closing tags": _page("</div>" * 5_000 + PAGE * 3),
    "a tag never closed": _page(PAGE * 3 + "<p class='" + "x" * 50_000),
    "an attribute of 100,000 characters": _page(f"<p title='{'x' * 100_000}'>{PAGE}</p>" + PAGE * 3),
    "10,000 attributes": _page("<p " + " ".join(f"a{i}=1" for i in range(10_000)) + f">{PAGE}</p>" + PAGE * 3),
    "a page of scripts": _page("<script>document.write('Norway signed the treaty with Chile');</script>" * 50),
    "scripts between paragraphs": _page((PAGE + "<script>alert('Norway bombed Chile')</script>") * 10),
    "entities of entities": _page(PAGE.replace("Norway", "&amp;amp;#78;orway &#0; &#xD800; &#1114112; &bogus;") * 5),
    "a bomb of entities": (
        b'<?xml version="1.0"?><!DOCTYPE html [<!ENTITY a "Norway "><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">'
        b'<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY d SYSTEM "file:///etc/hostname">]>'
        b"<html><body><p>&c;&d;</p>" + PAGE.encode() * 3 + b"</body></html>"
    ),
    "metadata that is no JSON": _page(PAGE * 5, '<script type="application/ld+json">{"@type": [[[</script>'),
    "metadata 5,000 deep": _page(PAGE * 5, f'<script type="application/ld+json">{"[" * 5_000}</script>'),
    "a charset that is none": _page(PAGE * 5, '<meta charset="klingon-8">'),
    "a table of 3,000 cells": _page("<table><tr>" + "<td>Norway</td>" * 3_000 + "</tr></table>" + PAGE * 3),
    "comments in comments": _page("<!-- <!-- --> Norway --> <!--" + PAGE * 3),
    "frames in frames": _page("<iframe src='x'>" * 300 + PAGE * 3),
    "NULs in tags": _page(PAGE * 5).replace(b"<p>", b"<\0p>"),
}


def hostile_inputs() -> Iterator[Hostile]:
    """Every input of the tables, names unique."""
    for name, data in BYTES.items():
        yield Hostile(name=name, data=data)
    for name, data in REFUSED.items():
        yield Hostile(name=name, data=data, refused=NotTextError)
    for name, text in TEXTS.items():
        yield Hostile(name=name, data=text.encode("utf-8", "surrogatepass"))
    for name, data in PAGES.items():
        yield Hostile(name=name, data=data, file="report.html")
