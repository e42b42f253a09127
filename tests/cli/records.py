"""Records made by hand, of reports made up for it: what the command line prints when the machine reads well."""

from hashlib import sha256

from dragoman.model.record import (
    Actor,
    Agreement,
    Coder,
    Commitment,
    Document,
    Event,
    Issue,
    Place,
    Provision,
    Record,
    Role,
    Source,
    Span,
    Statement,
    Tenure,
    When,
)

VISIT = """TIRANA, March 9 (Ilirpress) - Montenegro's Interior Minister, Maj. Gen. Danica
Vukotić, arrived in Tirana on Thursday for talks with Agim Prela, head of the
General Police Directorate (DPP), the directorate said in a press release.

"We shall open the joint post at Hani i Hotit by June, if the parliament
agrees," Prela said. Vukotić praised what she called the tireless work of the police on both banks of the
lake, which in her words had made the crossing safer for traders, for pupils and for the fishermen of the lake.

The two ministries will sign a protocol on patrols in Podgorica in April.
A border guard, who asked not to be named, denied that shots were fired.
In 2020 the two neighbours signed the Lake Shkodra Declaration on Common Waters, in which they pledge to
clear the river mouth and affirm the freedom of fishing. The sides met again in the autumn.
"""
CODER = Coder(name="dragoman", version="0.1.0", lexicon="sha256:0", model="none")


def span(text: str, quote: str, nth: int = 0) -> Span:
    """Give the span of the nth place where the words stand in the text."""
    start = -1
    for _ in range(nth + 1):
        start = text.index(quote, start + 1)
    return Span(start=start, end=start + len(quote), quote=quote)


def at(quote: str, nth: int = 0) -> Span:
    return span(VISIT, quote, nth)


def document(text: str, **known: object) -> Document:
    identity = f"sha256:{sha256(text.encode()).hexdigest()}"
    return Document.model_validate({"id": identity, "text": text, **known})


def a_day(edtf: str, *words: str, basis: str = "stated") -> When:
    evidence = tuple(at(word) for word in words)
    return When.model_validate(
        {"text": words[0] if words else None, "edtf": edtf, "basis": basis, "evidence": evidence}
    )


OUTLET = Source(name="Ilirpress", kind="outlet", evidence=(at("Ilirpress"),))
RELEASE = Source(
    name="General Police Directorate",
    actor="dpp",
    kind="press-release",
    date=a_day("2023-03-09", "March 9", basis="publication"),
    evidence=(at("the directorate said in a press release"),),
)
GUARD = Source(
    name="A border guard", kind="anonymous", chain=1, evidence=(at("A border guard, who asked not to be named"),)
)

ACTORS = (
    Actor(id="vukotic", kind="person", name="Danica\nVukotić", aliases=("Vukotić",), country="MNE", sectors=("GOV",)),
    Actor(id="prela", kind="person", name="Agim Prela", aliases=("Prela",), country="ALB", sectors=("COP",)),
    Actor(id="dpp", kind="organization", name="General Police Directorate", aliases=("DPP",), country="ALB"),
    Actor(id="mne-int", kind="organization", name="Interior Ministry", country="MNE"),
    Actor(id="guard", kind="group", name="border guard"),
    Actor(id="alb", kind="state", name="Albania", country="ALB"),
    Actor(id="mne", kind="state", name="Montenegro", country="MNE"),
)
TENURES = (
    Tenure(
        id="t1",
        person="vukotic",
        title="Interior Minister",
        country="MNE",
        rank="Maj. Gen.",
        observed=a_day("2023-03-09", "Thursday", basis="publication"),
        evidence=(at("Montenegro's Interior Minister, Maj. Gen. Danica\nVukotić"),),
        cue="en.office.minister",
        confidence=0.97,
    ),
    Tenure(
        id="t2",
        person="prela",
        title="head",
        organization="dpp",
        country="ALB",
        evidence=(at("Agim Prela, head of the\nGeneral Police Directorate (DPP)"),),
        cue="en.office.head",
        confidence=0.95,
    ),
)
EVENTS = (
    Event(
        id="e2",
        type="AGREE",
        actors=(Role(actor="mne-int", country="MNE"), Role(actor="unknown-actor")),
        date=a_day("2023-04", "April", basis="publication"),
        place=Place(name="Podgorica", country="MNE", precision="city", evidence=(at("Podgorica"),)),
        status="planned",
        novelty="reported",
        sources=(OUTLET,),
        contexts=("military", "migration"),
        intensity=2.5,
        quad=1,
        cameo="0311",
        cue="en.AGREE.sign",
        evidence=(at("will sign"), at("The two ministries will sign a protocol on patrols in Podgorica in April")),
        confidence=0.8,
    ),
    Event(
        id="e1",
        type="CONSULT",
        mode="visit",
        modes=("visit",),
        actors=(Role(actor="vukotic", country="MNE", title="Interior Minister", evidence=(at("Danica\nVukotić"),)),),
        recipients=(Role(actor="prela", country="ALB", evidence=(at("Agim Prela"),)),),
        date=a_day("2023-03-09", "Thursday", basis="publication"),
        place=Place(name="Tirana", country="ALB", precision="city", evidence=(at("Tirana"),)),
        status="occurred",
        novelty="reported",
        sources=(OUTLET, RELEASE),
        intensity=4,
        quad=1,
        cameo="042",
        cue="en.CONSULT.arrive",
        evidence=(at("arrived in Tirana on Thursday for talks with"),),
        confidence=0.94,
    ),
    Event(
        id="e3",
        type="ASSAULT",
        mode="firearms",
        modes=("firearms",),
        status="negated",
        novelty="reported",
        sources=(OUTLET, GUARD),
        recipients=(Role(actor="vukotic", country="MNE"),),
        date=When(edtf="../2023-03-09", latest="2023-03-09", basis="inferred"),
        intensity=-9,
        quad=4,
        cameo="190",
        cue="en.ASSAULT.fire",
        evidence=(at("denied that shots were fired"),),
        confidence=0.6,
    ),
    Event(
        id="e4",
        type="SUPPORT",
        actors=(Role(actor="alb", country="ALB"), Role(actor="mne", country="MNE")),
        date=a_day("2020", "2020"),
        status="occurred",
        novelty="background",
        agreement="g1",
        intensity=5,
        quad=1,
        cameo="057",
        cue="en.SUPPORT.sign",
        evidence=(at("signed the Lake Shkodra Declaration on Common Waters"),),
        confidence=0.9,
    ),
)
STATEMENTS = (
    Statement(
        id="s1",
        speaker="vukotic",
        addressees=("prela", "dpp"),
        act="praise",
        content=span(VISIT, VISIT[VISIT.index("the tireless work") : VISIT.index(".\n\nThe two ministries")]),
        verb=at("praised"),
        contexts=("military",),
        sources=(OUTLET,),
        cue="en.praise.praise",
        confidence=0.91,
    ),
)
AGREEMENTS = (
    Agreement(
        id="g1",
        name="Lake Shkodra Declaration on Common Waters",
        aliases=("Lake Shkodra Declaration",),
        kind="declaration",
        parties=("alb", "mne"),
        signed=a_day("2020", "2020"),
        signatories=("mne",),
        status="signed",
        provisions=(
            Provision(text=at("clear the river mouth"), force="pledges", contexts=("environment",), cue="en.pledge"),
            Provision(text=at("the freedom of fishing"), force="affirms", cue="en.affirm"),
        ),
        evidence=(at("the Lake Shkodra Declaration on Common Waters"),),
        cue="en.agreement.declaration",
        confidence=0.92,
    ),
)
COMMITMENTS = (
    Commitment(
        id="c1",
        by=("prela",),
        to=("mne",),
        what=at("open the joint post at Hani i Hotit by June"),
        due=When(text="by June", edtf="../2023-06", basis="publication", evidence=(at("by June"),)),
        condition=at("if the parliament\nagrees"),
        evidence=(at("We shall open the joint post at Hani i Hotit by June, if the parliament\nagrees"),),
        cue="en.commit.shall",
        confidence=0.88,
    ),
    Commitment(
        id="c2",
        by=("alb", "mne"),
        what=at("clear the river mouth"),
        under="g1",
        evidence=(at("pledge to\nclear the river mouth"),),
        cue="en.commit.pledge",
        confidence=0.7,
    ),
)
ISSUES = (
    Issue(stage="linking", code="unresolved", message="may be the ministries or the states", span=at("The sides")),
    Issue(stage="reading", code="no-year", message="the year of the autumn is not told"),
)

RICH = Record(
    document=document(
        VISIT,
        title="Minister in Tirana",
        outlet="Ilirpress",
        byline="Mira Kole",
        language="en",
        published=When(edtf="2023-03-09", earliest="2023-03-09", latest="2023-03-09", basis="publication"),
    ),
    actors=ACTORS,
    tenures=TENURES,
    events=EVENTS,
    statements=STATEMENTS,
    agreements=AGREEMENTS,
    commitments=COMMITMENTS,
    issues=ISSUES,
    coder=CODER,
)
NOTHING = Record(document=document("Rain fell on the hills.\n", language="en"), coder=CODER)
EMPTY = Record(
    document=document(""),
    issues=(Issue(stage="reading", code="empty", message="there is no text; nothing was read"),),
    coder=CODER,
)
HOSTILE_TEXT = "A\x1b]0;owned\x07 B\u202eC"
HOSTILE = Record(
    document=document(HOSTILE_TEXT, title=HOSTILE_TEXT, published=When(edtf="2023-03", basis="inferred")),
    issues=(Issue(stage="linking", code="unresolved", message="who?", span=span(HOSTILE_TEXT, HOSTILE_TEXT)),),
    coder=CODER,
)
