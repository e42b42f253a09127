"""Who tells what: "the ministry reported on May 12", "according to X", "Azernews reports per the press release"."""

from collections.abc import Iterator
from dataclasses import replace

from dragoman.coding.labelled import labelled
from dragoman.coding.match import ACTORS
from dragoman.coding.phrases import drop_tail, frames_of, inside, overlap, quotations_near, sentences_in, trim
from dragoman.coding.scene import Scene
from dragoman.coding.speakers import hears, is_press, speakers_in, subject_of
from dragoman.coding.statements import Said, code_statements, find_sayings
from dragoman.coding.told_before import told_before
from dragoman.coding.turns import spoken_turns
from dragoman.model.findings import Attribution
from dragoman.model.reading import Arg, Extent, Frame
from dragoman.model.record import Act

TOLD = frozenset({"clause", "quotation", "before"})
TELLING: frozenset[Act] = frozenset({"assert", "pledge", "warn"})
SAME = 0.95
SHORT = 4


def code_attributions(scene: Scene) -> tuple[Attribution, ...]:
    """Give all attributions of a reading, in text order."""
    found = [a for said in find_sayings(scene) for a in _of_saying(scene, said)]
    found += _according(scene, found)
    found += _learned(scene)
    found += _as_told(scene)
    found += told_before(scene)
    found += labelled(scene)
    found += spoken_turns(scene)
    found += _attributable(scene, found)
    found += _quoted_on(scene, found)
    return tuple(sorted(found, key=lambda a: (a.sentence, a.extent, a.verb, -1 if a.teller is None else a.teller)))


def _quoted_on(scene: Scene, found: list[Attribution]) -> Iterator[Attribution]:
    """Know who tells what his words quoted in other sentences tell: '"We closed it. They fired," Ruiz said.'."""
    known = {(a.sentence, a.teller): a for a in found}
    for said in code_statements(scene):
        frame = None if said.frame is None else scene.frames[said.frame]
        if frame is None or scene.lexicon.statements.act(frame.lemma) not in TELLING:
            continue
        quoted = any(inside(said.content, q.extent) for q in quotations_near(scene, said.content))
        for sentence in sentences_in(scene, said.content) if quoted else ():
            told = known.get((frame.sentence, said.speaker))
            if told is not None and (sentence.index, said.speaker) not in known:
                yield replace(told, sentence=sentence.index, extent=said.content)


def _learned(scene: Scene) -> Iterator[Attribution]:
    """Know from whom an outlet has it: "Pretoria has recalled its envoy, the Herald has learned from two officials"."""
    words = scene.lexicon.statements
    for frame in scene.frames:
        told = (
            next((c for c in scene.children(frame) if c.link == "ccomp"), None)
            if frame.lemma in words.learning
            else None
        )
        if told is None or frame.negated or frame.quoted:
            continue
        subject = subject_of(frame)
        outlets = [m for m in (subject.mentions if subject is not None else ()) if scene.mentions[m].kind == "media"]
        for arg in frame.args:
            for teller in speakers_in(scene, arg) if arg.role in words.from_roles else ():
                yield Attribution(
                    sentence=frame.sentence,
                    teller=teller,
                    extent=told.clause,
                    verb=frame.extent,
                    frame=frame.index,
                    medium=next(iter(outlets), None),
                )


def _as_told(scene: Scene) -> Iterator[Attribution]:
    """Know from whom a clause is: "Kyiv condemned the posts, as its ambassador told us", "As X reported, ..."."""
    words = scene.lexicon.statements
    for frame in scene.frames:
        first = scene.reading.text[slice(*frame.clause)].lower().split(maxsplit=1)[:1]
        as_clause = frame.mark in words.as_word or (bool(first) and first[0] in words.as_word)
        told = frame.kind == "verb" and frame.link == "advcl" and as_clause and not frame.negated
        if not told or frame.parent is None or frame.modal is not None or words.act(frame.lemma) != "assert":
            continue
        subject = subject_of(frame)
        if subject is None or any(c.link in {"ccomp", "xcomp"} for c in scene.children(frame)):
            continue  # "as the minister told reporters that he would resign": told besides
        top = _top(scene, scene.frames[frame.parent])
        extent = _without(scene, top.clause, frame.clause.start, frame.clause.end)
        for teller in speakers_in(scene, subject):
            yield Attribution(
                sentence=frame.sentence, teller=teller, extent=extent, verb=frame.extent, frame=frame.index
            )


def _top(scene: Scene, frame: Frame) -> Frame:
    """The first of the clauses that a frame goes on from."""
    while frame.parent is not None and (frame.link == "conj" or (frame.link == "advcl" and frame.mood == "participle")):
        frame = scene.frames[frame.parent]
    return frame


def _attributable(scene: Scene, found: list[Attribution]) -> Iterator[Attribution]:
    """Know to whom a text is given: "The following is attributable to Spokesperson Ana Ruiz:"."""
    told = {a.sentence for a in found}
    for frame in scene.frames:
        extent = scene.reading.sentences[frame.sentence].extent
        if not scene.reading.text[slice(*extent)].rstrip().endswith(":"):
            continue
        tellers = tuple(_given_to(scene, frame))
        for sentence in scene.reading.sentences[frame.sentence + 1 :] if tellers else ():
            if sentence.index not in told and sentence.block != "headline":
                yield Attribution(
                    sentence=sentence.index,
                    teller=tellers[0],
                    extent=sentence.extent,
                    verb=frame.extent,
                    frame=None,
                )


def _given_to(scene: Scene, frame: Frame) -> Iterator[int]:
    words = scene.lexicon.statements.attributable
    given = frame.lemma in words or any(words & set(arg.heads) for arg in frame.args)
    for arg in frame.args if given else ():
        if arg.role.rpartition(".")[2] in scene.lexicon.statements.to_roles:
            yield from speakers_in(scene, arg)


def _of_saying(scene: Scene, said: Said) -> Iterator[Attribution]:
    content = said.content
    if content is None or content.kind not in TOLD or content.infinitive:
        return
    heard = said.word.act in TELLING | {"deny"}  # "told TASS", not "accused TASS of lying"
    medium, release = _through(scene, said.frame, said.addressees if heard else (), heard=heard)
    if release is None:
        release = _own_release(scene, said)
    if medium is not None or release is not None:
        yield from _of_act(scene, said, medium, release)
    if said.word.act not in TELLING and content.kind != "before":
        return
    if content.kind == "clause" and content.frame is not None and content.frame.mood != "indicative":
        return
    told = content.kind == "before" and said.word.lemma in scene.lexicon.statements.clausal
    if not said.speakers and release is None and not told:  # "A joint communiqué said that both had agreed"
        return
    for speaker in said.speakers or (None,):
        yield Attribution(
            sentence=said.frame.sentence,
            teller=speaker,
            extent=content.extent,
            verb=said.frame.extent,
            frame=said.frame.index,
            medium=medium if medium != speaker else None,
            release=release,
            general=speaker is not None and _general(scene, said.frame, speaker),
        )
        # "Reuters reported, citing two diplomats", "The minister told reporters, citing a report by the coast guard"
        if speaker is not None:
            yield from _cited(scene, said, content.extent, speaker)


def _own_release(scene: Scene, said: Said) -> Extent | None:
    """Give the release that speaks for its owner: "a ministry statement said", "indicated a communiqué of X"."""
    releases = scene.lexicon.statements.releases
    for arg in said.frame.args:
        named = any(scene.mentions[m].kind != "agreement" for m in arg.mentions)  # "A joint communiqué said"
        if arg.role in {"subject", "object"} and releases & set(arg.heads) and not named:
            own = any(inside(scene.mentions[speaker].extent, arg.extent) for speaker in said.speakers)
            if own or (arg.role == "subject" and arg.extent.end <= said.frame.extent.start):
                return arg.extent
    return None


def _is_outlet(scene: Scene, frame: Frame, speaker: int) -> bool:
    """Know an outlet, by its verb where no table has it: "the Zarqa Post reports"."""
    kind = scene.mentions[speaker].kind
    return kind == "media" or (kind == "name" and frame.lemma in scene.lexicon.statements.outlet_verbs)


def _of_act(scene: Scene, said: Said, medium: int | None, release: Extent | None) -> Iterator[Attribution]:
    """Know by whom an act of words is told: "in a statement carried by BelTA, accused Warsaw of ..."."""
    for speaker in said.speakers:
        if scene.mentions[speaker].kind == "media":
            continue
        yield Attribution(
            sentence=said.frame.sentence,
            teller=speaker,
            extent=said.frame.clause,
            verb=said.frame.extent,
            frame=said.frame.index,
            medium=medium if medium != speaker else None,
            release=release,
            general=False,
        )


def _cited(scene: Scene, said: Said, extent: Extent, medium: int) -> Iterator[Attribution]:
    """Give whom a teller rests on: "Reuters reported, citing two diplomats", "with reference to the ministry"."""
    words = scene.lexicon.statements
    outlet = _is_outlet(scene, said.frame, medium)
    told = said.content.frame if outlet and said.content is not None else None  # "reported that A met B, citing two"
    frames = (said.frame,) if told is None else (said.frame, told)
    for frame, arg in (found for host in frames for found in _named_sources(scene, host, outlet=outlet)):
        release = arg.extent if words.releases & set(arg.heads) else None
        named = release is not None or scene.mentions[medium].kind != "person"  # "said, citing the attack on Lviv"
        owner = _owner(scene, arg.extent) if named else None
        direct = speakers_in(scene, arg) if release is None else ()
        tellers = direct or (() if owner is None else (owner,))
        for teller in tellers or ((None,) if release is not None else ()):
            yield Attribution(
                sentence=said.frame.sentence,
                teller=teller,
                extent=extent,
                verb=frame.extent,
                frame=frame.index,
                medium=medium,
                release=release,
                cites=True,
            )


def _named_sources(scene: Scene, frame: Frame, *, outlet: bool) -> Iterator[tuple[Frame, Arg]]:
    words = scene.lexicon.statements
    for child in scene.children(frame):
        if (
            child.kind == "verb"
            and child.link in {"acl", "advcl"}
            and not child.passive
            and child.lemma in words.citing
        ):
            yield from ((child, arg) for arg in child.args if arg.role == "object")
    if any(words.references & set(arg.heads) for arg in frame.args):
        yield from ((frame, arg) for arg in frame.args if "." in arg.role)
    # "Trend reports via the Foreign Ministry"
    yield from ((frame, arg) for arg in frame.args if outlet and arg.role in words.passed_by)


def _general(scene: Scene, frame: Frame, speaker: int) -> bool:
    """Tell whether an outlet tells the whole report: the report's own, or one named in its first sentence."""
    mention = scene.mentions[speaker]
    if mention.kind != "media" or frame.lemma not in scene.lexicon.statements.reports:
        return False
    if mention.name is not None and mention.name == scene.reading.outlet:
        return True
    first = next((s.index for s in scene.reading.sentences if s.block == "body"), None)
    return frame.sentence == first


def _through(
    scene: Scene, frame: Frame, addressees: tuple[int, ...], *, heard: bool
) -> tuple[int | None, Extent | None]:
    """Give the medium and the release a teller spoke through: "told Baltic Wire", "per the press release of X"."""
    words = scene.lexicon.statements
    frames = [frame, *scene.above(frame)][:2]
    for host in frames:
        for arg in host.args:
            if arg.role in {"subject", "object"} or arg.frame == frame.index:
                continue
            if words.releases & set(arg.heads) and arg.role not in words.topics:
                return _owner(scene, arg.extent), arg.extent
    args = ((host, arg) for host in frames for arg in host.args if heard or host is not frame or arg.role != "object")
    media = [*addressees, *(m for host, arg in args for m in _carrier(scene, arg, own=host is frame))]
    carried = [m for other in frames_of(scene, frame.sentence) for m in _carrying(scene, other, frame)]
    press = [m for m in (*media, *carried) if is_press(scene, m)]
    known = min(press, key=lambda m: scene.mentions[m].kind != "media", default=None)
    return known if known is not None else next((m for m in carried if scene.mentions[m].kind == "name"), None), None


def _owner(scene: Scene, extent: Extent) -> int | None:
    """Give who carries a release, else who issued it: "a statement of Mali's presidency carried by AMAP"."""
    inner = [m for m in scene.within(extent) if not hears(scene, m)]
    media = [m for m in inner if scene.mentions[m].kind == "media"]
    others = [m for m in inner if scene.mentions[m].kind != "state"]
    return next(iter((*media, *others, *inner)), None)


def _carrying(scene: Scene, other: Frame, frame: Frame) -> tuple[int, ...]:
    """Give the mentions of who carries a saying: "the ministry said, as quoted by TASS"."""
    carries = other.lemma in scene.lexicon.statements.carrying and other.mood == "participle" and other.tense == "past"
    beside = frame.link == "parataxis" and other.parent == frame.parent and other.extent.start > frame.extent.end
    if not carries or not (beside or other.parent == frame.index):
        return ()
    tellers = [arg for arg in other.args if arg.role in {"subject", "agent"}]
    named = tuple(m for arg in tellers for m in scene.within(arg.extent) if scene.mentions[m].kind in {"name", "media"})
    return (*(m for arg in tellers for m in arg.mentions), *named)  # "as quoted by the state news agency Bantara"


def _carrier(scene: Scene, arg: Arg, *, own: bool) -> tuple[int, ...]:
    """Give the mentions of a phrase that may name the medium: "quoted as saying by BelTA"."""
    words = scene.lexicon.statements
    if words.interviews & set(arg.heads):
        return scene.within(arg.extent)  # "said in an interview with the newspaper Ouest Matin"
    roles = words.medium_roles | scene.lexicon.grammar.according  # "the ministry reported, according to Ukrinform"
    told = arg.role in roles or (arg.role in words.on_air if own else arg.role == "subject")
    return arg.mentions if told else ()


def _according(scene: Scene, found: list[Attribution]) -> Iterator[Attribution]:
    """Know "according to its commander": told is the clause it hangs on, with those coordinated before it."""
    seen: set[int] = set()
    words = scene.lexicon.statements
    for frame in scene.frames:
        for arg in frame.args:
            role = arg.role.rpartition(".")[2]
            if role not in scene.lexicon.grammar.according or arg.head_extent.start in seen:
                continue
            agreement = any(scene.mentions[m].kind == "agreement" for m in arg.mentions)
            release = arg.extent if words.releases & set(arg.heads) else None
            if agreement and release is None:
                continue  # "according to the text, the parties undertake": a provision
            seen.add(arg.head_extent.start)
            verb = _verb_of(scene, frame)
            if release is not None and any(a.release == arg.extent for a in found):
                continue
            yield from _told(scene, verb, arg, role, release)


def _verb_of(scene: Scene, frame: Frame) -> Frame:
    if frame.kind == "verb":
        return frame
    return next((above for above in scene.above(frame) if above.kind == "verb"), frame)


def _told(scene: Scene, frame: Frame, arg: Arg, role: str, release: Extent | None) -> Iterator[Attribution]:
    text = scene.reading.text
    start = _phrase_start(text, role, arg.extent.start)
    top = _top(scene, frame)
    clause = Extent(min(top.clause.start, frame.clause.start), max(top.clause.end, frame.clause.end))
    if not inside(arg.extent, clause):
        clause = scene.reading.sentences[frame.sentence].extent
    extent = _without(scene, clause, start, arg.extent.end)
    inner = tuple(m for m in arg.mentions if scene.mentions[m].kind in ACTORS) or speakers_in(scene, arg)
    inner = inner or scene.within(arg.extent, limit=1)
    media = [m for m in scene.within(arg.extent) if scene.mentions[m].kind == "media" and m not in inner]
    owner = media[0] if media else inner[0] if inner else None  # "a statement of the ministry carried by BelTA"
    for teller in inner or (None,):
        yield Attribution(
            sentence=frame.sentence,
            teller=teller,
            extent=extent,
            verb=Extent(start, start + len(role)),
            frame=frame.index,
            medium=owner if release is not None else None,
            release=release,
        )
    if release is None and inner:
        yield from _quoted_in(scene, frame.sentence, inner[0], extent)


def _quoted_in(scene: Scene, sentence: int, medium: int, extent: Extent) -> Iterator[Attribution]:
    """Give whom a source rests on: "according to state media quoting two officials"."""
    for frame in frames_of(scene, sentence):
        quotes = frame.lemma in scene.lexicon.statements.citing and frame.mood == "participle" and not frame.passive
        if not quotes or not any(arg.role == "subject" and medium in arg.mentions for arg in frame.args):
            continue
        for arg in frame.args:
            for teller in speakers_in(scene, arg) if arg.role == "object" else ():
                yield Attribution(
                    sentence=sentence,
                    teller=teller,
                    extent=extent,
                    verb=frame.extent,
                    frame=frame.index,
                    medium=medium,
                    cites=True,
                )


def _phrase_start(text: str, role: str, before: int) -> int:
    found = text.lower().rfind(role, 0, before)
    return found if found >= 0 else before


def _without(scene: Scene, clause: Extent, start: int, end: int) -> Extent:
    """Give the larger side of a clause around "according to X", or all of it where the phrase stands in the middle."""
    text = scene.reading.text
    before = trim(text, clause.start, drop_tail(scene, clause.start, min(start, clause.end)))
    after = trim(text, max(end, clause.start), clause.end)
    if before.end <= before.start:
        return after
    if after.end <= after.start or (overlap(before, clause) < SAME and after.end - after.start < SHORT):
        return before
    return trim(text, clause.start, clause.end)
