"""All of coding in one call."""

from dragoman.coding.agreements import code_agreements
from dragoman.coding.attributions import code_attributions
from dragoman.coding.commitments import code_commitments
from dragoman.coding.events import code_events
from dragoman.coding.provisions import code_provisions
from dragoman.coding.scene import set_scene
from dragoman.coding.statements import code_statements
from dragoman.lexicon.load import Lexicon
from dragoman.model.findings import Findings
from dragoman.model.reading import Reading


def code(reading: Reading, lexicon: Lexicon) -> Findings:
    """Give everything that a reading tells, by mentions; pure, the same for the same reading and lexicon."""
    scene = set_scene(reading, lexicon)
    events = code_events(scene)
    statements = code_statements(scene)
    provisions = code_provisions(scene)
    return Findings(
        events=events,
        statements=statements,
        provisions=provisions,
        agreements=code_agreements(scene, events),
        commitments=code_commitments(scene, events, statements, provisions),
        attributions=code_attributions(scene),
    )
