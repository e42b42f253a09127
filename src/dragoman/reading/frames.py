"""Frames: predicates with their arguments, from the tree.

Subjects are found where the sentence leaves them out: under conjunction ("met and agreed"), control ("agreed to lift"),
participles ("Welcoming the guest, he ..."), relative clauses ("who was on a visit"). Relations are those of the CLEAR style that the model
was trained on (nsubj, nsubjpass, dobj, dative, agent, prep/pobj, xcomp, ccomp, advcl, relcl, acl).
"""

from collections.abc import Iterable
from dataclasses import dataclass

from dragoman.lexicon.grammar import Grammar
from dragoman.lexicon.names import NameWords
from dragoman.model.reading import Arg, Extent, Frame, Link, Quotation
from dragoman.reading.mentions import Mentions
from dragoman.reading.trees import Trees

_LINKS: dict[str, Link] = {
    "xcomp": "xcomp", "ccomp": "ccomp", "pcomp": "advcl", "advcl": "advcl", "relcl": "relcl", "acl": "acl", "conj": "conj",
    "parataxis": "parataxis", "csubj": "ccomp", "csubjpass": "ccomp", "oprd": "xcomp",
}  # fmt: skip
_CLAUSAL = frozenset(_LINKS) | {"ROOT", "dep", "appos", "pobj", "dobj", "nsubj", "attr", "prep", "acomp", "intj", "nmod"}
LONGEST_CHAIN = 12


@dataclass(frozen=True, slots=True)
class Setting:
    """What frames are told from: tree, mentions, word tables, nouns that name acts."""

    text: str
    trees: Trees
    mentions: Mentions
    grammar: Grammar
    words: NameWords
    act_nouns: frozenset[str]
    quotations: tuple[Quotation, ...]


def find_frames(setting: Setting) -> tuple[Frame, ...]:
    """All frames in text order."""
    trees = setting.trees
    index_of: dict[int, int] = {}
    kinds: list[tuple[int, str]] = []
    for word in range(len(trees)):
        if _is_verb(trees, word):
            index_of[word] = len(kinds)
            kinds.append((word, "verb"))
        elif _act_noun(setting, word) is not None:
            index_of[word] = len(kinds)
            kinds.append((word, "noun"))
    builder = _Builder(setting, index_of)
    return tuple(builder.verb(word) if kind == "verb" else builder.noun(word) for word, kind in kinds)


def _is_verb(trees: Trees, word: int) -> bool:
    tag = trees.tag[word]
    if trees.found[word] >= 0:
        return False
    if tag in {"VB", "VBD", "VBG", "VBN", "VBP", "VBZ"}:
        return trees.dep[word] not in {"aux", "auxpass", "amod", "compound"}
    return False


def _act_noun(setting: Setting, word: int) -> str | None:
    """The act that a noun names ("peace talk", "visit"), or None."""
    trees = setting.trees
    if trees.found[word] >= 0:
        # "the Strategic Dialogue": an event under its own name
        name = trees.names[trees.found[word]]
        if name.kind != "name" or name.name is not None:
            return None
        last = setting.text[name.extent.start : name.extent.end].split()[-1].lower()
        return last if last in setting.act_nouns else None
    if trees.tag[word] not in {"NN", "NNS", "NNP", "VBG"}:
        return None
    if trees.dep[word] in {"compound", "amod"}:
        return None
    lemma = trees.lemma[word]
    for child in trees.kids(word, "compound", "amod"):
        joined = f"{trees.lemma[child]} {lemma}"
        if joined in setting.act_nouns:
            return joined
    return lemma if lemma in setting.act_nouns else None


class _Builder:
    def __init__(self, setting: Setting, index_of: dict[int, int]) -> None:
        self.setting = setting
        self.trees = setting.trees
        self.index_of = index_of
        self._args: dict[int, tuple[Arg, ...]] = {}
        self._light: dict[int, str] = {}

    # ---- arguments -------------------------------------------------------------------------------------------------

    def arg(self, role: str, word: int) -> Arg:
        """The phrase headed by `word`, with everything coordinated with it."""
        trees = self.trees
        at = self.setting.mentions.at
        chain = [self._counted(item) for item in trees.conjuncts(word)]
        heads: list[str] = []
        mentions: list[int] = []
        for item in chain:
            lemma = trees.lemma[item] if trees.found[item] < 0 else ""
            if lemma:
                heads.append(lemma)
                heads.extend(f"{trees.lemma[c]} {lemma}" for c in trees.kids(item, "compound", "amod") if trees.found[c] < 0)
                heads.extend(
                    f"{lemma} of {trees.lemma[p]}"
                    for prep in trees.kids(item, "prep")
                    if trees.lower[prep] in self.setting.grammar.of
                    for p in trees.kids(prep, "pobj")
                )
            else:
                heads.extend(self._titles(item))
            if at[item] >= 0:
                mentions.append(at[item])
            for child in trees.kids(item, "nmod", "appos"):
                if at[child] >= 0 and at[item] < 0:
                    mentions.append(at[child])
        left, right = trees.left[word], trees.right[word]
        frame = next((self.index_of[item] for item in chain if item in self.index_of), None)
        return Arg(
            role=role, extent=Extent(trees.start[left], trees.end[right]),
            head_extent=Extent(trees.start[word], trees.end[word]), heads=tuple(heads), mentions=tuple(mentions),
            words=frozenset(trees.lemma[left : right + 1]), frame=frame,
        )  # fmt: skip

    def _counted(self, word: int) -> int:
        """ "hundreds of peasants": the peasants."""
        trees = self.trees
        if trees.lemma[word] in self.setting.words.quantities and trees.found[word] < 0:
            for prep in trees.kids(word, "prep"):
                if trees.lower[prep] in self.setting.grammar.of:
                    for inner in trees.kids(prep, "pobj"):
                        return inner
        return word

    def _titles(self, word: int) -> list[str]:
        """The title words of a named person, so that "its ambassador, Hernán Villacorta" is an ambassador."""
        title = self.setting.mentions.items[self.setting.mentions.at[word]].title if self.setting.mentions.at[word] >= 0 else None
        return [part for part in (title or "").lower().split() if part in self.setting.words.titles]

    def own(self, word: int) -> tuple[Arg, ...]:
        """The arguments that hang on a verb itself, with its objects' own prepositions as "object.with"."""
        trees = self.trees
        args: list[Arg] = []
        for child in trees.children[word]:
            dep = trees.dep[child]
            if dep in {"nsubj", "csubj"}:
                args += self._subject("subject", child)
            elif dep in {"nsubjpass", "csubjpass"}:
                args += self._subject("object", child)
            elif dep in {"dobj", "oprd"}:
                args += self._subject("object", child)
                args += self.preps(child, "object.")
            elif dep in {"dative", "iobj"}:
                inner = trees.kid(child, "pobj")
                args.append(self.arg("indirect", child if inner is None else inner))
            elif dep == "agent":
                # "initialled by A and by B"
                for by in (child, *trees.kids(child, "conj")):
                    args += [self.arg("subject", inner) for inner in trees.kids(by, "pobj")]
            elif dep in {"attr", "acomp"}:
                args.append(self.arg("attribute", child))
                args += self.preps(child, "attribute.")
            elif dep == "prep":
                args += self._prep(child, "")
            elif dep == "npadvmod" and trees.time[child] < 0 and self.setting.mentions.at[child] >= 0:
                args.append(self.arg("object", child))
            elif dep in {"xcomp", "ccomp"} and child not in self.index_of and self.setting.mentions.at[child] >= 0:
                args.append(self.arg("object", child))
        return tuple(args)

    def preps(self, word: int, prefix: str) -> list[Arg]:
        """The prepositional phrases on a noun (and on its conjuncts)."""
        return [arg for item in self.trees.conjuncts(word) for prep in self.trees.kids(item, "prep", "agent") for arg in self._prep(prep, prefix)]

    def _prep(self, prep: int, prefix: str) -> list[Arg]:
        trees = self.trees
        role = prefix + trees.lower[prep]
        args = [self.arg(role, inner) for inner in trees.kids(prep, "pobj")]
        for inner in trees.kids(prep, "prep"):  # "out of", "because of", "from under"
            joined = f"{role} {trees.lower[inner]}"
            args += [self.arg(joined, item) for item in trees.kids(inner, "pobj")]
        # "in talks with B": the noun's own companions are within reach of the verb
        for inner in trees.kids(prep, "pobj"):
            if not prefix and trees.time[inner] < 0:
                args += self.preps(inner, f"{trees.lower[prep]}.")
        return args

    def _subject(self, role: str, child: int) -> list[Arg]:
        trees = self.trees
        if trees.lower[child] in self.setting.words.relatives and trees.tag[child] in {"WDT", "WP", "WP$", "IN"}:
            return []
        return [self.arg(role, child)]

    def args(self, word: int, depth: int = 0) -> tuple[Arg, ...]:
        """Own and inherited arguments of a verb."""
        if word in self._args:
            return self._args[word]
        trees = self.trees
        args = self.own(word)
        roles = {arg.role for arg in args}
        head = trees.head[word]
        dep = trees.dep[word]
        passive = self.passive(word)
        missing = "object" if passive else "subject"
        if missing not in roles and head != word and depth < LONGEST_CHAIN:
            args += self._inherited(word, head, dep, missing, depth)
        relative = self._relative(word)
        if relative is not None and head != word and not any(arg.role == relative and arg.mentions for arg in args):
            args += (self.arg(relative, head),)
        self._args[word] = args
        return args

    def _inherited(self, word: int, head: int, dep: str, missing: str, depth: int) -> tuple[Arg, ...]:
        trees = self.trees
        if dep in {"acl", "relcl"} and not self._has_relative(word):
            if dep == "acl":
                return (self.arg(missing, head),)
            return ()
        if dep in {"relcl"}:
            return ()
        verb = head
        hops = 0
        while verb not in self.index_of or not _is_verb(trees, verb):
            # an adverbial on a preposition or noun: climb to the clause
            if trees.head[verb] == verb or hops > LONGEST_CHAIN:
                return ()
            verb = trees.head[verb]
            hops += 1
        if dep not in {"conj", "xcomp", "advcl", "pcomp", "ccomp", "parataxis", "prep", "dep", "oprd"}:
            return ()
        if dep == "ccomp" and trees.tag[word] not in {"VB", "VBG", "VBN"}:
            return ()
        above = self.args(verb, depth + 1)
        if dep == "xcomp":
            objects = [arg for arg in above if arg.role in {"object", "indirect"} and arg.mentions]
            if objects and not self.passive(verb):
                return (_as(objects[0], missing),)
            if self.passive(verb):
                objects = [arg for arg in above if arg.role == "object"]
                return tuple(_as(arg, missing) for arg in objects[:1])
        if dep == "conj" and self.passive(verb) and missing == "object":
            return tuple(arg for arg in above if arg.role == "object")[:1]
        wanted = [arg for arg in above if arg.role == "subject"] or [arg for arg in above if arg.role == "object" and self.passive(verb)]
        return tuple(_as(arg, missing) for arg in wanted[:1])

    def _has_relative(self, word: int) -> bool:
        return any(self.trees.lower[c] in self.setting.words.relatives for c in self.trees.children[word])

    def _relative(self, word: int) -> str | None:
        """The role that the antecedent plays in a relative clause."""
        trees = self.trees
        if trees.dep[word] != "relcl":
            return None
        for child in trees.children[word]:
            if trees.lower[child] in self.setting.words.relatives:
                return {"nsubj": "subject", "nsubjpass": "object", "dobj": "object"}.get(trees.dep[child])
        deps = {trees.dep[child] for child in trees.children[word]}
        return "object" if "dobj" not in deps else None

    # ---- features --------------------------------------------------------------------------------------------------

    def passive(self, word: int) -> bool:
        trees = self.trees
        if any(trees.dep[c] in {"auxpass", "nsubjpass", "agent"} for c in trees.children[word]):
            return True
        if trees.dep[word] == "conj" and trees.tag[word] == "VBN" and not trees.kids(word, "aux", "nsubj", "dobj"):
            head = trees.head[word]
            return trees.tag[head] == "VBN" and any(trees.dep[c] == "auxpass" for c in trees.children[head])
        return trees.dep[word] == "acl" and trees.tag[word] == "VBN" and not trees.kids(word, "dobj")

    def lemma(self, word: int) -> str:
        particle = self.trees.kid(word, "prt")
        return self.trees.lemma[word] + (f" {self.trees.lower[particle]}" if particle is not None else "")

    def _modal(self, word: int, depth: int = 0) -> str | None:
        trees = self.trees
        for child in trees.kids(word, "aux"):
            if trees.tag[child] == "MD":
                return trees.lower[child]
        if depth < LONGEST_CHAIN and trees.dep[word] == "conj" and trees.tag[word] == "VB" and not trees.kids(word, "nsubj"):
            return self._modal(trees.head[word], depth + 1)
        return None

    def negated(self, word: int) -> bool:
        trees = self.trees
        negators = self.setting.grammar.negators
        for child in trees.children[word]:
            if trees.dep[child] == "neg" or (trees.lower[child] in negators and trees.dep[child] in {"advmod", "preconj", "cc"}):
                return True
            if trees.dep[child] in {"nsubj", "nsubjpass", "dobj", "attr", "dative"}:
                if trees.lower[child] in negators:
                    return True
                if any(trees.lower[g] in negators for g in trees.kids(child, "det", "neg")):
                    return True
        head = trees.head[word]
        if trees.dep[word] == "pcomp" and trees.lower[head] in negators:
            return True
        return trees.dep[word] == "xcomp" and head != word and trees.lemma[head] in self.setting.grammar.scheduled and self.negated(head)

    def _tense(self, word: int) -> tuple[str, bool, str]:
        """(tense, perfect, mood)."""
        trees = self.trees
        tag = trees.tag[word]
        auxes = trees.kids(word, "aux", "auxpass")
        tags = [trees.tag[a] for a in auxes]
        lemmas = [trees.lemma[a] for a in auxes]
        perfect = "have" in lemmas
        if "MD" in tags:
            modal = next(trees.lower[a] for a in auxes if trees.tag[a] == "MD")
            return ("future" if modal in self.setting.grammar.future else "none"), perfect, "indicative"
        if "TO" in tags:
            return "none", perfect, "infinitive"
        if perfect:
            return ("past" if "VBD" in tags else "present"), True, "indicative"
        if tag == "VBD" or "VBD" in tags:
            return "past", False, "indicative"
        if tag in {"VBP", "VBZ"} or any(t in {"VBP", "VBZ"} for t in tags):
            return "present", False, "indicative"
        head = trees.head[word]
        if trees.dep[word] == "conj" and head != word and _is_verb(trees, head) and tag in {"VB", "VBN", "VBG"}:
            return self._tense(head)
        if tag == "VB":
            return "none", False, "imperative" if trees.dep[word] == "ROOT" and not trees.kids(word, "nsubj") else "infinitive"
        return ("past" if tag == "VBN" else "none"), False, "participle"

    def _parent(self, word: int) -> tuple[int | None, Link, str | None]:
        """The frame above, how this one hangs on it, and by which preposition."""
        trees = self.trees
        link: Link = _LINKS.get(trees.dep[word], "root")
        prep: str | None = None
        cursor = word
        for _ in range(LONGEST_CHAIN):
            head = trees.head[cursor]
            if head == cursor:
                return None, "root", None
            if trees.dep[cursor] == "pobj" or (trees.dep[cursor] == "pcomp" and prep is None):
                prep = trees.lower[head]
                link = "prep"
            if head in self.index_of:
                if cursor == word and trees.dep[word] in {"dobj", "nsubjpass", "oprd"}:
                    link = "light"
                return self.index_of[head], link, prep
            cursor = head
        return None, "root", None

    def _times(self, word: int) -> tuple[int, ...]:
        """Times that hang on the predicate or on its prepositions and objects, nearest clause only."""
        trees = self.trees
        found: list[int] = []
        stack = [c for c in trees.children[word]]
        while stack:
            item = stack.pop()
            if trees.time[item] >= 0:
                found.append(trees.time[item])
            if item in self.index_of and _is_verb(trees, item):
                continue
            stack.extend(trees.children[item])
        return tuple(sorted(set(found)))

    def _clause(self, word: int) -> Extent:
        return Extent(self.trees.start[self.trees.left[word]], self.trees.end[self.trees.right[word]])

    def _quoted(self, word: int) -> bool:
        start = self.trees.start[word]
        return any(q.extent.start <= start < q.extent.end for q in self.setting.quotations)

    # ---- frames ----------------------------------------------------------------------------------------------------

    def verb(self, word: int) -> Frame:
        trees = self.trees
        tense, perfect, mood = self._tense(word)
        parent, link, prep = self._parent(word)
        modal = self._modal(word)
        grammar = self.setting.grammar
        if modal in grammar.future:
            tense = "future"
        if mood == "infinitive" and parent is not None and trees.dep[word] == "xcomp":
            head = trees.head[word]
            if trees.lemma[head] in grammar.scheduled or (trees.lemma[head] == "be" and trees.tag[head] in {"VBZ", "VBP", "VBD"}):
                tense = "future"  # "N'Djamena is to free 84 prisoners"
        mark = next((trees.lower[c] for c in trees.kids(word, "mark", "advmod") if trees.lower[c] in grammar.conditions), None)
        return Frame(
            index=self.index_of[word], sentence=trees.sentence[word], kind="verb", lemma=self.lemma(word),
            extent=Extent(trees.start[word], trees.end[word]), clause=self._clause(word), args=self.args(word),
            negated=self.negated(word), modal=modal, tense=tense, perfect=perfect, passive=self.passive(word),  # type: ignore[arg-type]
            mood=mood, parent=parent, link=link, prep=prep, mark=mark, quoted=self._quoted(word),  # type: ignore[arg-type]
            times=self._times(word), adverbs=tuple(trees.lower[c] for c in trees.kids(word, "advmod", "prt", "npadvmod")),
        )  # fmt: skip

    def noun(self, word: int) -> Frame:
        trees = self.trees
        lemma = _act_noun(self.setting, word) or trees.lemma[word]
        grammar = self.setting.grammar
        at = self.setting.mentions.at
        args: list[Arg] = [self.arg("subject", child) for child in trees.kids(word, "poss")]
        for child in trees.kids(word, "compound", "amod", "nmod"):
            if at[child] >= 0 or trees.country[child]:
                args.append(self.arg("compound", child))
            elif trees.dep[child] == "compound":
                args.append(self.arg("modifier", child))
        for arg in self.preps(word, ""):
            if arg.role in grammar.agents or arg.role in grammar.between:
                args.append(_as(arg, "subject"))
            else:
                args.append(arg)
        for child in trees.kids(word, "acl", "relcl"):
            if _is_verb(trees, child):
                args += [arg for arg in self.own(child) if arg.role in {"subject", "with", "by"} and self.passive(child)]
        parent, link, prep = self._parent(word)
        if trees.dep[word] == "conj" and parent is None:
            parent, link, prep = self._parent(trees.head[word])
        return Frame(
            index=self.index_of[word], sentence=trees.sentence[word], kind="noun", lemma=lemma,
            extent=Extent(trees.start[word], trees.end[word]), clause=self._clause(word), args=tuple(args),
            negated=any(trees.lower[c] in grammar.negators for c in trees.kids(word, "det", "neg")),
            parent=parent, link=link, prep=prep, quoted=self._quoted(word), times=self._times(word),
            adverbs=tuple(trees.lower[c] for c in trees.kids(word, "amod")),
        )  # fmt: skip


def _as(arg: Arg, role: str) -> Arg:
    return Arg(
        role=role, extent=arg.extent, head_extent=arg.head_extent, heads=arg.heads, mentions=arg.mentions,
        words=arg.words, frame=arg.frame,
    )  # fmt: skip


def frames_by_sentence(frames: Iterable[Frame]) -> dict[int, list[Frame]]:
    """Frames grouped by sentence, in order."""
    grouped: dict[int, list[Frame]] = {}
    for frame in frames:
        grouped.setdefault(frame.sentence, []).append(frame)
    return grouped
