"""Contents that no clause of the tree holds: around "X said", behind an aside, of a rumour, what a thing is called."""

import re
from itertools import pairwise

from dragoman.coding.phrases import clause, frames_of, next_word, own_end, quotations_near, shorten, trim
from dragoman.coding.quoted import Content
from dragoman.coding.scene import Scene
from dragoman.model.reading import Arg, Extent, Frame

LONGEST_ASIDE = 80  # characters between the two commas of ", during a press briefing,"
MOST_CALLED = 4  # words of what something is called: "a barbaric act of war"
SHORTEST = 2  # words of a verbless saying: "No amnesty, says Bogotá"


def label_of(scene: Scene, frame: Frame) -> Extent | None:
    """Give the thing and what it is called: 'called the pact "a surrender"', "called the seizure unlawful".

    Of "a figure which they described as 'alarming'" and "a verdict which he called 'an insult'" only the name.
    """
    text = scene.reading.text
    end = own_end(scene, frame)
    quoted = next(
        (
            q
            for q in quotations_near(scene, frame.clause)
            if frame.extent.end < q.extent.start and q.extent.end <= end + 2
        ),
        None,
    )
    lead = next_word(text, frame.extent.end, end)
    if quoted is not None:
        if lead is not None and lead[0].lower() in scene.lexicon.statements.as_word:
            behind = next_word(text, quoted.extent.end, end)  # 'described as "regrettable" the decision to expel him'
            whole = behind is not None and not text[quoted.extent.end + 1 : behind.start()].strip()
            return shorten(text, trim(text, quoted.extent.start - 1, end)) if whole else trim(text, *quoted.extent)
        return _without_pronoun(scene, trim(text, frame.extent.end, min(end, quoted.extent.end + 1)))
    things = [a for a in frame.args if a.role == "object" and a.extent.start > frame.extent.end]
    if things and lead is not None and lead[0].lower() in scene.lexicon.statements.as_word:
        return shorten(text, trim(text, lead.end(), end))  # "described as fake news a report that"
    if not things or text[frame.extent.end : things[0].extent.start].strip():
        return None
    return _called(scene, things, end)


def _called(scene: Scene, things: list[Arg], end: int) -> Extent | None:
    """Find a second object ("called the seizure unlawful") or a phrase with "as" behind the first, if there is one."""
    text = scene.reading.text
    thing = things[0]
    for name in things[1:]:
        if not text[thing.extent.end : name.extent.start].strip() and not name.mentions:
            return _without_pronoun(scene, trim(text, thing.extent.start, max(end, name.extent.end)))
    hard = scene.lexicon.statements.untrue | scene.lexicon.statements.damning | scene.lexicon.statements.unfavourable
    if hard & set(thing.heads) and len(text[slice(*thing.extent)].split()) > SHORTEST:
        return shorten(text, trim(text, *thing.extent))  # "called the report disinformation"
    words = "|".join(sorted(scene.lexicon.statements.as_word))
    found = re.search(rf"(?i)\s(?:{words})\s+\w", text[thing.head_extent.end : end])
    return None if found is None else _without_pronoun(scene, trim(text, thing.extent.start, end))


def _without_pronoun(scene: Scene, extent: Extent) -> Extent:
    """Give what a thing is called, where a pronoun is all that tells the thing: 'calling it "simply false"'."""
    text = scene.reading.text
    first = next_word(text, *extent)
    if first is None or first[0].lower() not in scene.lexicon.names.pronouns or first.end() >= extent.end:
        return shorten(text, extent)
    start = first.end()
    behind = next_word(text, start, extent.end)
    if behind is not None and behind[0].lower() in scene.lexicon.statements.as_word:
        start = behind.end()
    return shorten(text, trim(text, start, extent.end))


def around(scene: Scene, frame: Frame, begin: int, behind: int) -> tuple[Extent, Frame] | None:
    """Give the clause that a saying interrupts, whole: "The move, Caracas insists, was no gift"."""
    if frame.link != "parataxis" or frame.parent is None:
        return None
    above = scene.frames[frame.parent]
    opens = above.clause.start < begin and above.sentence == frame.sentence
    if above.kind != "verb" or above.mood != "indicative" or above.extent.start < behind or not opens:
        return None
    text = scene.reading.text
    sentence = scene.reading.sentences[frame.sentence].extent
    return shorten(text, trim(text, sentence.start, max(above.clause.end, above.extent.end))), above


def rumour(scene: Scene, frame: Frame, end: int | None = None) -> Extent | None:
    """Give what a rumour says, up to `end`: "denied press reports according to which Lima had refused"."""
    words = scene.lexicon.statements.rumours
    pattern = "|".join(r"\s+".join(map(re.escape, word.split())) for word in sorted(words, key=len, reverse=True))
    text = scene.reading.text
    end = own_end(scene, frame) if end is None else end
    found = re.search(rf"(?i)\b(?:{pattern})\b", text[frame.extent.end : end])
    extent = None if found is None else trim(text, frame.extent.end + found.end(), end)
    return shorten(text, extent) if extent is not None and extent.end > extent.start else None


def called_before(scene: Scene, frame: Frame) -> Extent | None:
    """Give what is denied behind what it is called: 'dismissed as "baseless" a report that tanks had moved'."""
    text = scene.reading.text
    end = own_end(scene, frame)
    lead = next_word(text, frame.extent.end, end)
    if lead is None or lead[0].lower() not in scene.lexicon.statements.as_word:
        return None
    if frame.passive:
        return None
    thing_start = _thing_behind(scene, lead.end(), end)
    if thing_start is not None:
        return shorten(text, trim(text, thing_start, end))
    for child in frames_of(scene, frame.sentence):
        thing = child.kind == "noun" and child.lemma.split()[-1] in scene.lexicon.grammar.hearsay
        if thing and lead.end() < child.extent.start:
            start = with_determiner(scene, child.extent.start, lead.end())
            return shorten(text, trim(text, start, max(end, child.clause.end)))
    return None


def _thing_behind(scene: Scene, start: int, end: int) -> int | None:
    """Find the article of the thing behind what it is called: 'slammed as "cruel" the new sanctions'."""
    words = scene.lexicon.statements
    told = [*re.finditer(r"[\w'’-]+", scene.reading.text[start : min(end, start + LONGEST_ASIDE)])][: MOST_CALLED + 1]
    for before, word in pairwise(told):
        plain = before[0].lower() not in {*words.noun_prepositions, *words.determiners, *words.joiners}
        if plain and word[0].lower() in words.determiners:
            return start + word.start()
    return None


def charge_before(scene: Scene, frame: Frame) -> Extent | None:
    """Give the charge that a clause on it denies: "accused Togo of arming them, an accusation Lomé denies"."""
    if frame.link != "relcl":
        return None
    words = scene.lexicon.statements
    for arg in scene.args(frame, ("object",)):
        charge = any(head in scene.lexicon.grammar.hearsay or words.nouns.get(head) == "accuse" for head in arg.heads)
        if charge and arg.head_extent.end <= frame.extent.start:
            sentence = scene.reading.sentences[frame.sentence].extent
            return Extent(with_determiner(scene, arg.head_extent.start, sentence.start), arg.head_extent.end)
    return None


def behind_aside(scene: Scene, frame: Frame) -> Extent | None:
    """Give the object that an aside parts from its verb: "reiterated, during a briefing, the position of Lima"."""
    text = scene.reading.text
    end = own_end(scene, frame)
    if text[frame.extent.end : frame.extent.end + 1] != ",":
        return None
    comma = text.find(",", frame.extent.end + 1, min(end, frame.extent.end + LONGEST_ASIDE))
    word = next_word(text, comma, end) if comma > 0 else None
    if word is None or word[0].lower() not in scene.lexicon.statements.determiners:
        return None
    return shorten(text, trim(text, comma, end))


def verbless(scene: Scene, frame: Frame, end: int) -> Extent | None:
    """Give the words before an inverted verb of saying that have no verb: "No amnesty, says Bogotá"."""
    text = scene.reading.text
    sentence = scene.reading.sentences[frame.sentence].extent
    extent = trim(text, sentence.start, end)
    told = text[extent.start : extent.end]
    return extent if len(told.split()) >= SHORTEST and "," not in told else None


def on_a_day(scene: Scene, frame: Frame, arg: Arg) -> bool:
    """Whether a phrase only tells when: "made the pledge in Lima on Thursday after talks"."""
    times = (scene.reading.times[t].extent for t in frame.times)
    return arg.timed or any(t.start <= arg.head_extent.start < t.end for t in times)


def with_determiner(scene: Scene, start: int, first: int) -> int:
    """Give the start of a phrase with the article that its name leaves out: "the Chancellor of the Republic"."""
    text = scene.reading.text
    before = text[first:start].rstrip()
    word = before.rpartition(" ")[2]
    return first + len(before) - len(word) if word.lower() in scene.lexicon.statements.determiners else start


def that_in(scene: Scene, start: int, end: int) -> int:
    """Find where a phrase swallowed the "that": its start, else the end."""
    lower = scene.reading.text[start:end].lower()
    found = [lower.find(f" {word} ") for word in scene.lexicon.statements.complementizers]
    return min((start + f for f in found if f >= 0), default=end)


def deeper(scene: Scene, frame: Frame, noun: Arg, start: int) -> bool:
    """Know "support for Canada's application to join": the clause is of the application."""
    roles = {f"object.{role}" for role in scene.lexicon.statements.noun_prepositions}
    return any(a.role in roles and noun.head_extent.end < a.extent.start < start for a in frame.args)


def is_asked(scene: Scene, frame: Frame, told: Frame) -> bool:
    """Whether what stands before a saying is that somebody was asked: "Asked about the visas, she said yes"."""
    return told.link == "advcl" and told.parent == frame.index and told.lemma in scene.lexicon.statements.to_object


def asked_of(scene: Scene, frame: Frame, told: Frame, behind: int) -> Content | None:
    """Give what one was asked who said so: "Asked whether she would go to Cairo, the spokesperson said she would"."""
    answer = scene.reading.text[behind : scene.reading.sentences[told.sentence].extent.end].lower().strip(" .").split()
    asked = next((child for child in scene.children(told) if child.link == "ccomp" and child.mark is not None), None)
    denied = scene.lexicon.grammar.negators & set(answer)
    if asked is None:
        about = next((arg for arg in told.args if arg.role in scene.lexicon.statements.topics), None)
        dismissed = about is not None and scene.lexicon.statements.denies(frame.lemma)  # "..., she dismissed them"
        return Content(trim(scene.reading.text, *about.extent), "before", None) if about and dismissed else None
    if denied:
        return None
    extent = clause(scene, asked)
    mark = next_word(scene.reading.text, *extent)
    start = mark.end() if mark is not None and mark[0].lower() == asked.mark else extent.start
    return Content(trim(scene.reading.text, start, extent.end), "before", asked)
