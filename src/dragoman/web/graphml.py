"""Graphs as GraphML, for programs that draw and measure networks."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from xml.sax.saxutils import escape, quoteattr

MEDIA_TYPE = "application/graphml+xml"
_NO_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_SORTS: dict[type, str] = {str: "string", int: "int", float: "double", bool: "boolean"}
Told = str | int | float | bool | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Graph:
    """What is in a graph without directions. nodes: by id; edges: of two ids each; None where a value is not known."""

    nodes: Mapping[str, Mapping[str, Told]]
    edges: Sequence[tuple[str, str, Mapping[str, Told]]]
    sorts: Mapping[str, type] = field(default_factory=dict)  # of values that are no text


def graphml(graph: Graph) -> Iterator[str]:
    """A graph as GraphML, piece by piece."""
    yield '<?xml version="1.0" encoding="utf-8"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n'
    tables = (("node", graph.nodes.values()), ("edge", [told for _, _, told in graph.edges]))
    for domain, rows in tables:
        for name in dict.fromkeys(name for told in rows for name in told):
            sort = _SORTS[graph.sorts.get(name, str)]
            yield f'<key id="{domain}_{name}" for="{domain}" attr.name="{name}" attr.type="{sort}"/>\n'
    yield '<graph edgedefault="undirected">\n'
    for identifier, told in graph.nodes.items():
        yield f"<node id={_quoted(identifier)}>{_values('node', told)}</node>\n"
    for one, other, told in graph.edges:
        yield f"<edge source={_quoted(one)} target={_quoted(other)}>{_values('edge', told)}</edge>\n"
    yield "</graph>\n</graphml>\n"


def _values(domain: str, told: Mapping[str, Told]) -> str:
    return "".join(
        f'<data key="{domain}_{name}">{escape(_plain(value))}</data>'
        for name, value in told.items()
        if value is not None
    )


def _quoted(text: str) -> str:
    return quoteattr(_NO_XML.sub("", text))


def _plain(value: Told) -> str:
    return str(value).lower() if isinstance(value, bool) else _NO_XML.sub("", str(value))
