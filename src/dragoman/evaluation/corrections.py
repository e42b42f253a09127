"""What persons judged, as gold and as training data: one JSON object a line, docs/review.md shows the form.

`dragoman evaluate` takes such a file as records, `dragoman train` its pairs. A line is a sentence in which events were
judged, or a whole report where a reviewer read it all: then nothing is missing in it, and recall can be told. What was
judged of other kinds of findings is in lines of its own, of which evaluation and training take nothing.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from dragoman.learned.labels import NOTHING
from dragoman.lexicon.ontology import Ontology
from dragoman.model.marked import marked_at
from dragoman.model.record import Actor, Event, Role, Span, Status, widest
from dragoman.store.reviewed import ReviewedDocument, Said

Extent = tuple[int, int]


def lines(documents: Iterable[ReviewedDocument], ontology: Ontology) -> Iterator[dict[str, Any]]:
    """A line for each sentence, or report, in which something was judged."""
    for document in documents:
        events = [one for one in document.said if one.kind == "event" and (one.judgements or document.whole)]
        if document.whole:
            yield _line(document, (0, len(document.text)), events, ontology)
        else:
            for extent, here in _by_sentence(document, events):
                yield _line(document, extent, here, ontology)
        for extent, here in _by_sentence(document, [one for one in document.said if one.kind != "event"]):
            judged = [one for one in here if one.judgements]
            if judged:
                yield {**_head(document, extent), "judged": list(map(_judged, judged))}


def _head(document: ReviewedDocument, extent: Extent) -> dict[str, Any]:
    start, end = extent
    return {
        "id": f"{document.id}:{start}-{end}",
        "text": document.text[start:end],
        "date": document.published,
        "document": document.id,
        "outlet": document.outlet,
        "start": start,
        "end": end,
    }


def _line(document: ReviewedDocument, extent: Extent, said: Sequence[Said], ontology: Ontology) -> dict[str, Any]:
    kept = [event for one in said if (event := _gold(one)) is not None]
    return {
        **_head(document, extent),
        "whole": document.whole,
        "events": [_event(event, document, extent) for event in kept],
        "pairs": list(_pairs(document, said, ontology)),
        "judged": [_judged(one) for one in said if one.judgements],
    }


def _gold(one: Said) -> Event | None:
    """The event that is right; of a report that was read whole also one that its reader left as it was."""
    found = one.person if one.judgements else one.machine
    return found if isinstance(found, Event) else None


def _read(one: Said) -> Event | None:
    found = one.person or one.machine
    return found if isinstance(found, Event) else None


def _by_sentence(document: ReviewedDocument, said: Sequence[Said]) -> list[tuple[Extent, list[Said]]]:
    """Findings by the sentences that their evidence stands in, which are one text where it is in several."""
    found: dict[Extent, list[Said]] = {}
    for one in said:
        found.setdefault(_around(document, _evidence(one)), []).append(one)
    return sorted(found.items(), key=lambda item: item[0])


def _evidence(one: Said) -> tuple[Span, ...]:
    finding = one.person or one.machine
    told: tuple[Span, ...] = getattr(finding, "evidence", ())
    return told or tuple(span for name in ("content", "what") if (span := getattr(finding, name, None)) is not None)


def _around(document: ReviewedDocument, spans: Sequence[Span]) -> Extent:
    start = min((span.start for span in spans), default=0)
    end = max((span.end for span in spans), default=0)
    touched = [(low, high) for low, high in document.sentences if low < end and high > start]
    return (min((start, *(low for low, _ in touched))), max((end, *(high for _, high in touched))))


def _event(event: Event, document: ReviewedDocument, extent: Extent) -> dict[str, Any]:
    found = widest(event.evidence)
    inside = found is not None and _within(found, extent)
    return {
        "type": event.type,
        "mode": event.mode,
        "status": event.status,
        "event_text": found.quote if found is not None and inside else "",
        "actors": _side(event.actors, document, extent),
        "recipients": _side(event.recipients, document, extent),
        "contexts": list(event.contexts),
    }


def _side(roles: Sequence[Role], document: ReviewedDocument, extent: Extent) -> list[dict[str, Any]]:
    """Those of one side that the text names: who is only meant there is left open."""
    found = []
    for role in roles:
        actor = document.actors.get(role.actor)
        if actor is None:
            continue
        named = _mention(actor, extent)
        if named is not None:
            country = role.country or actor.country
            country = "IGO" if actor.kind == "igo" else country
            found.append({"text": named.quote, "country": country, "sectors": list(role.sectors or actor.sectors)})
    return found


def _mention(actor: Actor, extent: Extent) -> Span | None:
    return next((span for span in actor.mentions if _within(span, extent)), None)


def _within(span: Span, extent: Extent) -> bool:
    return extent[0] <= span.start and span.end <= extent[1]


def _pairs(document: ReviewedDocument, said: Sequence[Said], ontology: Ontology) -> Iterator[dict[str, str]]:
    """Marked sentences with labels. Where all that was told of two in a sentence is rejected, nothing is done there."""
    told: dict[str, dict[str, str]] = {}
    for one in sorted(said, key=lambda one: _gold(one) is None):  # what is right before what is not
        event, right = _read(one), _gold(one)
        if event is None or not event.actors:
            continue
        extent = _around(document, event.evidence)
        for marked in _marked(document, event, extent):
            row = _label(right, ontology) if right is not None else _nothing(event)
            if row is not None:
                told.setdefault(marked, {"marked": marked, **row})
    yield from told.values()


def _marked(document: ReviewedDocument, event: Event, extent: Extent) -> Iterator[str]:
    """The sentences of an event with each who acts and each to whom marked, as far as it names them."""
    text = document.text[slice(*extent)]
    if "<s>" in text or "<t>" in text or "\t" in text:
        return
    sides = [
        [span for role in side if (actor := document.actors.get(role.actor)) and (span := _mention(actor, extent))]
        for side in (event.actors, event.recipients)
    ]
    for source in sides[0]:
        targets: list[Span | None] = [*sides[1]] or [None]
        for target in targets:
            if target is not None and source.start < target.end and target.start < source.end:
                continue
            ends = [] if target is None else [(target.start - extent[0], target.end - extent[0])]
            marked = marked_at(text, [(source.start - extent[0], source.end - extent[0])], ends)
            yield " ".join(marked.shown().split())


def _label(event: Event, ontology: Ontology) -> dict[str, str] | None:
    known = [mode for mode in dict.fromkeys((event.mode, *event.modes)) if mode in ontology.modes_of(event.type)]
    status: Status = "planned" if event.status == "planned" else "occurred"  # the code is of the content
    cameo = event.cameo or ontology.export_code(event.type, next(iter(known), None), status)
    if cameo not in ontology.cameo:
        return None
    modes = "+".join(mode for mode in known if mode is not None)
    return {"type": event.type, "mode": modes, "status": event.status, "cameo": cameo}


def _nothing(event: Event) -> dict[str, str]:
    return {"type": NOTHING, "mode": "", "status": event.status, "cameo": ""}


def _judged(one: Said) -> dict[str, Any]:
    """Who decided what, with the machine's value and score beside the person's."""
    return {
        "kind": one.kind,
        "finding": one.id,
        "machine": one.machine.model_dump(mode="json") if one.machine is not None else None,
        "score": one.machine.confidence if one.machine is not None else None,
        "person": one.person.model_dump(mode="json") if one.person is not None else None,
        "judgements": [told.model_dump(mode="json") for told in one.judgements],
    }
