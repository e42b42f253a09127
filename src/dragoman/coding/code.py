"""All of coding in one call."""

from dragoman.coding.according import statements_according
from dragoman.coding.agreements import code_agreements
from dragoman.coding.attributions import code_attributions
from dragoman.coding.commitments import code_commitments
from dragoman.coding.contested import contest
from dragoman.coding.events import code_frames, events_of
from dragoman.coding.pledges import pledged
from dragoman.coding.provisions import code_provisions
from dragoman.coding.scene import set_scene
from dragoman.coding.statements import code_statements
from dragoman.coding.weighing import Asked, weigh_events
from dragoman.lexicon.load import Lexicon
from dragoman.model.findings import Findings
from dragoman.model.reading import Reading


def code(reading: Reading, lexicon: Lexicon, asked: Asked | None = None) -> Findings:
    """Give everything that a reading tells, by mentions; pure, the same for the same reading, lexicon and encoder."""
    scene = set_scene(reading, lexicon)
    coding = code_frames(scene)
    events = events_of(coding)
    if asked is not None:
        events = weigh_events(coding, events, asked)
    attributions = code_attributions(scene)
    said = code_statements(scene)
    events = contest(scene, events, said)
    statements = (*said, *statements_according(scene, attributions, said))
    provisions = code_provisions(scene)
    commitments = code_commitments(scene, events, statements, provisions)
    promised = pledged(scene, events, statements, commitments)
    return Findings(
        events=tuple(sorted((*events, *promised), key=lambda event: (event.predicate, event.type))),
        statements=statements,
        provisions=provisions,
        agreements=code_agreements(scene, events),
        commitments=commitments,
        attributions=attributions,
    )
