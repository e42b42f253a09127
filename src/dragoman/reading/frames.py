"""Frames: predicates with their arguments, from the tree."""

import re

from dragoman.model.reading import Arg, Extent, Frame, Link
from dragoman.reading.arguments import Arguments, as_role
from dragoman.reading.features import lemma_of, mark_of, modal, negated, passive, progressive, telling
from dragoman.reading.setting import LONGEST_CHAIN, Setting, act_noun, is_verb

_LINKS: dict[str, Link] = {
    "xcomp": "xcomp", "ccomp": "ccomp", "pcomp": "advcl", "advcl": "advcl", "relcl": "relcl", "acl": "acl",
    "conj": "conj", "parataxis": "parataxis", "csubj": "ccomp", "csubjpass": "ccomp", "oprd": "xcomp",
}  # fmt: skip
_YEARS = re.compile(r"\d{4}(?:[\u2013/-]\d{2,4})?\Z")


def find_frames(setting: Setting) -> tuple[Frame, ...]:
    """All frames in text order."""
    trees = setting.trees
    index_of: dict[int, int] = {}
    heads: list[tuple[int, str | None]] = []
    for word in range(len(trees)):
        noun = None
        if not is_verb(trees, word):
            noun = act_noun(setting, word)
            if noun is None:
                continue
        index_of[word] = len(heads)
        heads.append((word, noun))
    builder = _Builder(setting, index_of)
    return tuple(builder.verb(word) if noun is None else builder.noun(word, noun) for word, noun in heads)


class _Builder:
    def __init__(self, setting: Setting, index_of: dict[int, int]) -> None:
        self.setting = setting
        self.trees = setting.trees
        self.index_of = index_of
        self.arguments = Arguments(setting, index_of)
        self._quotes = iter(setting.quotations)
        self._quote = next(self._quotes, None)

    def verb(self, word: int) -> Frame:
        trees = self.trees
        grammar = self.setting.grammar
        tense, perfect, mood = telling(trees, word, grammar)
        parent, link, prep = self._parent(word)
        modality = modal(trees, word)
        # "were to have met" tells no future
        if modality in grammar.future or (mood == "infinitive" and not perfect and self._is_set(word, parent)):
            tense = "future"
        return Frame(
            index=self.index_of[word],
            sentence=trees.sentence[word],
            kind="verb",
            lemma=lemma_of(trees, word),
            extent=Extent(trees.start[word], trees.end[word]),
            clause=self._clause(word),
            args=self.arguments.args(word),
            negated=negated(trees, word, grammar),
            modal=modality,
            tense=tense,
            perfect=perfect,
            passive=passive(trees, word),
            mood=mood,
            parent=parent,
            link=link,
            prep=prep,
            mark=mark_of(trees, word, grammar),
            quoted=self._quoted(word),
            times=self._times(word),
            # the parser takes the answer of "said no to the request" for an interjection
            adverbs=tuple(
                trees.lower[c]
                for c in trees.kids(word, "advmod", "prt", "npadvmod", "intj", "prep")
                if trees.time[c] < 0 and (trees.dep[c] != "prep" or self._stranded(c))
            ),
            progressive=progressive(trees, word),
        )

    def _stranded(self, word: int) -> bool:
        """Whether a preposition has nothing behind it: "Peru voted against"."""
        return not self.trees.children[word] and self.trees.lower[word] in self.setting.grammar.stranded

    def _is_set(self, word: int, parent: int | None) -> bool:
        """Whether a future is told without a modal: "N'Djamena is to free 84 prisoners", "Kuwait to visit Oman"."""
        trees = self.trees
        if parent is None:
            return bool(trees.kids(word, "nsubj")) and trees.head[word] == word
        if trees.dep[word] != "xcomp":
            return False
        head = trees.head[word]
        grammar = self.setting.grammar
        return trees.lemma[head] in grammar.scheduled or (
            trees.lemma[head] in grammar.copulas and trees.tag[head] in {"VBZ", "VBP", "VBD"}
        )

    def noun(self, word: int, lemma: str) -> Frame:
        trees = self.trees
        grammar = self.setting.grammar
        parent, link, prep = self._parent(word)
        if trees.dep[word] == "conj" and parent is None:
            parent, link, prep = self._parent(trees.head[word])
        return Frame(
            index=self.index_of[word],
            sentence=trees.sentence[word],
            kind="noun",
            lemma=lemma,
            extent=Extent(trees.start[word], trees.end[word]),
            clause=self._clause(word),
            args=self._noun_args(word, lemma),
            negated=any(trees.lower[c] in grammar.negators for c in trees.kids(word, "det", "neg")),
            parent=parent,
            link=link,
            prep=prep,
            quoted=self._quoted(word),
            times=self._times(word),
            adverbs=tuple(trees.lower[c] for c in trees.kids(word, "amod")),
            alone=lemma in self.setting.alone_nouns,
        )

    def _noun_args(self, word: int, lemma: str) -> tuple[Arg, ...]:
        trees = self.trees
        grammar = self.setting.grammar
        at = self.setting.mentions.at
        find = self.arguments
        args: list[Arg] = [find.arg("subject", child) for child in trees.kids(word, "poss")]
        above = trees.head[trees.head[word]]
        if (
            not args
            and trees.dep[word] == "pobj"
            and trees.dep[trees.head[word]] == "prep"
            and trees.tag[above].startswith("NN")
            and trees.lower[trees.head[word]] in grammar.place_prepositions  # not "its protest against the attack"
        ):
            # "Azerbaijan's victory in the war with Armenia"
            args += [find.arg("subject", child) for child in trees.kids(above, "poss") if trees.tag[child] != "PRP$"]
        for child in trees.kids(word, "compound", "amod", "nmod"):
            if at[child] >= 0 or trees.country[child]:
                args.append(find.arg("compound", child))
            elif trees.dep[child] == "compound":
                args.append(find.arg("modifier", child))
        inside = find.preps(word, "")
        whose = any(trees.tag[child] == "PRP$" for child in trees.kids(word, "poss"))
        other = bool(args) or any(arg.frame is not None for arg in inside)
        for arg in inside:
            outer, _, by = arg.role.rpartition(".")
            # "the expulsion of two diplomats by Russia": the agent hangs on the diplomats, unless these are an act
            # "its rejection of all violations by the forces": what somebody's own is nobody else's
            own = (by in grammar.agents and not (outer and other) and not whose) or arg.role in grammar.between
            args.append(as_role(arg, "subject") if own else arg)
        if not any(arg.role == "subject" for arg in args):
            args += self._agent_beside(word) or self._agent_within(word)
        companions = {"subject"} | grammar.companions | grammar.agents
        for child in trees.kids(word, "acl", "relcl"):
            aside = lemma_of(trees, child) in grammar.aside | grammar.seeing_to  # "a round of talks mediated by Oman"
            if is_verb(trees, child) and passive(trees, child) and not aside:
                # of "the attack carried out by A on the base at B" all is the attack's
                carried = grammar.carries(lemma_of(trees, child), lemma)
                told = [arg for arg in find.own(child) if arg.role in companions or (carried and "." not in arg.role)]
                args += [as_role(arg, "subject") if arg.role in grammar.between else arg for arg in told]
        return tuple(args)

    def _agent_beside(self, word: int) -> list[Arg]:
        """Find who did what a verb is said of: "condemned the shelling of a village by troops" hangs them on the verb.

        Nobody condemns "by troops": a verb that is told with its subject has no agent.
        """
        trees, verb = self.trees, self.trees.head[word]
        if trees.dep[word] != "dobj" or verb not in self.index_of or passive(trees, verb):
            return []
        found = [
            as_role(arg, "subject")
            for prep in trees.kids(verb, "prep", "agent")
            if prep > word and trees.lower[prep] in self.setting.grammar.agents and self._tells_actor(prep)
            for arg in self.arguments.prep(prep, "")
            if arg.role in self.setting.grammar.agents
        ]
        return found[:1]

    def _agent_within(self, word: int) -> list[Arg]:
        """Find who did it behind where it was: "the detention of two men near the line by troops"."""
        trees, grammar = self.trees, self.setting.grammar
        for of in trees.kids(word, "prep") if trees.dep[word] == "dobj" else ():
            whom = trees.kid(of, "pobj") if trees.lower[of] in grammar.of else None
            at = (
                []
                if whom is None
                else [p for p in trees.kids(whom, "prep") if trees.lower[p] in grammar.place_prepositions]
            )
            for place in (inner for prep in at for inner in trees.kids(prep, "pobj") if inner not in self.index_of):
                for by in trees.kids(place, "prep", "agent"):
                    if trees.lower[by] in grammar.agents and self._tells_actor(by):
                        return [as_role(arg, "subject") for arg in self.arguments.prep(by, "")][:1]
        return []

    def _tells_actor(self, prep: int) -> bool:
        """Whether an actor stands in a phrase: "by a Chinese coast guard vessel"."""
        trees = self.trees
        return any(mention >= 0 for mention in self.setting.mentions.at[trees.left[prep] : trees.right[prep] + 1])

    def _parent(self, word: int) -> tuple[int | None, Link, str | None]:
        """Find the frame above, how this one hangs on it, and by which preposition."""
        trees = self.trees
        if trees.dep[word] == "ccomp" and ";" in self.setting.text[trees.end[word] : trees.start[trees.head[word]]]:
            return None, "root", None  # "Chad demanded his extradition; the Malian side refused"
        link: Link = _LINKS.get(trees.dep[word], "root")
        # "in line with the accord, signed in May": the accord hangs on "with"
        own = trees.dep[word] in {"acl", "relcl"}
        prep: str | None = None
        cursor = word
        for _ in range(LONGEST_CHAIN):
            head = trees.head[cursor]
            if head == cursor:
                return None, "root", None
            if own:
                pass
            elif trees.dep[cursor] == "pobj" or (trees.dep[cursor] == "pcomp" and prep is None):
                prep = trees.lower[head]
                link = "prep"
            if head in self.index_of:
                if cursor == word and trees.dep[word] in {"dobj", "nsubjpass", "oprd"}:
                    link = "light"
                return self.index_of[head], link, prep
            cursor = head
        return None, "root", None

    def _times(self, word: int) -> tuple[int, ...]:
        """Find the times that hang on the predicate or on its prepositions and objects, nearest clause only."""
        trees = self.trees
        found: set[int] = set()
        stack = list(trees.children[word])
        while stack:
            item = stack.pop()
            if trees.time[item] >= 0 and not self._term(word, item):
                found.add(trees.time[item])
            if item not in self.index_of or not is_verb(trees, item):
                stack.extend(trees.children[item])
        return tuple(sorted(found))

    def _term(self, verb: int, time: int) -> bool:
        """Whether years are what something done is for: "signed the plan for 2025", "a programme for 2024-2026"."""
        trees, before = self.trees, time - 1
        told = self.setting.text[trees.start[time] : trees.end[time]].split()
        years = bool(told) and _YEARS.match(told[-1]) is not None and all(word.islower() for word in told[:-1])
        while before > 0 and trees.lower[before] in self.setting.words.articles | self.setting.grammar.spans:
            before -= 1  # "for the years 2024-2026", "for the period 2025-2027"
        led = before > 0 and trees.lower[before] in self.setting.grammar.terms and trees.tag[before - 1][0] == "N"
        return years and led and trees.tag[verb] in {"VBD", "VBG", "VBN"}

    def _clause(self, word: int) -> Extent:
        return Extent(self.trees.start[self.trees.left[word]], self.trees.end[self.trees.right[word]])

    def _quoted(self, word: int) -> bool:
        """Whether a word stands inside quotation marks; frames are asked in text order."""
        start = self.trees.start[word]
        while self._quote is not None and self._quote.extent.end <= start:
            self._quote = next(self._quotes, None)
        return self._quote is not None and self._quote.extent.start <= start
