"""What one speaker is told twice to have said: "assured and told" of the same words."""

from dragoman.coding.phrases import overlap
from dragoman.model.findings import StatementFinding

SAME = 0.9  # of the words
RECENT = 20  # statements back


def _told_by(kept: StatementFinding, other: StatementFinding) -> bool:
    """Whether a statement tells another too; not "thanking B for its help", inside what A is told to have said."""
    nested = kept.act != other.act and kept.content.start <= other.verb.start < kept.content.end
    return not nested and kept.speaker == other.speaker and overlap(kept.content, other.content) > SAME


def once(found: list[StatementFinding]) -> list[StatementFinding]:
    """Give no content told twice by one speaker: "assured and told" of the same words."""
    kept: list[StatementFinding] = []
    for finding in sorted(found, key=lambda f: (f.content, -f.confidence, f.verb)):
        if not any(_told_by(k, finding) for k in kept[-RECENT:]):
            kept.append(finding)
    return sorted(kept, key=lambda f: (f.sentence, f.verb, f.content, f.speaker))
