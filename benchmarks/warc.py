"""Pages a second out of an archive of the web: ours beside FastWARC and trafilatura alone, on one file, in one run.

The archive is made here, of the layouts of tests/intake, each swollen with the scripts, styles and menus that real
pages carry. Ours tells metadata, charsets, damage and limits as well; the aim is half of the bare rate or more.

    python benchmarks/warc.py [PAGES]
"""

import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import trafilatura
from fastwarc.warc import ArchiveIterator, WarcRecordType

sys.path.insert(0, str(Path(__file__).parents[1]))

from tests.intake.makers import record, warc

from dragoman.intake import items
from dragoman.model.source_text import Item

LAYOUTS = Path(__file__).parents[1] / "tests" / "intake" / "layouts"
PAGES = 460
ROUNDS = 3
AIM = 0.5


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else PAGES
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "crawl.warc.gz"
        layouts = [_swollen(layout.read_text("utf-8")) for layout in sorted(LAYOUTS.glob("*.html"))]
        pages = [layouts[number % len(layouts)] for number in range(count)]
        records = (record(page.encode(), f"https://example.org/{number}") for number, page in enumerate(pages))
        path.write_bytes(warc(records, packed=True))
        size = sum(map(len, pages)) / 1e6
        print(f"{count} pages, {size:.1f} MB of HTML, {path.stat().st_size / 1e6:.1f} MB packed")
        taken = {"bare": 0.0, "ours": 0.0}
        ways: dict[str, Callable[[Path], int]] = {"bare": _bare, "ours": _ours}
        for name, read in ways.items():  # once to load what is loaded late
            if read(path) != count:
                raise SystemExit(f"{name} did not read all pages")
        for _ in range(ROUNDS):
            for name, read in ways.items():
                begun = time.process_time()
                read(path)
                taken[name] += time.process_time() - begun
    for name, seconds in taken.items():
        print(f"{name}: {ROUNDS * count / seconds:6.1f} pages/s  {ROUNDS * size / seconds:5.2f} MB/s of HTML")
    share = taken["bare"] / taken["ours"]
    print(f"ours at {share:.0%} of the bare rate (aim: {AIM:.0%})")
    sys.exit(share < AIM)


def _bare(path: Path) -> int:
    found = 0
    with path.open("rb") as stream:
        for record in ArchiveIterator(stream, record_types=WarcRecordType.response):
            found += bool(trafilatura.extract(record.reader.read()))
    return found


def _ours(path: Path) -> int:
    return sum(isinstance(one, Item) for one in items([path]))


def _swollen(page: str) -> str:
    """A page with what it would carry: about 60 KB of scripts and styles, and a menu of a hundred and twenty links."""
    style = "".join(f".c{number}{{margin:{number}px;color:#{number:06x}}}" for number in range(700))
    script = "".join(f'window.__d[{number}]={{"id":{number},"slot":"top-{number}"}};' for number in range(700))
    links = "".join(f'<li class="m{number}"><a href="/topic/{number}">Topic {number}</a></li>' for number in range(120))
    head = f"<style>{style}</style><script>{script}</script>"
    menu = f'<div class="mega-menu"><ul>{links}</ul></div>'
    page = page.replace("</head>", f"{head}</head>", 1).replace("</HEAD>", f"{head}</HEAD>", 1)
    return page.replace("<footer", f"{menu}<footer", 1)


if __name__ == "__main__":
    main()
