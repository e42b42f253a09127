"""Which time belongs to which predicate, and what is recalled: on frames written by hand."""

from dataclasses import dataclass, replace
from typing import Any

import pytest

from dragoman.lexicon.date_words import Relation
from dragoman.model.reading import Arg, Extent, Frame, Link, Mention, Reading, Sentence, TimeExpression
from dragoman.record.novelty import novelty_of
from dragoman.record.times import open_date, owners, time_of

REPORT = TimeExpression(
    extent=Extent(0, 0), edtf="2023-03-15", earliest="2023-03-15", latest="2023-03-15", basis="publication"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A frame by the words it is told in: `times` by their text, `subjects` by their words."""

    word: str
    times: tuple[str, ...] = ()
    clause: str = ""
    parent: str | None = None
    link: Link = "root"
    kind: str = "verb"
    args: tuple[tuple[str, str, str], ...] = ()  # role, words, head
    more: tuple[tuple[str, Any], ...] = ()


def reading(text: str, days: dict[str, str], told: tuple[Told, ...], relation: Relation = "at") -> Reading:
    def at(words: str, after: int = 0) -> Extent:
        start = text.index(words, after)
        return Extent(start, start + len(words))

    times = tuple(
        TimeExpression(
            extent=at(words), edtf=edtf, earliest=edtf.split("/")[0][:10], latest=edtf.split("/")[-1][:10],
            basis="stated", relation=relation,
        )
        for words, edtf in days.items()
    )  # fmt: skip
    numbers = {words: number for number, words in enumerate(days)}
    names = list(dict.fromkeys(words for one in told for role, words, _ in one.args if role == "subject"))
    mentions = tuple(
        Mention(index=i, kind="name", extent=at(words), sentence=0, head=words, head_extent=at(words))
        for i, words in enumerate(names)
    )
    order = {one.word: number for number, one in enumerate(told)}
    frames = []
    for number, one in enumerate(told):
        args = tuple(
            Arg(
                role=role, extent=at(words), head_extent=at(head, at(words).start), heads=(head,),
                mentions=(names.index(words),) if role == "subject" else (), frame=order.get(head),
            )
            for role, words, head in one.args
        )  # fmt: skip
        frame = Frame(
            index=number, sentence=0, kind="noun" if one.kind == "noun" else "verb", lemma=one.word,
            alone=one.kind == "noun",
            extent=at(one.word),
            clause=at(one.clause or text), args=args, tense="none" if one.kind == "noun" else "past", link=one.link,
            parent=None if one.parent is None else order[one.parent],
            times=tuple(numbers[words] for words in one.times),
        )  # fmt: skip
        frames.append(replace(frame, **dict(one.more)))
    sentence = Sentence(index=0, extent=Extent(0, len(text)), block="body", paragraph=0)
    return Reading(
        text=text, sentences=(sentence,), mentions=mentions, frames=tuple(frames), times=times, published=REPORT
    )


Case = tuple[str, dict[str, str], tuple[Told, ...], dict[str, str | None]]
CASES: dict[str, Case] = {
    "a fronted time is of what is told in the saying": (
        "On Monday, Arnor struck Bree, an envoy said.",
        {"Monday": "2023-03-13"},
        (
            Told(word="struck", times=("Monday",), clause="On Monday, Arnor struck Bree", parent="said", link="ccomp"),
            Told(word="said"),
        ),
        {"struck": "2023-03-13", "said": None},
    ),
    "the time of the telling is not that of what is told": (
        "The envoy said on Tuesday that Arnor had struck Bree.",
        {"Tuesday": "2023-03-14"},
        (
            Told(word="said", times=("Tuesday",)),
            Told(word="struck", clause="that Arnor had struck Bree", parent="said", link="ccomp"),
        ),
        {"said": "2023-03-14", "struck": None},
    ),
    "coordinated verbs share a fronted time": (
        "On Monday Arnor struck Bree and burned it.",
        {"Monday": "2023-03-13"},
        (Told(word="struck", times=("Monday",)), Told(word="burned", clause="burned it", parent="struck", link="conj")),
        {"struck": "2023-03-13", "burned": "2023-03-13"},
    ),
    "what is to come shares no past time": (
        "On Monday Arnor sent tents and will send more.",
        {"Monday": "2023-03-13"},
        (
            Told(word="sent", times=("Monday",)),
            Told(word="send", clause="will send more", parent="sent", link="conj", more=(("tense", "future"),)),
        ),
        {"sent": "2023-03-13", "send": None},
    ),
    "a light verb takes the time of its noun": (
        "Arnor held talks in Bree on Monday.",
        {"Monday": "2023-03-13"},
        (
            Told(word="held", times=("Monday",), args=(("subject", "Arnor", "Arnor"), ("object", "talks", "talks"))),
            Told(word="talks", clause="talks", parent="held", link="light", kind="noun"),
        ),
        {"held": "2023-03-13", "talks": "2023-03-13"},
    ),
    "a noun with an agent of its own keeps its time": (
        "Arnor condemned the launch by Mordor on March 7.",
        {"March 7": "2023-03-07"},
        (
            Told(
                word="condemned",
                times=("March 7",),
                args=(("subject", "Arnor", "Arnor"), ("object", "the launch by Mordor", "launch")),
            ),
            Told(
                word="launch",
                clause="the launch by Mordor",
                parent="condemned",
                link="light",
                kind="noun",
                args=(("subject", "Mordor", "Mordor"),),
            ),
        ),
        {"condemned": None, "launch": "2023-03-07"},
    ),
    "a noun that is no object leaves the time to its verb": (
        "Boys threw stones at a patrol on Tuesday night.",
        {"Tuesday night": "2023-03-14"},
        (
            Told(word="threw", times=("Tuesday night",)),
            Told(word="patrol", clause="a patrol", parent="threw", link="prep", kind="noun"),
        ),
        {"threw": "2023-03-14"},
    ),
    "a verb's own time is that of its noun too": (
        "Arnor on Sunday lodged a protest over the shots of a day earlier.",
        {"Sunday": "2023-03-12", "a day earlier": "2023-03-11"},
        (
            Told(word="lodged", times=("Sunday", "a day earlier"), args=(("subject", "Arnor", "Arnor"),)),
            Told(
                word="protest",
                times=("a day earlier",),
                clause="a protest over the shots of a day earlier",
                parent="lodged",
                link="light",
                kind="noun",
            ),
        ),
        {"lodged": "2023-03-12", "protest": "2023-03-12"},
    ),
    "a time before a noun belongs to the noun": (
        "The king condemned the June 19 attack on Bree.",
        {"June 19": "2022-06-19"},
        (
            Told(word="condemned", times=("June 19",), args=(("object", "the June 19 attack on Bree", "attack"),)),
            Told(
                word="attack",
                times=("June 19",),
                clause="the June 19 attack on Bree",
                parent="condemned",
                link="light",
                kind="noun",
            ),
        ),
        {"condemned": None, "attack": "2022-06-19"},
    ),
    "a year in a name dates nothing": (
        "They praised the 1982 Convention.",
        {"1982": "1982"},
        (Told(word="praised", times=("1982",), args=(("object", "the 1982 Convention", "Convention"),)),),
        {"praised": None},
    ),
    "a relative clause in an act takes its time": (
        "They recalled the clashes of 3 May 2022, in which Arnor fought Bree.",
        {"3 May 2022": "2022-05-03"},
        (
            Told(word="recalled", times=("3 May 2022",)),
            Told(
                word="clashes",
                times=("3 May 2022",),
                clause="the clashes of 3 May 2022",
                parent="recalled",
                link="prep",
                kind="noun",
            ),
            Told(
                word="fought",
                clause="in which Arnor fought Bree",
                parent="recalled",
                link="prep",
                args=(("in", "which", "which"), ("subject", "Arnor", "Arnor")),
            ),
        ),
        {"clashes": "2022-05-03", "fought": "2022-05-03"},
    ),
    "a gerund that names the object leaves the time to its verb": (
        "They signed a protocol on ending the war on 25 May 2022.",
        {"25 May 2022": "2022-05-25"},
        (
            Told(word="signed", args=(("object", "a protocol on ending the war on 25 May 2022", "protocol"),)),
            Told(
                word="ending",
                times=("25 May 2022",),
                clause="ending the war on 25 May 2022",
                parent="signed",
                link="prep",
                more=(("tense", "none"),),
            ),
        ),
        {"signed": "2022-05-25"},
    ),
    "a clause of its own order in time shares nothing": (
        "They signed on Monday after Arnor left.",
        {"Monday": "2023-03-13"},
        (
            Told(word="signed", times=("Monday",)),
            Told(word="left", clause="after Arnor left", parent="signed", link="advcl", more=(("mark", "after"),)),
        ),
        {"signed": "2023-03-13", "left": None},
    ),
    "a participle that opens the sentence dates its verb": (
        "Asked the next day, he ruled it out.",
        {"the next day": "2023-03-10"},
        (
            Told(word="Asked", times=("the next day",), clause="Asked the next day", parent="ruled", link="advcl"),
            Told(word="ruled"),
        ),
        {"Asked": "2023-03-10", "ruled": "2023-03-10"},
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_a_time_belongs_to(name: str) -> None:
    text, days, told, wanted = CASES[name]
    found = reading(text, days, told)
    owned = owners(found)
    times = {frame.lemma: time_of(found, owned, frame) for frame in found.frames}
    assert {word: time and time.edtf for word, time in times.items() if word in wanted} == wanted


def test_a_time_counted_back_is_that_of_what_follows() -> None:
    found = reading(
        "They sent riders, three months after orcs took Bree.",
        {"three months after": "2021-03~"},
        (
            Told(word="sent", times=("three months after",)),
            Told(word="took", clause="orcs took Bree", parent="sent", link="advcl"),
        ),
        relation="after",
    )
    assert owners(found) == {1: (0,)}
    other = replace(found, frames=(found.frames[0], replace(found.frames[1], link="conj")))
    assert owners(other) == {}


@pytest.mark.parametrize(
    ("edtf", "more", "expected"),
    [
        ("2023-03-02", (), "reported"),
        ("2023-02-28", (), "background"),
        ("2023-04-20", (), "reported"),
        (None, (), "reported"),
        (None, (("perfect", True),), "background"),
    ],
    ids=["a fortnight", "older", "to come", "no date", "past perfect"],
)
def test_novelty(edtf: str | None, more: tuple[tuple[str, Any], ...], expected: str) -> None:
    found = reading("They met there.", {} if edtf is None else {"there": edtf}, (Told(word="met", more=more),))
    assert novelty_of(found, found.frames[0], found.times[0] if edtf else None) == expected


def test_an_event_without_a_date_is_not_after_the_report() -> None:
    found = reading("They met.", {}, (Told(word="met"),))
    open_ended = open_date(found)
    assert open_ended is not None
    assert (open_ended.edtf, open_ended.earliest, open_ended.latest) == ("../2023-03-15", None, "2023-03-15")
    assert open_date(replace(found, published=None)) is None
