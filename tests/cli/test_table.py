"""What the table of a record looks like, line by line."""

import io
from pathlib import Path

import pytest

from dragoman.asking.phrases import quoted, say_edtf, say_sources, say_when, say_where
from dragoman.cli.page import print_page
from dragoman.cli.table import table_of
from dragoman.model.record import Place, Record, Source, When

from .records import EMPTY, HOSTILE, NOTHING, RICH

SNAPSHOTS = Path(__file__).with_name("snapshots")


def page(record: Record, *, width: int = 100, evidence: bool = False) -> str:
    stream = io.StringIO()
    print_page(table_of(record, "report.txt"), stream, width=width, evidence=evidence)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("name", "record", "evidence"),
    [
        ("rich", RICH, False),
        ("rich_evidence", RICH, True),
        ("nothing", NOTHING, False),
        ("empty", EMPTY, False),
        ("hostile", HOSTILE, True),
    ],
    ids=["rich", "rich, evidence", "nothing found", "empty text", "hostile text"],
)
def test_snapshot(name: str, record: Record, evidence: bool) -> None:  # noqa: FBT001 - a row of the table
    assert page(record, evidence=evidence) == (SNAPSHOTS / f"{name}.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("width", [60, 80, 100, 120, 160])
def test_lines_fit(width: int) -> None:
    lines = page(RICH, width=width, evidence=True).splitlines()
    assert max(map(len, lines)) <= width
    assert all(line == line.rstrip() for line in lines)


def test_evidence_is_whole_at_any_width() -> None:
    told = " ".join(page(RICH, width=80, evidence=True).split())
    for statement in RICH.statements:
        span = statement.content
        assert f'> "{" ".join(span.quote.split())}" [{span.start}-{span.end}]' in told


def test_no_colour_and_no_box_in_a_pipe(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("TTY_COMPATIBLE", "1")
    told = page(RICH, evidence=True)
    assert "\x1b" not in told
    assert not set(told) & set("│┃─━┌╭|") - {"|"}


def test_hostile_text_cannot_steer_the_terminal() -> None:
    assert not set(page(HOSTILE, evidence=True)) & {"\x1b", "\x07", "\u202e"}


@pytest.mark.parametrize(
    ("edtf", "said"),
    [
        ("2021-06-15", "2021-06-15"),
        ("2022-05", "2022-05"),
        ("2020~", "about 2020"),
        ("2020-09?", "2020-09 (uncertain)"),
        ("2020%", "about 2020 (uncertain)"),
        ("../2022-05-12", "by 2022-05-12"),
        ("2022-05-12/..", "from 2022-05-12"),
        ("2022-05-12/", "from 2022-05-12"),
        ("2020-09-27/2020-11-10", "2020-09-27 to 2020-11-10"),
        ("2020~/2021", "about 2020 to 2021"),
        ("202X", "2020s"),
        ("2022-21", "spring 2022"),
        ("2022-36", "fourth quarter of 2022"),
        ("2022-41", "second half of 2022"),
        ("2022-XX-12", "2022-XX-12"),
        ("../..", "../.."),
    ],
)
def test_edtf_is_said(edtf: str, said: str) -> None:
    assert say_edtf(edtf) == said


@pytest.mark.parametrize(
    ("when", "said"),
    [
        (None, None),
        (When(), None),
        (When(text="in the coming\nweeks"), '"in the coming weeks", not dated'),
        (When(edtf="2022-05-12", basis="inferred"), "2022-05-12 (inferred)"),
        (When(edtf="2022-05", basis="publication"), "2022-05"),
    ],
    ids=["none", "unknown", "words only", "inferred", "publication"],
)
def test_date_is_said(when: When | None, said: str | None) -> None:
    assert say_when(when) == said


@pytest.mark.parametrize(
    ("place", "said"),
    [
        (None, None),
        (Place(name="Arica", country="CHL", precision="city"), "Arica CHL"),
        (Place(name="Chile", country="CHL", precision="country"), "Chile"),
        (Place(name="the ridge", precision="point"), "the ridge"),
    ],
    ids=["none", "city", "country", "of no country"],
)
def test_place_is_said(place: Place | None, said: str | None) -> None:
    assert say_where(place) == said


@pytest.mark.parametrize(
    ("sources", "said"),
    [
        ((), None),
        ((Source(name="Wire", kind="outlet"), Source(name="Ministry", kind="official")), "Wire <- Ministry"),
        (
            (
                Source(name="Wire", kind="outlet", chain=0),
                Source(name="Wire", kind="outlet", chain=1),
                Source(name="Ministry", kind="press-release", chain=0),
                Source(name="a diplomat", kind="anonymous", chain=1),
            ),
            "Wire <- Ministry (press release) | Wire <- a diplomat (unnamed)",
        ),
    ],
    ids=["none", "one chain", "two chains"],
)
def test_sources_are_said(sources: tuple[Source, ...], said: str | None) -> None:
    assert say_sources(sources) == said


@pytest.mark.parametrize(
    ("text", "longest", "said"),
    [
        ("three short\nwords", 20, '"three short words"'),
        ("three short words", None, '"three short words"'),
        ("one, two and three", 10, '"one, two …"'),
        ("one, two", 7, '"one …"'),
        ("unbreakable", 6, '"unbre …"'),
    ],
    ids=["fits", "no limit", "at a word", "comma left out", "one long word"],
)
def test_quote_is_shortened_at_a_word(text: str, longest: int | None, said: str) -> None:
    assert quoted(text, longest) == said
