"""Good files of every form, made here: small, and the same bytes each time."""

import bz2
import gzip
import io
import json
import lzma
import tarfile
import zipfile
from collections.abc import Iterable, Mapping
from email.message import EmailMessage

import pyarrow as pa  # type: ignore[import-untyped]
import pyarrow.parquet as pq  # type: ignore[import-untyped]

LEAD = "Arnor and Gondor signed a border pact on Monday, the palace said."
SECOND = "King Thoss praised the patience of the envoys, who had met for six weeks in Lima."
TEXT = f"{LEAD}\n\n{SECOND}\n"
PAGE = (
    "<!DOCTYPE html><html><head><meta charset='utf-8'><title>Arnor signs pact</title>"
    "<meta property='article:published_time' content='2022-05-12T10:00:00Z'>"
    "<meta property='article:modified_time' content='2022-05-13T08:30:00Z'></head>"
    f"<body><article><h1>Arnor signs pact</h1><p>{LEAD}</p><p>{SECOND}</p></article></body></html>"
)
ADDRESS = "https://example.org/pact"
WHEN = (2022, 5, 12, 10, 0, 0)


def zipped(members: Mapping[str, bytes], *, links: Iterable[str] = (), method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip; `links` are members that say they are symbolic links."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, data in members.items():
            info = zipfile.ZipInfo(name, WHEN)
            info.compress_type = method
            info.external_attr = (0o120777 if name in links else 0o100644) << 16
            archive.writestr(info, data)
    return out.getvalue()


def encrypted(data: bytes) -> bytes:
    """The same zip with every member said to be encrypted, in its own head and in the list."""
    marked = bytearray(data)
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        found = marked.find(mark)
        while found >= 0:
            marked[found + at] |= 1
            found = marked.find(mark, found + 4)
    return bytes(marked)


def tarred(members: Mapping[str, bytes], others: Iterable[tarfile.TarInfo] = ()) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        for other in others:
            archive.addfile(other)
        for name, data in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return out.getvalue()


def linked(name: str, kind: bytes, target: str = "") -> tarfile.TarInfo:
    info = tarfile.TarInfo(name)
    info.type, info.linkname = kind, target
    return info


W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
CORE = (
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/">'
    "<dc:title>Arnor signs pact</dc:title><dc:creator>Mirel Ostrov</dc:creator>"
    "<dcterms:created>2022-05-12T10:00:00Z</dcterms:created><dcterms:modified>2022-05-13T08:30:00Z</dcterms:modified>"
    "</cp:coreProperties>"
)


def run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def docx(body: str = "", *, core: str = CORE, head: str = "") -> bytes:
    """A DOCX; without a body of its own, a heading, two paragraphs, a list and a table."""
    cells = "".join(f"<w:tc><w:p>{run(text)}</w:p></w:tc>" for text in ("State", "Prisoners"))
    row = "".join(f"<w:tc><w:p>{run(text)}</w:p></w:tc>" for text in ("Arnor", "40"))
    point = "<w:pPr><w:numPr><w:numId w:val='1'/></w:numPr></w:pPr>"
    body = body or (
        f"<w:p><w:pPr><w:pStyle w:val='Heading1'/></w:pPr>{run('Arnor signs')}</w:p>"
        f"<w:p>{run(LEAD[:20])}{run(LEAD[20:])}</w:p>"
        f"<w:p>{run(SECOND)}<w:del>{run('struck out')}</w:del><w:r><w:br/></w:r>{run('Below.')}</w:p>"
        f"<w:p>{point}{run('Borders open.')}</w:p><w:p>{point}{run('Prisoners go home.')}</w:p>"
        f"<w:tbl><w:tr>{cells}</w:tr><w:tr>{row}</w:tr></w:tbl>"
    )
    document = f'<?xml version="1.0" encoding="UTF-8"?>{head}<w:document {W}><w:body>{body}</w:body></w:document>'
    return zipped(
        {"[Content_Types].xml": b"<Types/>", "word/document.xml": document.encode(), "docProps/core.xml": core.encode()}
    )


def mail(*, page: str | None = None, attachments: Mapping[str, bytes] = {}, text: str | None = TEXT) -> bytes:
    message = EmailMessage()
    message["Subject"] = "Arnor signs pact"
    message["From"] = '"Foreign Ministry of Arnor" <press@mfa.example>'
    message["To"] = "desk@example.org"
    message["Date"] = "Thu, 12 May 2022 10:00:00 +0200"
    message["Message-ID"] = "<1@mfa.example>"
    if text is not None:
        message.set_content(text)
    if page is not None:
        (message.add_alternative if text is not None else message.set_content)(page, subtype="html")
    for name, data in attachments.items():
        message.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    if attachments:
        message.set_boundary("=-=-=-=")
    return message.as_bytes()


RSS = f"""<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Caspian Wire</title><link>https://example.org/</link>
<item><title>Arnor &amp; Gondor sign pact</title><link>{ADDRESS}</link><dc:creator>Mirel Ostrov</dc:creator>
<pubDate>Thu, 12 May 2022 23:30:00 -0500</pubDate><description>In short.</description>
<content:encoded><![CDATA[<p>{LEAD}</p><script>alert(1)</script><p>{SECOND}</p>]]></content:encoded></item>
<item><title>Rohan counts</title><link>https://example.org/rohan</link>
<description>&lt;p&gt;{SECOND}&lt;/p&gt;</description></item>
<item><title>Nothing at all</title></item></channel></rss>""".encode()
ATOM = f"""<?xml version="1.0" encoding="UTF-8"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Gazette</title>
<id>urn:g</id><updated>2022-05-13T00:00:00Z</updated><entry><title>Arnor signs pact</title><id>urn:g:1</id>
<link href="{ADDRESS}"/><author><name>Ilvara Thoss</name></author><published>2022-05-12T10:00:00Z</published>
<updated>2022-05-13T08:30:00Z</updated>
<content type="html">&lt;p&gt;{LEAD}&lt;/p&gt;&lt;p&gt;{SECOND}&lt;/p&gt;</content></entry>
</feed>""".encode()

ROWS: tuple[dict[str, str], ...] = (
    {"body": TEXT, "head": "Arnor signs pact", "day": "2022-05-12", "link": ADDRESS},
    {"body": f'{SECOND} "Quoted, with a comma."', "head": "The king", "day": "soon", "link": "no address"},
    {"body": "", "head": "Empty", "day": "", "link": ""},
)
MAPPING = "text=body,title=head,published=day,url=link"


def jsonl() -> bytes:
    return b"".join(json.dumps(row).encode() + b"\n" for row in ROWS)


def delimited(delimiter: str = ",", encoding: str = "utf-8") -> bytes:
    def cell(text: str) -> str:
        return '"' + text.replace('"', '""') + '"'

    lines = [delimiter.join(ROWS[0]), *(delimiter.join(map(cell, row.values())) for row in ROWS)]
    return ("\r\n".join(lines) + "\r\n").encode(encoding)


def parquet(rows: Iterable[Mapping[str, object]] = ROWS) -> bytes:
    out = io.BytesIO()
    pq.write_table(pa.Table.from_pylist(list(rows)), out)
    return out.getvalue()


def record(
    page: bytes,
    address: str,
    *,
    status: str = "200 OK",
    kind: str = "text/html; charset=utf-8",
    headers: str = "",
    type_: str = "response",
) -> bytes:
    """One record of a WARC, as Common Crawl writes it."""
    answer = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n{headers}\r\n".encode() + page
    head = (
        f"WARC/1.0\r\nWARC-Type: {type_}\r\nWARC-Target-URI: {address}\r\nWARC-Date: 2022-05-14T06:00:00Z\r\n"
        f"WARC-Record-ID: <urn:uuid:{len(page)}>\r\nContent-Type: application/http; msgtype={type_}\r\n"
        f"Content-Length: {len(answer)}\r\n\r\n"
    )
    return head.encode() + answer + b"\r\n\r\n"


INFO = (
    b"WARC/1.0\r\nWARC-Type: warcinfo\r\nWARC-Record-ID: <urn:uuid:0>\r\nContent-Type: application/warc-fields\r\n"
    b"Content-Length: 12\r\n\r\nsoftware: x\n\r\n\r\n"
)


def records() -> list[bytes]:
    """Three pages among what else is in a crawl."""
    return [
        INFO,
        record(PAGE.encode(), f"{ADDRESS}/1", type_="request"),
        record(PAGE.encode(), f"{ADDRESS}/1"),
        record(b"gone", f"{ADDRESS}/gone", status="404 Not Found"),
        record(
            PAGE.replace("utf-8", "").replace("Thoss", "Thoß").encode("cp1252"),
            f"{ADDRESS}/2",
            kind="text/html;charset=windows-1252",
        ),
        record(b"%PDF-1.4", f"{ADDRESS}/pdf", kind="application/pdf"),
        record(PAGE.replace("Monday", "Friday").encode(), f"{ADDRESS}/3"),
    ]


def warc(parts: Iterable[bytes] | None = None, *, packed: bool = False) -> bytes:
    parts = records() if parts is None else parts
    return b"".join(gzip.compress(part, mtime=0) if packed else part for part in parts)


class Pdf:
    """A PDF written by hand: lines of Helvetica at given places."""

    def __init__(self, told: Mapping[str, str] = {}) -> None:
        self.told = told
        self.pages: list[list[tuple[float, float, float, str]]] = []

    def page(self, *lines: tuple[float, float, str] | tuple[float, float, str, float]) -> "Pdf":
        """Add a page of (x, y, text[, size]) in points from the lower left corner."""
        self.pages.append([(line[0], line[1], line[3] if len(line) > 3 else 11.0, line[2]) for line in lines])
        return self

    def made(self) -> bytes:
        kids = " ".join(f"{5 + 2 * number} 0 R" for number in range(len(self.pages)))
        info = " ".join(f"/{key} ({value})" for key, value in self.told.items())
        objects = [
            "<< /Type /Catalog /Pages 2 0 R >>",
            f"<< /Type /Pages /Kids [{kids}] /Count {len(self.pages)} >>",
            "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
            f"<< {info} >>",
        ]
        for number, lines in enumerate(self.pages):
            drawn = "\n".join(f"BT /F1 {size} Tf {x} {y} Td ({_escaped(text)}) Tj ET" for x, y, size, text in lines)
            drawing = f"/Resources << /Font << /F1 3 0 R >> >> /Contents {6 + 2 * number} 0 R"
            objects += [
                f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] {drawing} >>",
                f"<< /Length {len(drawn.encode('cp1252'))} >>\nstream\n{drawn}\nendstream",
            ]
        out, places = b"%PDF-1.4\n", []
        for number, body in enumerate(objects, start=1):
            places.append(len(out))
            out += f"{number} 0 obj\n{body}\nendobj\n".encode("cp1252")
        table = "".join(f"{place:010} 00000 n \n" for place in places)
        size = len(objects) + 1
        trailer = f"trailer\n<< /Size {size} /Root 1 0 R /Info 4 0 R >>\nstartxref\n{len(out)}\n%%EOF\n"
        return out + f"xref\n0 {size}\n0000000000 65535 f \n{table}".encode() + trailer.encode()


def _escaped(text: str) -> str:
    return text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")


TOLD = {
    "Title": "Arnor signs pact",
    "Author": "Mirel Ostrov",
    "CreationDate": "D:20220512100000+02'00'",
    "ModDate": "D:20220513083000Z",
}


def pdf() -> bytes:
    """Three pages with a header and a footer, a word broken at a line's end, a paragraph over two pages."""
    made = Pdf(TOLD)
    bodies = (
        (
            "Arnor and Gondor signed a border pact on Monday, the pa-",
            "lace said, and opened four crossings.",
            None,
            "King Thoss praised the patience of the envoys, who had",
        ),
        (
            "met for six weeks in Lima before the pact was read aloud.",
            None,
            "Rohan sent its congratulations to both courts",
            "and announced that an embassy would be opened.",
        ),
        ("The pact frees ninety prisoners by the end of the month.", "Nobody else was told of it."),
    )
    for number, body in enumerate(bodies, start=1):
        lines: list[tuple[float, float, str]] = [(72, 800, "Foreign Ministry of Arnor - Bulletin")]
        y = 740.0
        for line in body:
            y -= 14
            if line is not None:
                lines.append((72, y, line))
        made.page(*lines, (280, 40, f"Page {number} of 3"))
    return made.made()


def good_files() -> dict[str, bytes]:
    """A good file of each form, by its name."""
    inner = {
        "a/report.html": PAGE.encode(),
        "b.txt": TEXT.encode(),
        "c.eml": mail(attachments={"d.txt": TEXT.encode()}),
    }
    return {
        "report.txt": TEXT.encode(),
        "report.md": f"---\ntitle: Arnor signs\ndate: 2022-05-12\n---\n{TEXT}".encode(),
        "report.html": PAGE.encode(),
        "report.pdf": pdf(),
        "report.docx": docx(),
        "report.eml": mail(page=PAGE, attachments={"note.html": PAGE.encode(), "list.zip": zipped(inner)}),
        "feed.rss": RSS,
        "feed.atom": ATOM,
        "rows.jsonl": jsonl(),
        "rows.csv": delimited(),
        "rows.tsv": delimited("\t"),
        "rows.parquet": parquet(),
        "crawl.warc": warc(),
        "crawl.warc.gz": warc(packed=True),
        "box.zip": zipped(inner),
        "box.tar": tarred(inner),
        "box.tar.gz": gzip.compress(tarred(inner), mtime=0),
        "box.tar.bz2": bz2.compress(tarred(inner)),
        "box.tar.xz": lzma.compress(tarred(inner)),
        "report.txt.gz": gzip.compress(TEXT.encode(), mtime=0),
    }
