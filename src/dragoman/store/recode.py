"""Reading again what an older coder read: what changed, and where each judgement stands afterwards.

A judgement is about a finding. The new coder may have found it again under the same id (ids follow from the evidence);
else it re-attaches to the finding of the same document and kind whose evidence overlaps its own the most; else it is
orphaned: listed, and kept for a coder that finds it again.
"""

from dataclasses import dataclass

from sqlalchemy import Connection, select, update

from dragoman.model.judgement import Judgement
from dragoman.model.record import Coder
from dragoman.model.source_text import Item, Raw
from dragoman.store import schema as s
from dragoman.store.connect import writing
from dragoman.store.counting import findings, is_by_machine
from dragoman.store.decisions import judgements_in, standing
from dragoman.store.notes import note_change
from dragoman.store.prepared import Prepared
from dragoman.store.regroup import regroup
from dragoman.store.reports import list_reports
from dragoman.store.rows import MERGED, Numbers
from dragoman.store.writer import Writer, add_reading


@dataclass(frozen=True, slots=True, kw_only=True)
class Recoded:
    """What reading a document again changed: ids of findings that came, went, and are told otherwise.

    name: of its file, as shown. failed: why it could not be read.
    """

    name: str
    document: str
    came: tuple[str, ...] = ()
    went: tuple[str, ...] = ()
    otherwise: tuple[str, ...] = ()
    failed: str | None = None

    @property
    def same(self) -> bool:
        return not (self.came or self.went or self.otherwise)

    def as_json(self) -> dict[str, object]:
        return {name: getattr(self, name) for name in ("document", "name", "came", "went", "otherwise")}


def outdated(connection: Connection, coder: Coder, beyond: int) -> tuple[int, Item] | None:
    """The first document beyond this number whose reading that counts is by another coder, with its number.

    It comes with the metadata which that reading used.
    """
    r, ap = s.readings.c, s.appearances.c
    same = connection.execute(select(s.coders.c.n).filter_by(**coder.model_dump())).scalar_one_or_none()
    query = select(r.document, r.used).where(is_by_machine(), r.document > beyond).order_by(r.document).limit(1)
    if same is not None:
        query = query.where(r.coder != same)
    row = connection.execute(query).first()
    if row is None:
        return None
    found = select(s.appearances, s.documents.c.text).join(s.documents, s.documents.c.n == ap.document)
    seen = connection.execute(found.where(ap.document == row.document, ap.used == row.used).limit(1)).one()
    raw = Raw(
        text=seen.text,
        name=seen.name,
        title=seen.title,
        outlet=seen.outlet,
        byline=seen.byline,
        url=seen.url,
        published=seen.published,
    )
    return row.document, Item(raw=raw, digest=seen.digest, modified=seen.modified, retrieved=seen.retrieved)


def recode(writer: Writer, told: Prepared) -> Recoded:
    """Keep what a newer coder read in a document; its judgements are re-attached in the same transaction.

    Raises ValueError where nothing was read in it.
    """
    if told.record is None:
        raise ValueError(f"{told.item.raw.name}: comes without what was read in it")
    with writing(writer.engine) as connection:
        numbers = Numbers(connection, {})
        document = connection.execute(select(s.documents.c.n).where(s.documents.c.id == told.document)).scalar_one()
        before = _values(connection, document)
        come, gone = add_reading(connection, numbers, told, told.record.coder, document, writer.clock())
        list_reports(connection, document)
        _attach(connection, document)
        changed = note_change(connection, numbers, writer.clock())
        regroup(connection, numbers, come=come, gone=gone, changed=changed)
        after = _values(connection, document)
    return Recoded(
        name=told.item.raw.name,
        document=told.document,
        came=tuple(sorted(after.keys() - before.keys())),
        went=tuple(sorted(before.keys() - after.keys())),
        otherwise=tuple(sorted(id_ for id_ in after.keys() & before.keys() if after[id_] != before[id_])),
    )


def _values(connection: Connection, document: int) -> dict[str, str]:
    """The merged kinds of findings that count in a document, by their ids."""
    f = s.findings.c
    query = findings(f.id, f.value).where(f.document == document, f.kind.in_(sorted(MERGED)))
    return {row.id: row.value for row in connection.execute(query)}


def _attach(connection: Connection, document: int) -> None:
    """Attach all judgements about a document to the findings that count in it now."""
    f, j = s.findings.c, s.judged.c
    here = connection.execute(findings(f.id, f.kind, f.start, f.end).where(f.document == document)).all()
    ids = {row.id for row in here}
    rows = connection.execute(select(s.judged).where(j.document == document, j.start.is_not(None))).all()
    for row in rows:
        alike = [
            (min(one.end, row.end) - max(one.start, row.start), -abs(one.end - one.start - row.end + row.start), one.id)
            for one in here
            if one.kind == row.kind and one.start < row.end and one.end > row.start
        ]
        found = row.target if row.target in ids else max(alike)[2] if alike else None
        if found != row.attached:
            place = (j.judgement == row.judgement) & (j.position == row.position)
            connection.execute(update(s.judged).where(place).values(attached=found))


def orphaned(connection: Connection) -> list[Judgement]:
    """Judgements that hold, and of whose findings none is there any more."""
    told = {judgement.id: judgement for judgement in standing(judgements_in(connection))}
    j, d = s.judgements.c, s.judged.c
    query = select(j.id, d.attached).join(s.judged, d.judgement == j.n).where(d.start.is_not(None))
    attached: dict[str, list[str | None]] = {}
    for row in connection.execute(query):
        attached.setdefault(row.id, []).append(row.attached)
    return [told[id_] for id_ in told if id_ in attached and not any(attached[id_])]
