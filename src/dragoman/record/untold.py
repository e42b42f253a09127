"""Agreements without a name that are not worth a record: wished for, merely agreed, told inside another."""

from collections.abc import Sequence

from dragoman.lexicon.load import Lexicon
from dragoman.model.findings import AgreementFinding, ProvisionFinding
from dragoman.model.reading import Mention, Reading


def untold(
    mentions: Sequence[Mention],
    told: Sequence[AgreementFinding],
    provisions: Sequence[ProvisionFinding],
    reading: Reading,
    lexicon: Lexicon,
) -> bool:
    """Whether nothing is told of an agreement but that somebody wants it, or that something was agreed before."""
    stages = {finding.status for finding in told} - {None}
    if not stages:
        return True
    if stages == {"proposed"} and all(_vague(mention, reading, lexicon) for mention in mentions):
        return True
    return _agreed_before(mentions, told, reading, lexicon) or all(_inside(m, provisions) for m in mentions)


def _vague(mention: Mention, reading: Reading, lexicon: Lexicon) -> bool:
    """Whether nothing tells which agreement is meant: "called for an immediate truce", "failed to reach a deal"."""
    words = reading.text[mention.extent.start : mention.extent.end].lower().split()
    behind = reading.text[mention.extent.end :].split(maxsplit=1)[:1]
    if behind and behind[0].lower() in lexicon.statements.agreements.topics:
        return False
    return set(words[:-1]) <= lexicon.statements.agreements.vague | lexicon.names.articles


def _agreed_before(
    mentions: Sequence[Mention], told: Sequence[AgreementFinding], reading: Reading, lexicon: Lexicon
) -> bool:
    """Know "agreed to clear the mines. The deal was reached in Lima": what was agreed, and no paper that was signed."""
    words = lexicon.statements.agreements
    first = min(mentions, key=lambda mention: mention.head_extent.start)
    consent = first.definite and words.kinds.get(first.head) == "agreement" and _vague(first, reading, lexicon)
    papers = {reading.frames[f.frame].lemma for f in told if f.frame is not None} & words.consent_verbs
    agreed = first.sentence and any(
        frame.kind == "verb" and words.undertakes.get(frame.lemma) and (frame.tense == "past" or frame.perfect)
        for frame in reading.frames_of(first.sentence - 1)
    )
    return consent and not papers and bool(agreed)


def _inside(mention: Mention, provisions: Sequence[ProvisionFinding]) -> bool:
    """Know "The accord provides for an exchange of prisoners and a ceasefire": what another lays down."""
    return not mention.definite and any(
        p.text.start <= mention.extent.start and mention.extent.end <= p.text.end for p in provisions
    )
