"""How far an agreement has come by what a clause tells: signed, ratified, in force, or none of these yet."""

import re

from dragoman.coding.scene import Scene
from dragoman.coding.standing import HONOURS, Standing, standing_of
from dragoman.model.reading import Frame, Mention
from dragoman.model.record import AgreementStatus

_TOKEN = re.compile(r"[^\W\d_][\w-]*")


def status_of(scene: Scene, frame: Frame) -> AgreementStatus | None:
    """Give how far an agreement has come by what a frame tells, its standing weighed."""
    word = word_of(scene, frame)
    if word is None:
        return None
    status = scene.lexicon.statements.agreements.status[word]
    if status == "ratified" and _unproven(scene, frame):
        return None
    if _to_come(scene, frame, status):
        return None
    match standing_of(scene, frame):
        case Standing.REAL | Standing.ALLEGED:
            return status
        case Standing.PLANNED | Standing.HYPOTHETICAL:
            return "proposed" if status == "signed" else None  # "if the two states sign the memorandum"
        case _:
            return "proposed" if status == "signed" and frame.mood == "infinitive" and not frame.negated else None


def _to_come(scene: Scene, frame: Frame, status: AgreementStatus) -> bool:
    """Know "takes effect on Friday", "expires in 2031": a present that is not yet so."""
    above = scene.frames[frame.parent] if frame.parent is not None and frame.link == "conj" else frame
    if status == "in-force" and above.modal in scene.lexicon.statements.agreements.modals:
        return True  # "shall enter into force on signature and remain in force for five years"
    if _awaits(scene, frame):
        return True
    if frame.tense != "present" or frame.perfect or status not in {"in-force", "ended"}:
        return False
    published = scene.reading.published
    times = [t for t in (scene.reading.times[t] for t in frame.times) if t.relation == "at"]
    return bool(times) and all(published is None or t.edtf != published.edtf for t in times)


def _awaits(scene: Scene, frame: Frame) -> bool:
    """Know "will take effect after it is ratified", "enters into force once both have ratified it"."""
    if frame.tense != "present":
        return False
    stages = scene.lexicon.statements.agreements.status
    above = scene.frames[frame.parent] if frame.parent is not None and frame.link == "advcl" else None
    first = (c for c in scene.children(frame) if c.link == "advcl" and c.tense == "present" and c.lemma in stages)
    return (above is not None and above.tense == "future") or any(True for _ in first)


def came_into_force(scene: Scene, mention: Mention) -> bool:
    """Know "welcomed the entry into force, on 1 July 2023, of the Agreement"; not "looks forward to" it."""
    words, text = scene.lexicon.statements, scene.reading.text
    start = scene.reading.sentences[mention.sentence].extent.start
    lead = text[start : mention.extent.start].lower()
    entry = max((lead.rfind(phrase) for phrase in words.agreements.entries), default=-1)
    if entry < 0:
        return False
    blank = [t.extent for t in scene.reading.times if start + entry <= t.extent.start < mention.extent.start]
    for time in blank:
        lead = lead[: time.start - start] + " " * (time.end - time.start) + lead[time.end - start :]
    phrase = next(phrase for phrase in words.agreements.entries if lead.startswith(phrase, entry))
    between = set(_TOKEN.findall(lead[entry + len(phrase) :]))
    small = scene.lexicon.names.of | scene.lexicon.names.articles | scene.lexicon.names.field_prepositions
    told = (f for f in scene.frames if f.sentence == mention.sentence and f.kind == "verb" and not f.negated)
    glad = (f for f in told if words.act(f.lemma) in HONOURS or f.lemma in words.agreements.tells_done)
    return between <= small and any(standing_of(scene, f) is Standing.REAL for f in glad)


def word_of(scene: Scene, frame: Frame) -> str | None:
    """Give the word of the lexicon by which a frame does something to an agreement."""
    words = scene.lexicon.statements.agreements
    base = frame.lemma.partition(" ")[0]
    candidates = [frame.lemma]
    for arg in frame.args:
        candidates += [f"{base} {arg.role}", f"{base} {arg.role.partition('.')[0]} {next(iter(arg.heads), '')}"]
        if arg.role == "object":
            candidates += [f"{base} {head}" for head in arg.heads[:1]]
    if frame.kind == "noun":
        candidates.append(base)
        for ending, verbs in words.nominal.items():
            if base.endswith(ending):
                candidates += [base.removesuffix(ending) + verb for verb in verbs]
    else:
        candidates.append(base if base == frame.lemma else "")
    for candidate in sorted(set(candidates), key=lambda c: (-c.count(" "), c)):
        if candidate in words.status:
            return candidate
    return None


def unfinished(scene: Scene, mention: Mention) -> bool:
    """Know "agreed on a draft treaty": nothing is signed yet; of a name the word right before it tells."""
    text, unfinished = scene.reading.text, scene.lexicon.statements.agreements.unfinished
    if mention.name is not None:
        return text[: mention.extent.start].rstrip().lower().endswith(tuple(f" {word}" for word in unfinished))
    return bool(set(text[mention.extent.start : mention.extent.end].lower().split()) & unfinished)


def unratified(scene: Scene, frame: Frame) -> bool:
    """Know "has never ratified the treaty", "put off ratifying it": it is signed, whoever signed it and whenever.

    So it is where one house approves it, or the cabinet: the other, or a vote on ratifying it, is still to come.
    """
    words = scene.lexicon.statements.agreements
    word = word_of(scene, frame)
    if word is None or words.status[word] != "ratified" or frame.mark is not None:
        return False
    if frame.link == "conj" and words.status.get(scene.frames[frame.parent or 0].lemma) == "signed":
        return frame.negated  # "urged Peru to sign and ratify the treaty"
    if word not in words.approves:
        return (
            _some(scene, frame)
            or frame.negated
            or standing_of(scene, frame) is Standing.UNREAL
            or _unproven(scene, frame)
        )
    told = scene.args(frame, scene.lexicon.grammar.agents if frame.passive else ("subject",))
    heads = (scene.mentions[m] for arg in told for m in arg.mentions if scene.mentions[m].kind == "organization")
    text = scene.reading.text
    bodies = (_TOKEN.findall(text[m.extent.start : m.extent.end].lower()) for m in heads)
    return any(not words.houses.isdisjoint(body) for body in bodies)


def _some(scene: Scene, frame: Frame) -> bool:
    """Know "Sixty countries have ratified the treaty": others have not; not "the two states", "both"."""
    words = scene.lexicon.statements.agreements
    told = (arg for arg in scene.args(frame, ("subject",)) if words.parties & set(arg.heads))
    firsts = (scene.reading.text[arg.extent.start : arg.extent.end].lower().split() for arg in told)
    all_of = scene.lexicon.names.articles | words.each | scene.lexicon.names.possessive_pronouns
    return any(len(phrase) > 1 and phrase[0] not in all_of for phrase in firsts)


def _unproven(scene: Scene, frame: Frame) -> bool:
    """Know "debated the ratification of the treaty", "sent it to parliament for ratification": none is told yet."""
    if frame.kind != "noun" or frame.parent is None:
        return frame.kind == "noun"
    words, parent = scene.lexicon.statements, scene.frames[frame.parent]
    done = {parent.lemma, frame.prep} & (words.agreements.tells_done | scene.lexicon.grammar.sequels)
    return parent.negated or not (done or words.act(parent.lemma) in HONOURS)
