"""What others said to somebody, or of him: statements that are made to him, or whose words name him."""

from sqlalchemy import Connection, select

from dragoman.model.identity import Identity
from dragoman.model.record import Actor, Statement
from dragoman.store import schema as s
from dragoman.store.listed import Listed
from dragoman.store.lists import by_number
from dragoman.store.seen import Within, is_seen
from dragoman.store.sql import select_in

MOST_MEMBERS = 200  # actors of an identity, of reports of any time, among whose reports is looked


def said_about(connection: Connection, identity: Identity, limit: int, within: Within = None) -> tuple[Listed, ...]:
    """The newest first; his own words are none of them."""
    f, mf = s.findings.c, s.merged_findings.c
    his = frozenset(identity.members)
    told = select(f.document, f.value).where(f.kind == "actor", *is_seen(f.document, within))
    mentions: dict[int, list[tuple[int, int]]] = {}
    for row in select_in(connection, told, f.id, identity.members[:MOST_MEMBERS]):
        actor = Actor.model_validate_json(row.value)
        mentions.setdefault(row.document, []).extend((one.start, one.end) for one in actor.mentions)
    query = select(mf.merged, f.document, f.value).join(s.findings, f.n == mf.finding).where(f.kind == "statement")
    found: set[int] = set()
    for row in select_in(connection, query, f.document, mentions, s.merged_findings):
        one = Statement.model_validate_json(row.value)
        is_named = any(one.content.start <= at and end <= one.content.end for at, end in mentions[row.document])
        if one.speaker not in his and (is_named or not his.isdisjoint(one.addressees)):
            found.add(row.merged)
    items = by_number(connection, found, within)
    newest = sorted(items, key=lambda n: (items[n].day, n), reverse=True)
    return tuple(items[n] for n in newest[:limit])
