"""Whose an office is before which a pronoun stands: "its commander" after "The National Police"."""

from dragoman.linking.book import Book, Entry, key_of
from dragoman.linking.company import owner_before
from dragoman.linking.named import body
from dragoman.model.reading import Extent, Mention


def belong(book: Book, mention: Mention, holder: Entry) -> None:
    """Give somebody the body whose pronoun stands before his office: "its commander" after "The National Police"."""
    words = book.lexicon.names
    if key_of(mention.title or "") in words.relational:
        return  # "her counterpart" is of another state than she
    owner = book.word_before(mention).lower()
    inside = words.possessive_pronouns & set((mention.title or "").lower().split())
    before = owner_before(book, mention)
    if before is not None and before.kind != "state":
        told = [book.entries[number] for number in book.of.get(before.index, ())]
        if len(told) == 1 and told[0].kind != "person" and holder.country is None and not holder.bodies:
            holder.bodies.append(told[0].number)
            holder.country = told[0].country if told[0].kind == "organization" else None
        return
    if owner in words.own_pronouns or not (owner in words.possessive_pronouns or inside) or holder.country is not None:
        return
    if words.pronouns.get(owner) in {"m", "f"}:
        # "Guterres regretted it, his deputy spokesman Farhan Haq said"
        chief = next(book.nearest(mention, ("person",), reach=1), None)
        if chief is not None and any(book.entries[number].kind == "igo" for number in chief.bodies):
            holder.bodies += [number for number in chief.bodies if number not in holder.bodies]
            return
    described = _described(book, mention) if words.pronouns.get(owner) == "it" else None
    if described is not None:
        holder.bodies += [described.number] if described.number not in holder.bodies else []
        holder.country = described.country
        return
    title = key_of(mention.title or "")
    of_state = title in words.offices or not words.accredited.isdisjoint(title.split())
    bodies = list(book.nearest(mention, ("organization", "igo", "group", "state", "person"), reach=1))
    doing = {n for m in book.reading.mentions_of(mention.sentence) if m.index in book.subjects for n in _names(book, m)}
    own = any(entry.number in doing and entry.kind not in {"state", "person"} for entry in bodies)
    # "The National Guard arrested three, its spokesman told": the body's, before any state's
    first = sorted(bodies, key=lambda entry: entry.number not in doing if own else (entry.kind == "state") != of_state)
    if words.pronouns.get(owner) == "it" and first and first[0].kind not in {"state", "person"}:
        if not holder.bodies:
            holder.bodies.append(first[0].number)
        holder.country = first[0].country if first[0].kind == "organization" else None
        return
    holder.country = next((entry.country for entry in bodies if entry.country), None)


def _described(book: Book, mention: Mention) -> Entry | None:
    """ "The Chadian foreign ministry condemned it; its spokesman": the body told by what it is, with its state."""
    told = (m for m in book.reading.mentions_of(mention.sentence) if m.extent.end <= mention.extent.start)
    acting = [m for m in told if m.index in book.subjects and m.kind == "organization"]
    last = acting[-1] if acting and acting[-1].name is None else None
    if last is None or last.country is None or last.country_extent is None:
        return None
    name = book.text(Extent(last.country_extent.end, last.extent.end))
    return body(book, name, None, last.country) if name else None


def _names(book: Book, mention: Mention) -> tuple[int, ...]:
    """The actors of a body named before; none of any other mention."""
    return book.of.get(mention.index, ()) if mention.kind == "organization" and mention.name else ()
