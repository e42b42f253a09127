"""Towns told behind what they are: "in the capital, Lomé", "in the port city of Lomé", "in the border town Aflao"."""

from collections.abc import Iterator

from dragoman.lexicon.load import Lexicon
from dragoman.model.reading import Arg, Frame, Mention, Reading

NEAR = 20  # characters between what it is and its name: " city of "


def is_town(lexicon: Lexicon, mention: Mention) -> bool:
    """Whether a name may be a place's: a capital too, but no state."""
    if mention.kind == "state":
        return any(entry.form_kind == "capital" for entry in lexicon.world.find(mention.name or ""))
    return mention.kind in {"place", "name"}


def called(reading: Reading, lexicon: Lexicon, frame: Frame, arg: Arg) -> Iterator[Mention]:
    """The town that a phrase calls by name: "the capital, Lomé"."""
    grammar = lexicon.grammar
    kinds = grammar.settlements | grammar.capital_words
    if arg.mentions or not any(head.rpartition(" ")[2] in kinds for head in arg.heads):
        return
    joins = grammar.of | kinds
    for mention in reading.mentions_of(frame.sentence):
        if 0 <= mention.extent.start - arg.head_extent.end <= NEAR and is_town(lexicon, mention):
            between = reading.text[arg.head_extent.end : mention.extent.start].lower().strip(" ,").split()
            if joins.issuperset(between):
                yield mention
            return
