"""What is told of agreements: who signed, ratified, suspended or scrapped them, with whom."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from dragoman.coding.instruments import done, instrument
from dragoman.coding.listed import listed
from dragoman.coding.phrases import frames_of, mentions_of
from dragoman.coding.provisions import spoken_of
from dragoman.coding.scene import Scene
from dragoman.coding.signers import PARTIES, STATES, possessor_of, sides_of, signed_by
from dragoman.coding.stages import came_into_force, status_of, unfinished, unratified, word_of
from dragoman.coding.standing import Standing, standing_of
from dragoman.model.findings import AgreementFinding, EventFinding
from dragoman.model.reading import Arg, Frame, Mention
from dragoman.model.record import AgreementKind, AgreementStatus

NEAR = 16  # characters of " (in force since"
_TOKEN = re.compile(r"[^\W\d_][\w-]*")


def code_agreements(scene: Scene, events: Sequence[EventFinding]) -> tuple[AgreementFinding, ...]:
    """Give a finding for each clause that does something to an agreement, and for each named one merely mentioned.

    A name or pronoun stands among parties and signatories alike: linking keeps the side that its actor is of.
    """
    found = [finding for frame in scene.frames for finding in _of_frame(scene, frame)]
    found += [finding for frame in scene.frames for finding in _bound(scene, frame)]
    found += [
        _finding(scene, mention, "in-force", parties=possessor_of(scene, mention), cue=_cue(scene, "valid"))
        for mention in scene.mentions
        if mention.kind == "agreement" and (_valid(scene, mention) or came_into_force(scene, mention))
    ]
    own = instrument(scene)
    if own is not None:
        mention = scene.mentions[own]
        found += [_concluded(scene, mention, frame) for frame in done(scene)]
    told = {finding.mention for finding in found}
    for event in events:
        if event.agreement is not None and event.agreement not in told:
            mention = scene.mentions[event.agreement]
            status = status_of(scene, scene.frames[event.frame])
            if status is None or any(listed(scene, scene.frames[event.frame], (mention,))):
                continue  # "rejected the deal", "criticised the deal"
            parties = tuple(m for m in (*event.actors, *event.recipients) if scene.mentions[m].kind in PARTIES)
            found.append(_finding(scene, mention, status, parties=parties, frame=event.frame, cue=event.cue))
            told.add(event.agreement)
    for mention in scene.mentions:
        if mention.kind != "agreement" or mention.name is None or mention.index in told:
            continue
        if kind_of(scene, mention) != "other":
            found.append(
                _finding(scene, mention, None, parties=possessor_of(scene, mention), cue=_cue(scene, "mention"))
            )
    return tuple(sorted(found, key=lambda f: (scene.mentions[f.mention].extent, -1 if f.frame is None else f.frame)))


def kind_of(scene: Scene, mention: Mention) -> AgreementKind:
    """Give the kind by the noun of the name: "Lomé Ceasefire Agreement" is a ceasefire, not an agreement."""
    words = scene.lexicon.statements.agreements
    tokens = [t.lower() for t in _TOKEN.findall(scene.reading.text[mention.extent.start : mention.extent.end])]
    tokens = [token if token in words.kinds else scene.lexicon.grammar.singular(token) for token in tokens]
    for token in tokens:
        if token in words.first and token in words.kinds:
            return words.kinds[token]
    head: AgreementKind | None = None
    for before, token in pairwise(("", *tokens)):
        if token in words.name_links and head is not None:
            break
        head = words.kinds.get(f"{before} {token}", words.kinds.get(token, head))
    return head or words.kinds.get(mention.head, "other")


def _finding(
    scene: Scene,
    mention: Mention,
    status: AgreementStatus | None,
    *,
    parties: tuple[int, ...] = (),
    signatories: tuple[int, ...] = (),
    frame: int | None = None,
    cue: str,
) -> AgreementFinding:
    return AgreementFinding(
        mention=mention.index,
        kind=kind_of(scene, mention),
        status=status,
        parties=parties,
        signatories=signatories,
        frame=frame,
        cue=cue,
    )


def _valid(scene: Scene, mention: Mention) -> bool:
    """Know "the Compact, in force since 1994"."""
    behind = scene.reading.text[mention.extent.end : mention.extent.end + NEAR].lower()
    lead = behind.lstrip(" ,(")
    return lead != behind and any(lead.startswith(f"{word} ") for word in scene.lexicon.statements.agreements.valid)


def _concluded(scene: Scene, mention: Mention, frame: Frame) -> AgreementFinding:
    parties, signatories = sides_of(scene, frame, mention)
    cue = _cue(scene, "done")
    return _finding(scene, mention, "signed", parties=parties, signatories=signatories, frame=frame.index, cue=cue)


def _cue(scene: Scene, word: str) -> str:
    return f"{scene.lexicon.statements.language}.agreement.{word.replace(' ', '-')}"


def _of_frame(scene: Scene, frame: Frame) -> Iterator[AgreementFinding]:
    word = word_of(scene, frame)
    if word is None:
        return
    told = status_of(scene, frame)
    acted = tuple(_agreements(scene, frame, word))
    for mention in tuple(listed(scene, frame, acted)) or acted:
        status = "proposed" if told == "signed" and unfinished(scene, mention) else told
        if status == "proposed" and mention.name is not None and standing_of(scene, frame) is Standing.REAL:
            continue  # "discussed the Treaty of Lausanne"
        parties, signatories = sides_of(scene, frame, mention)
        if status is None and not parties:
            continue
        if status in {None, "ratified"}:
            whose = {owner for m in parties for owner in _state_of(scene, m)}
            bodies = (m for m in parties if not whose and _of_country(scene.mentions[m], status))
            parties = (*(m for m in (*parties, *sorted(whose)) if scene.mentions[m].kind in STATES), *bodies)
            if status is None and not parties:
                continue
        if unratified(scene, frame):
            reached: AgreementStatus = "proposed" if unfinished(scene, mention) else "signed"
            yield _finding(scene, mention, reached, parties=parties, cue=_cue(scene, word))
            continue
        if status not in {"signed", "ratified", "proposed"} and not _joint(frame):
            # "Algeria suspended the treaty concluded with Spain": who suspends is one of the parties all the same
            signatories = ()
        yield _finding(
            scene, mention, status, parties=parties, signatories=signatories, frame=frame.index, cue=_cue(scene, word)
        )


def _state_of(scene: Scene, index: int) -> Iterator[int]:
    """Give the state whose body ratifies: "Armenia's parliament", "the senate of Chile"."""
    mention = scene.mentions[index]
    if mention.kind == "organization":
        owners = (*mention.scope, *(() if mention.possessor is None else (mention.possessor,)))
        yield from (owner for owner in owners if scene.mentions[owner].kind == "state")


def _of_country(mention: Mention, status: AgreementStatus | None) -> bool:
    """Know "the Senate of the Philippines", and "the parliament ratified": whose that is tells the linking."""
    return mention.kind == "organization" and (
        mention.country is not None or (status == "ratified" and mention.name is None)
    )


def _bound(scene: Scene, frame: Frame) -> Iterator[AgreementFinding]:
    """Know "Spain is a party to the protocol", "Peru and Chile are bound by the treaty"."""
    words = scene.lexicon.statements.agreements
    attributes = {head for arg in scene.args(frame, ("attribute",)) for head in arg.heads}
    if frame.negated or frame.kind != "verb":
        return
    if frame.lemma in scene.lexicon.grammar.copulas and attributes & words.bound_as:
        bound, roles = "subject", {f"attribute.{role}" for role in words.bound_to}
    elif frame.lemma in words.binding and frame.passive:
        bound, roles = "object", {"subject", *scene.lexicon.grammar.agents}
    else:
        return
    parties = tuple(m for arg in scene.args(frame, (bound,)) for m in arg.mentions if scene.mentions[m].kind in PARTIES)
    for arg in frame.args:
        told = [scene.mentions[m] for m in arg.mentions if scene.mentions[m].kind == "agreement"]
        for mention in told[:1] if parties and arg.role in roles else ():
            yield _finding(scene, mention, None, parties=parties, frame=frame.index, cue=_cue(scene, "bound"))


def _joint(frame: Frame) -> bool:
    return any(len(arg.mentions) > 1 for arg in frame.args if arg.role == "subject")


def _agreements(scene: Scene, frame: Frame, word: str) -> Iterator[Mention]:
    """Give the agreements that a frame acts on; the subject of "will enter into force", "from" of "withdrew"."""
    words = scene.lexicon.statements.agreements
    roles = set(words.own_roles)
    if " " in word:
        roles |= {"subject", *word.split()[1:]}
    if words.status[word] == "ended":
        # "the truce expired", "pulled out of the pact"; not "the deal ended the blockade"
        done = not frame.passive and any(arg.role == "object" for arg in frame.args)
        roles |= words.left_roles if done else {"subject", *words.left_roles}
    if frame.kind == "verb" and (signed_by(scene, frame) or not any(arg.role == "object" for arg in frame.args)):
        yield from _loose(scene, frame)
        if words.status[word] == "signed":
            roles.add("subject")  # "the treaty concluded with Spain", seen as if the treaty concluded something
    if words.status[word] == "signed" and (told_before := _unsaid(scene, frame)) is not None:
        yield told_before
        return
    if set(words.partaking) & {head for arg in scene.args(frame, ("object",)) for head in arg.heads}:
        roles |= words.partake_roles | {f"object.{role}" for role in words.partake_roles}
    seen: set[int] = set()
    antecedent = _antecedent(scene, frame) if words.status[word] == "signed" else None
    if antecedent is not None:
        yield antecedent
        return
    for arg in frame.args:
        if arg.role in roles or (arg.role == "object.of" and frame.kind == "verb"):
            for index in arg.mentions:
                told = spoken_of(scene, frame, scene.mentions[index], own=True)
                if told is not None and told.index not in seen:
                    seen.add(told.index)
                    yield told


def _unsaid(scene: Scene, frame: Frame) -> Mention | None:
    """Know "the MoU was signed by A, while B signed on behalf of Jordan": what was signed is told before.

    Nor is the thing told of "appended their signatures to the Kousseri Declaration on the Logone bridge" but by place.
    """
    words, text = scene.lexicon.statements.agreements, scene.reading.text
    if frame.kind != "verb" or any(scene.mentions[m].kind == "agreement" for arg in frame.args for m in arg.mentions):
        return None
    if any(arg.role == "object" for arg in frame.args):
        partaken = set(words.partaking) & {head for arg in scene.args(frame, ("object",)) for head in arg.heads}
        inner = (m for arg in frame.args if arg.role in words.partake_roles for m in _told_in(scene, arg))
        return next(inner, None) if partaken else None
    right_before = [m for m in mentions_of(scene, frame.sentence) if m.extent.end <= frame.extent.start][-1:]
    for mention in right_before if frame.link != "advcl" else ():
        between = text[mention.extent.end : frame.extent.start].lower().split()
        if mention.kind == "agreement" and between and set(between) <= words.helpers:
            return mention  # "On behalf of Fiji the Declaration was signed by": taken for Fiji's
    if words.stood_for(text, frame.extent.end) is None:
        return None
    for sentence in (frame.sentence, frame.sentence - 1):
        told = [m for m in mentions_of(scene, sentence) if m.kind == "agreement" and m.extent.end <= frame.extent.start]
        if told:
            return told[-1]
    return None


def _told_in(scene: Scene, arg: Arg) -> Iterator[Mention]:
    for mention in scene.mentions:
        if mention.kind == "agreement" and arg.extent.start <= mention.extent.start < arg.extent.end:
            yield mention


def _antecedent(scene: Scene, frame: Frame) -> Mention | None:
    """Know "an agreement with Cyprus, which was signed in March": nobody signs Cyprus, nor the Monday told before.

    Nor "the two countries" of "the accord between the two countries, signed in Lima".
    """
    participle = frame.kind == "verb" and (frame.passive or frame.mood == "participle")
    if participle and (adjacent := _just_before(scene, frame)) is not None:
        return adjacent
    objects = [*scene.args(frame, ("object",))]
    if frame.link not in {"relcl", "acl"} or not objects or objects[0].extent.start > frame.extent.start:
        return None
    if any(scene.mentions[m].kind == "agreement" for arg in frame.args for m in arg.mentions):
        return None
    before = [m for m in mentions_of(scene, frame.sentence) if m.extent.end < frame.extent.start]
    return next((m for m in reversed(before) if m.kind == "agreement"), None)


def _just_before(scene: Scene, frame: Frame) -> Mention | None:
    """Know "the visas which, under the accord signed in Lima, it is to grant", whatever the parser hangs it on.

    Nothing hangs on "the ministers signed in Cetinje the Agreement", where the parser takes them for signed.
    """
    text = scene.reading.text
    told = [mention for mention in mentions_of(scene, frame.sentence) if mention.kind == "agreement"]
    for mention in told:
        before = mention.extent.end <= frame.extent.start
        if before and not text[mention.extent.end : frame.extent.start].strip(" ,\n"):
            return mention
    hung = any(scene.mentions[m].kind == "agreement" for arg in frame.args for m in arg.mentions)
    return next((m for m in told if not hung and m.extent.start >= frame.extent.end), None)


def _loose(scene: Scene, frame: Frame) -> Iterator[Mention]:
    """Know "had suspended on June 8, 2022 the Treaty of Friendship": the object that the parser lost behind a date."""
    verbs = [f.extent.start for f in frames_of(scene, frame.sentence) if f.kind == "verb"]
    until = min((start for start in verbs if start > frame.extent.end), default=frame.clause.end)
    for mention in mentions_of(scene, frame.sentence):
        follows = mention.kind == "agreement" and frame.extent.end <= mention.extent.start < until
        hung = [arg for arg in frame.args if mention.index in arg.mentions]
        if follows and (not hung or signed_by(scene, frame)):
            yield mention
            return
