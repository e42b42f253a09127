"""What coding finds: acts told of mentions, before anybody knows who the mentions are."""

from dataclasses import dataclass

from dragoman.model.reading import Extent
from dragoman.model.record import Act, AgreementKind, AgreementStatus, EventType, Force, Status


@dataclass(frozen=True, slots=True, kw_only=True)
class EventFinding:
    """An event of one frame. `actors` and `recipients` are mention indices; `agreement` an agreement's mention."""

    frame: int
    sentence: int
    type: EventType
    mode: str | None
    cameo: str
    cue: str
    status: Status
    actors: tuple[int, ...]
    recipients: tuple[int, ...]
    predicate: Extent
    clause: Extent
    contexts: tuple[str, ...] = ()
    agreement: int | None = None
    confidence: float = 0.5
    strength: str = "weak"  # of the cue: "strong" where it asks for more than its word


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementFinding:
    """Something said: `speaker` a mention, `content` what was said."""

    frame: int | None
    sentence: int
    speaker: int
    addressees: tuple[int, ...]
    act: Act
    content: Extent
    verb: Extent
    cue: str
    confidence: float


@dataclass(frozen=True, slots=True, kw_only=True)
class ProvisionFinding:
    """One thing that an agreement says; `bound` are the mentions of those who take it upon themselves."""

    agreement: int
    sentence: int
    text: Extent
    force: Force
    cue: str
    bound: tuple[int, ...] = ()
    future: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementFinding:
    """What one clause tells of an agreement: who signed it, when (by the frame's times) and where."""

    mention: int
    kind: AgreementKind
    status: AgreementStatus | None
    parties: tuple[int, ...]
    signatories: tuple[int, ...]
    frame: int | None
    cue: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CommitmentFinding:
    """A future act that `by` (mentions) take upon themselves, under an agreement's mention or by a statement."""

    sentence: int
    by: tuple[int, ...]
    to: tuple[int, ...]
    what: Extent
    condition: Extent | None
    under: int | None
    cue: str
    frame: int | None
    confidence: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """Somebody tells what stands in `extent` of a sentence: "the ministry reported on May 12"."""

    sentence: int
    teller: int | None  # mention
    extent: Extent  # what is told
    verb: Extent
    frame: int | None
    medium: int | None = None  # mention of a press release's owner, of the agency that carried it
    release: Extent | None = None  # "the May 12 press release of the service"
    general: bool = False  # an outlet reporting the whole
    cites: bool = False  # the medium rests on the teller: "Reuters reported, citing two diplomats"


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    events: tuple[EventFinding, ...] = ()
    statements: tuple[StatementFinding, ...] = ()
    provisions: tuple[ProvisionFinding, ...] = ()
    agreements: tuple[AgreementFinding, ...] = ()
    commitments: tuple[CommitmentFinding, ...] = ()
    attributions: tuple[Attribution, ...] = ()
