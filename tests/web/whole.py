"""A store with something for every page, made by hand; and one in which each word a report can choose is hostile."""

from dataclasses import replace
from pathlib import Path
from typing import Any

from dragoman.model.judgement import Judgement
from dragoman.model.record import Record
from dragoman.store import Store
from dragoman.store.filters import Filter
from tests.store.making import Desk

WHEN = "2026-01-01T00:00:00+00:00"
ADDRESS = "https://example.org/talks"
# What ends what it stands in, runs, draws, leads elsewhere, and turns what follows around.
HOSTILE = (
    '"\'></title></textarea></select><script>hostile()</script><hostile onclick="hostile()" style="color-red">'
    "</style><svg/onload=hostile()> {{7*7}} ${7*7} \u202eturned \u2066around &amp; "
)
POINTS = {"Baku": (40.4, 49.9), "Ganja": (40.7, 46.4), "Goris": (39.5, 46.3)}
LONG = "Donaudampfschifffahrt" * 20


def make(path: Path, *, spice: str = "", url: str = ADDRESS, name: str = "M. Garcia") -> Path:
    """Make a store of six reports; spice: added to every name, title and the like; name: who judged."""
    store = Store.open(path, clock=lambda: WHEN)
    for number, desk in enumerate(_reports(spice, url)):
        record = _rich(desk.record(), spice)
        item = desk.item(f"report{number}{spice}.txt")
        store.writer.take(replace(item, raw=replace(item.raw, byline=record.document.byline)), record)
    store.refresh_people()
    events = store.view.list("event", Filter()).items
    put = {"type": "ACCUSE", "place": {"name": f"Ganja{spice}", "country": "AZE", "precision": "city"}}
    for turn, (kind, value) in enumerate((("accept", None), ("correct", put))):
        target = events[turn].merged.findings[0]
        judgement = Judgement(
            id=f"judgement:{turn}",
            kind=kind,
            targets=(target,),
            value=value,
            by=f"{name}{spice}",
            at=WHEN,
            why=f"as it says{spice}",
        )
        store.judge(judgement)
    reviewers = (name, f"B. Other{spice}")
    found = [one.merged.id for one in events[2:4]]
    store.reviews.make_round(f"ten{spice}", "findings", found, reviewers, by=name)
    store.reviews.make_round(f"whole{spice}", "reports", [store.view.reports().items[0].document], reviewers, by=name)
    store.collect(f"gas{spice[:40]}", [store.view.reports().items[0].document])
    store.save_search("M. Garcia", f"talks{spice[:40]}", "/search?q=talks")
    store.close()
    return path


def _reports(spice: str, url: str) -> list[Desk]:
    """Two years of two states: talks told twice and printed anew, people who meet, a pact, promises, an accusation."""
    person, other = f"Ali Naghiyev{_plain(spice)}", f"Ibrahim Kalin{_plain(spice)}"
    outlet = f"Caspian Wire{spice}"
    old = Desk(published="2023-03-05", outlet=outlet, title=f"Ministers meet{spice}", url=url)
    old.event("CONSULT", [f"{other}:TUR"], [f"{person}:AZE"], day="2023-03-04", place=("Baku", "AZE"), words="visited")
    new = Desk(published="2024-05-16", outlet=outlet, title=f"Pact is signed{spice}")
    new.event("CONSULT", ["AZE"], ["TUR"], day="2024-05-15", words=f"held talks{spice} with", place=("Baku", "AZE"))
    new.event("CONSULT", [f"{other}:TUR"], [f"{person}:AZE"], day="2024-05-14", words="telephoned", mode="phone")
    new.event("COOPERATE", ["AZE"], ["TUR"], words="exercised with")
    new.event("SANCTION", ["AZE"], ["ARM"], day="2024-05-12", words="closed the border to", confidence=0.4)
    new.agreement(f"Shusha Declaration{spice}", ["AZE", "TUR"], signed="2024-05-15")
    new.commitment("AZE", "TUR", f"open the border{spice}", due="2024-06-10")
    new.statement("AZE", "praise", f"the gas pipeline{spice} is a success")
    new.say("They also agreed to meet again in the spring")
    copy = Desk(
        published="2024-05-17", outlet=f"Anatolian Post{spice}", title="Baku and Ankara sign", opening="Told anew"
    )
    copy.event("CONSULT", ["AZE"], ["TUR"], day="2024-05-15", words="held talks with", place=("Ganja", "AZE"))
    blame = Desk(published="2024-06-02", outlet=outlet, title=f"Yerevan accuses Baku{spice}")
    blame.event("ACCUSE", ["ARM"], ["AZE"], day="2024-06-01", words=f"accused{spice} over the border")
    blame.event("CONSULT", ["AZE"], ["TUR"], day="2021-01-01", words="had met", novelty="background", mode="meet")
    blame.event(
        "ASSAULT", ["ARM"], ["AZE"], day="2024-06-01", words="shelled", status="alleged", place=("Goris", "ARM")
    )
    blame.event("AID", ["TUR"], ["AZE"], day="2024-05-28", words="will send flour to", status="planned")
    again = Desk(
        published="2023-03-06", outlet=outlet, title=f"Ministers meet, told anew{spice}", url=url, opening="Anew"
    )
    again.event(
        "CONSULT", [f"{other}:TUR"], [f"{person}:AZE"], day="2023-03-04", place=("Baku", "AZE"), words="visited"
    )
    late = Desk(published="2024-06-20", outlet=f"Anatolian Post{spice}", title=f"Talks go on{spice}")
    for day, words in (
        ("2024-06-15", "met"),
        ("2024-06-16", "received"),
        ("2024-06-17", "hosted"),
        ("2024-06-18", "saw"),
    ):
        late.event("CONSULT", ["TUR"], ["AZE"], day=day, words=f"{words} envoys of", confidence=0.5, mode="meet")
    return [old, new, copy, blame, again, late]


def _plain(spice: str) -> str:
    """A spice without the sign that parts a name from its state, when records are made by hand."""
    return spice.replace(":", " ")


def _rich(record: Record, spice: str) -> Record:
    """A record with what made ones lack: bylines, offices, aliases, sources, provisions, places on the map, issues."""
    told: dict[str, Any] = record.model_dump()
    document = told["document"]
    document["byline"] = f"By A. Reporter{spice}"
    for actor in told["actors"]:
        actor["aliases"] = [f"{actor['name']} of old{spice}"]
        if actor["kind"] == "person":
            told["tenures"] += (
                {"id": f"tenure:{actor['id'][6:]}", "person": actor["id"], **_office(told, actor, spice)},
            )
    for event in told["events"]:
        press = {"name": f"Press service{spice}", "kind": "press-release", "date": document["published"]}
        event["sources"] = (*event["sources"], press)
        for role in (*event["actors"], *event["recipients"]):
            role["title"] = f"minister{spice}"
        if event["place"]:
            name = event["place"]["name"]
            latitude, longitude = POINTS[name]
            event["place"] |= {"name": f"{name}{spice}", "latitude": latitude, "longitude": longitude}
    for agreement in told["agreements"]:
        text = agreement["evidence"][0]
        agreement["aliases"] = [f"the pact{spice}"]
        agreement["provisions"] = (
            {"text": text, "contexts": ("military",), "force": "binds", "cue": f"en.made{spice}"},
        )
        agreement["place"] = {"name": f"Shusha{spice}", "country": "AZE", "precision": "city"}
        for commitment in told["commitments"]:
            commitment["under"] = agreement["id"]
    first = told["actors"][0]["mentions"][0]
    told["issues"] = ({"stage": "linking", "code": "unresolved", "message": f"the ministry{spice}", "span": first},)
    told["coder"] |= {"version": f"1{spice}", "model": f"model{spice}"}
    return Record.model_validate(told)


def _office(told: dict[str, Any], actor: dict[str, Any], spice: str) -> dict[str, Any]:
    return {
        "title": f"Foreign Minister{spice}",
        "country": actor["country"],
        "observed": told["document"]["published"],
        "evidence": (actor["mentions"][0],),
        "cue": f"en.made{spice}",
        "confidence": 0.9,
    }
