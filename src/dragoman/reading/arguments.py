"""The arguments of verbs and nouns, also where the sentence leaves them out.

Subjects are found under conjunction ("met and agreed"), control ("agreed to lift"), participles ("Welcoming the
guest, he ..."), relative clauses ("who was on a visit"), gerunds ("accused B of arming rebels"). Relations are those of
the CLEAR style that the model was trained on (nsubj, nsubjpass, dobj, dative, agent, prep/pobj, xcomp, ccomp, ...).
"""

from dataclasses import replace
from itertools import pairwise

from dragoman.model.reading import Arg, Extent
from dragoman.reading.features import last_of, passive, taking_part
from dragoman.reading.setting import LONGEST_CHAIN, VERB_TAGS, Setting, is_verb

_ROLES = {
    "nsubj": "subject", "csubj": "subject", "nsubjpass": "object", "csubjpass": "object", "dobj": "object",
    "oprd": "object", "attr": "attribute", "acomp": "attribute",
}  # fmt: skip
_INHERITING = frozenset({"conj", "xcomp", "advcl", "pcomp", "ccomp", "parataxis", "prep", "dep", "oprd"})
_FINITE = frozenset({"ccomp", "pcomp"})  # these have a subject of their own: "after shelling killed four"
_DECLARED = ("oprd", "attr", "dobj", "acomp")
_RELATIVE_TAGS = frozenset({"WDT", "WP", "WP$", "IN"})


def as_role(arg: Arg, role: str) -> Arg:
    """Give the same phrase in another role."""
    return replace(arg, role=role)


class Arguments:
    """Finds the arguments of one tree's words; `index_of` gives the frame that a word heads."""

    def __init__(self, setting: Setting, index_of: dict[int, int]) -> None:
        self.setting = setting
        self.trees = setting.trees
        self.index_of = index_of
        self._args: dict[int, tuple[Arg, ...]] = {}
        self._phrases: dict[int, Arg] = {}

    def arg(self, role: str, word: int) -> Arg:
        """Give the phrase headed by `word`, with everything coordinated with it."""
        known = self._phrases.get(word)
        if known is None:
            known = self._phrases[word] = self._phrase(role, word)
        return known if known.role == role else as_role(known, role)

    def _phrase(self, role: str, word: int) -> Arg:
        trees = self.trees
        at = self.setting.mentions.at
        chain = [self._counted(item) for item in taking_part(trees, word, self.setting.grammar)]
        heads: list[str] = []
        mentions: list[int] = []
        left, right = trees.left[word], last_of(trees, word, self.setting.grammar)
        for item in chain:
            heads += self._heads(item)
            if at[item] >= 0:
                mentions += [*self._nations_beside(item), at[item]]
            else:
                mentions += [at[c] for c in trees.kids(item, "nmod", "appos") if at[c] >= 0 and c <= right]
        return Arg(
            role=role,
            extent=Extent(trees.start[left], trees.end[right]),
            head_extent=Extent(trees.start[word], trees.end[word]),
            heads=tuple(heads),
            mentions=tuple(mentions),
            words=frozenset(trees.lemma[left : right + 1]),
            timed=trees.time[word] >= 0,
            frame=next((self.index_of[item] for item in chain if item in self.index_of), None),
        )

    def _heads(self, item: int) -> list[str]:
        trees = self.trees
        if trees.found[item] >= 0:
            return self._titles(item)
        lemma = trees.lemma[item]
        heads = [lemma]
        heads.extend(f"{trees.lemma[c]} {lemma}" for c in trees.kids(item, "compound", "amod") if trees.found[c] < 0)
        heads.extend(
            f"{lemma} of {trees.lemma[p]}"
            for prep in trees.kids(item, "prep")
            if trees.lower[prep] in self.setting.grammar.of
            for p in trees.kids(prep, "pobj")
        )
        return heads

    def _nations_beside(self, word: int) -> list[int]:
        """Give the second nation of one noun: of "Afghan and Pakistani forces" the Pakistani ones."""
        trees = self.trees
        at = self.setting.mentions.at
        nations = (c for child in trees.kids(word, "amod", "nmod", "compound") for c in trees.kids(child, "conj"))
        found = [at[c] for c in nations if at[c] >= 0]
        return [m for m in found if self.setting.mentions.items[m].country is not None]

    def _counted(self, word: int) -> int:
        """Give those counted: of "hundreds of peasants" the peasants, of "six of the fishermen" the fishermen."""
        trees = self.trees
        at = self.setting.mentions.at[word]
        if at >= 0 and self.setting.mentions.items[at].country is not None:
            return word  # "nine Brazilian members of a gang"
        count = trees.lemma[word]
        number = count in self.setting.grammar.numbers or count.isdigit()
        if (number or count in self.setting.words.quantities) and trees.found[word] < 0:
            for prep in trees.kids(word, "prep"):
                if trees.lower[prep] in self.setting.grammar.of:
                    for inner in trees.kids(prep, "pobj"):
                        return inner
        return word

    def _titles(self, word: int) -> list[str]:
        """Give the title words of a named person, so that "its ambassador, Hernán Villacorta" is an ambassador."""
        at = self.setting.mentions.at[word]
        title = (self.setting.mentions.items[at].title or "") if at >= 0 else ""
        words = title.lower().split()
        titles = self.setting.words.titles
        pairs = [" ".join(pair) for pair in pairwise(words)]
        triples = [" ".join(words[at : at + 3]) for at in range(len(words) - 2)]  # "deputy chief of mission"
        return [part for part in (*words, *pairs, *triples) if part in titles]

    # ---- what hangs on the verb itself -----------------------------------------------------------------------------

    def own(self, word: int) -> tuple[Arg, ...]:
        """Find the arguments that hang on a verb itself, with its objects' own prepositions as "object.with"."""
        # "two vessels intruded, and the coast guard drove them away": of two subjects before a verb the nearer acts
        before = [child for child in self.trees.kids(word, "nsubj") if child < word]
        nearer = bool(before) and self.setting.mentions.at[before[-1]] >= 0
        children = [child for child in self.trees.children[word] if not nearer or child not in before[:-1]]
        args = [arg for child in children for arg in self._of_child(child, word)]
        if passive(self.trees, word) and not any(arg.role == "subject" for arg in args):
            # "handed back to Bahrain by Qatar": the parser hangs the agent on the place
            behind = (arg for arg in args if arg.mentions and arg.extent.start > self.trees.start[word])
            doers = [as_role(arg, "subject") for arg in behind if self._tells_doer(arg.role)]
            args += doers[:1] or self._agent_behind(word)
        return tuple(args)

    def _tells_doer(self, role: str) -> bool:
        """Whether a phrase tells who did it; not by whom that is which it was about: "asked about remarks by X"."""
        outer, _, last = role.rpartition(".")
        return last in self.setting.grammar.agents and outer not in self.setting.grammar.concerning

    def _agent_behind(self, word: int) -> list[Arg]:
        """Find the agent hung on what somebody is declared: "declared personae non gratae by the government"."""
        trees = self.trees
        stack = [(child, 0) for child in trees.kids(word, *_DECLARED)]
        while stack:
            item, depth = stack.pop()
            for by in trees.kids(item, "prep", "agent"):
                if trees.lower[by] in self.setting.grammar.agents:
                    return [as_role(arg, "subject") for arg in self.prep(by, "") if arg.mentions][:1]
            stack += [(child, depth + 1) for child in trees.kids(item, *_DECLARED)] if depth == 0 else []
        return []

    def _of_child(self, child: int, word: int) -> list[Arg]:
        trees = self.trees
        role = _ROLES.get(trees.dep[child])
        if role == "subject" and trees.dep[word] == "conj" and passive(trees, word):
            role = "object"  # "Two soldiers were killed and five wounded"
        match trees.dep[child]:
            case _ if role is not None:
                phrases = self._subject(role, child)
                found = phrases if role == "subject" else phrases + self.preps(child, f"{role}.")
            case "dative" | "iobj":
                inner = trees.kid(child, "pobj")
                found = [self.arg("indirect", child if inner is None else inner)]
            case "agent":
                # "initialled by A and by B"
                agents = (child, *trees.kids(child, "conj"))
                found = [self.arg("subject", inner) for by in agents for inner in trees.kids(by, "pobj")]
            case "prep":
                found = self.prep(child, "")
            case "prt" | "advmod" | "npadvmod":
                found = self._adverbial(child)
            case "xcomp" | "ccomp" | "advcl" if trees.tag[child] in VERB_TAGS:
                found = self._inner_subject(child, word)
            case "xcomp" | "ccomp" | "advcl":
                found = self._small_clause(child, word)
            case _:
                found = []
        return found

    def _adverbial(self, child: int) -> list[Arg]:
        """Find an object that the parser took for an adverb ("fought malaria"), and what hangs on a particle."""
        trees = self.trees
        noun = trees.tag[child] in {"NN", "NNS"} and trees.dep[child] == "advmod"
        named = trees.dep[child] == "npadvmod" and self.setting.mentions.at[child] >= 0
        if trees.time[child] < 0 and (noun or named):
            return [self.arg("subject" if named and self._leads(child) else "object", child)]
        if trees.kids(child, "pobj"):
            return self.prep(child, "")  # "called on all parties": a preposition taken for a particle
        return [arg for prep in trees.kids(child, "prep", "agent") for arg in self.prep(prep, "")]

    def _leads(self, child: int) -> bool:
        """Whether a name taken for an adverb stands where the missing subject should: "Armenia proposed talks"."""
        trees = self.trees
        word = trees.head[child]
        return child < word and not passive(trees, word) and not trees.kids(word, "nsubj", "nsubjpass", "csubj")

    def _inner_subject(self, child: int, word: int) -> list[Arg]:
        """Find whom a verb is about in its clause: "let the crew go", "called for Iraq to free the pilgrims"."""
        trees = self.trees
        inner = trees.kid(child, "nsubj")
        if inner is None:
            return []
        auxiliaries = {trees.tag[a] for a in trees.kids(child, "aux")}
        joined = next((m for m in trees.kids(child, "mark") if m == trees.left[inner] - 1), None)
        if joined is not None and "TO" in auxiliaries:
            return [self.arg(trees.lower[joined], inner)]
        letting = trees.lemma[word] in self.setting.grammar.letting and trees.tag[child] == "VBP"
        bare = letting or (trees.tag[child] == "VB" and "MD" not in auxiliaries)
        first = inner > word and not any(c < child for c in trees.kids(word, "dobj"))
        return [self.arg("object", inner)] if bare and first and trees.dep[child] != "advcl" else []

    def _small_clause(self, child: int, word: int) -> list[Arg]:
        """Find whom it is done to in a clause without verb: "declared the envoy persona non grata", "set them free"."""
        trees = self.trees
        inner = trees.kid(child, "nsubj")
        attribute = [self.arg("attribute", child)]
        objects = [c for c in trees.kids(word, "dobj") if c < child]
        if trees.dep[child] == "advcl":
            return attribute if objects and trees.tag[child] == "JJ" and inner is None else []
        if inner is None and child not in self.index_of and self.setting.mentions.at[child] >= 0:
            return [self.arg("object", child)]
        if inner is None or inner < word or trees.kids(child, "mark", "cop", "aux"):
            return attribute if objects else []
        return [*self._subject("object", inner), *self.preps(inner, "object."), *attribute]

    def preps(self, word: int, prefix: str) -> list[Arg]:
        """Find the prepositional phrases on a noun (and on its conjuncts)."""
        trees = self.trees
        return [
            arg
            for item in trees.conjuncts(word)
            for prep in trees.kids(item, "prep", "agent")
            for arg in self.prep(prep, prefix)
        ]

    def prep(self, prep: int, prefix: str) -> list[Arg]:
        """Find a prepositional phrase, with those on its noun: "in talks with B" gives in and in.with."""
        trees = self.trees
        role = prefix + trees.lower[prep]
        grammar = self.setting.grammar
        if role in grammar.of and prep and trees.lower[prep - 1] in grammar.bearings:
            role = min(grammar.beside)  # "seized a boat north of Kovilan"
        args = [self.arg(role, inner) for inner in trees.kids(prep, "pobj")]
        for inner in trees.kids(prep, "prep"):  # "out of", "because of", "from under"
            joined = f"{role} {trees.lower[inner]}"
            args += [self.arg(joined, item) for item in trees.kids(inner, "pobj")]
        for inner in trees.kids(prep, "pobj"):
            if trees.time[inner] >= 0:
                args += self.preps(inner, prefix)  # "bargained until Monday with the union"
            elif not prefix:
                args += self.preps(inner, f"{trees.lower[prep]}.")
            elif trees.lower[prep] in self.setting.grammar.of and self.setting.mentions.at[inner] >= 0:
                # "sent a team of experts to Bhutan": the team is sent there
                beyond = self.preps(inner, prefix)
                args += [arg for arg in beyond if arg.role.removeprefix(prefix) in self.setting.grammar.companions]
        return args

    def _subject(self, role: str, child: int) -> list[Arg]:
        trees = self.trees
        if trees.lower[child] in self.setting.words.relatives and trees.tag[child] in _RELATIVE_TAGS:
            return []
        return [self.arg(role, child)]

    # ---- what it owes to others ------------------------------------------------------------------------------------

    def args(self, word: int, depth: int = 0) -> tuple[Arg, ...]:
        """Own and inherited arguments of a verb."""
        if word in self._args:
            return self._args[word]
        trees = self.trees
        args = self.own(word)
        args += self._behind_place(word, args)
        args = self._spoken(word, args, depth)
        roles = {arg.role for arg in args}
        head = trees.head[word]
        missing = "object" if passive(trees, word) else "subject"
        if missing not in roles and head != word and depth < LONGEST_CHAIN:
            args += self._inherited(word, missing, depth)
        relative, head = self._relative(word)
        if relative is not None and head != word and not any(arg.role == relative and arg.mentions for arg in args):
            args += (self._antecedent(relative, word, head, depth),)
        self._args[word] = args
        return args

    def _behind_place(self, word: int, args: tuple[Arg, ...]) -> tuple[Arg, ...]:
        """Give a verb the guest told behind where: "The King received, at the Royal Palace, Mr. Diallo"."""
        trees, mentions = self.trees, self.setting.mentions
        if {"subject"} != {arg.role for arg in args} & {"subject", "object"} or passive(trees, word):
            return ()
        at = self.setting.grammar.place_prepositions
        for prep in (prep for prep in trees.kids(word, "prep") if trees.lower[prep] in at):
            aside = prep > 0 and trees.lower[prep - 1] == ","
            for place in trees.kids(prep, "pobj"):
                inside = [i for i in range(trees.left[place], trees.right[place] + 1) if mentions.at[i] >= 0]
                kinds = [mentions.items[mentions.at[item]].kind for item in inside]
                if "person" not in kinds[1:] or "person" in kinds[:1]:
                    continue
                guest = inside[kinds.index("person")]
                if guest == place or (aside and trees.dep[guest] in {"appos", "conj"} and trees.head[guest] == place):
                    return (self.arg("object", guest), *(self.arg(trees.lower[prep], i) for i in inside[:1]))
        return ()

    def _spoken(self, word: int, args: tuple[Arg, ...], depth: int) -> tuple[Arg, ...]:
        """Put the speaker in the place of a "we" that he says: "We will not lift the embargo," Iran said."""
        trees = self.trees
        spoken = [
            c for c in trees.kids(word, "nsubj", "nsubjpass") if trees.lower[c] in self.setting.grammar.first_person
        ]
        first = word
        for _ in range(LONGEST_CHAIN):
            if trees.dep[first] != "conj" or trees.dep[trees.head[first]] not in {"ccomp", "parataxis", "conj"}:
                break
            first = trees.head[first]  # "They have asked for water, and we will stand with them," he says
        above = self._clause_above(first) if spoken and depth < LONGEST_CHAIN else None
        if above is None or trees.dep[first] not in {"ccomp", "parataxis"}:
            return args  # "The army held drills, and we urged Beijing": no army's "we"
        speaker = next((arg for arg in self.args(above, depth + 1) if arg.role == "subject" and arg.mentions), None)
        role = "object" if passive(trees, word) else "subject"
        if speaker is None:
            return args
        said = speaker.mentions
        return tuple(replace(arg, mentions=said) if arg.role == role else arg for arg in args)

    def _inherited(self, word: int, missing: str, depth: int) -> tuple[Arg, ...]:
        trees = self.trees
        dep = trees.dep[word]
        if dep in {"acl", "relcl"}:
            return (self.arg(missing, trees.head[word]),) if dep == "acl" and not self._has_relative(word) else ()
        verb = self._clause_above(word)
        if verb is None or dep not in _INHERITING or (dep in _FINITE and trees.tag[word] not in {"VB", "VBG", "VBN"}):
            return ()
        if dep == "conj" and trees.tag[word] == "VBD" and trees.tag[verb] == "VB":
            verb = self._clause_above(verb) or verb  # "called on both sides to stop and offered to mediate"
        above = self.args(verb, depth + 1)
        objects = [arg for arg in above if arg.role in {"object", "indirect"} and arg.mentions]
        subjects = [arg for arg in above if arg.role == "subject"]
        turned = passive(trees, verb)
        if dep == "conj" and turned and missing == "object":
            return tuple(arg for arg in above if arg.role == "object")[:1]
        blamed = dep == "pcomp" and trees.lower[trees.head[word]] in self.setting.grammar.blamed
        if dep == "xcomp" and not objects:  # "We call on both countries to conclude a treaty": they shall
            called, verbs = self.setting.grammar.called_on, trees.lemma[verb]
            objects = [arg for arg in above if f"{verbs} {arg.role}" in called and arg.mentions]
        if (dep == "xcomp" or blamed) and objects:
            return (as_role(objects[0], missing),)
        if turned and dep == "xcomp":
            return tuple(as_role(arg, missing) for arg in above if arg.role == "object")[:1]
        if turned and missing == "object":
            subjects = []  # "Accused of theft, two strangers were lynched by a crowd"
        wanted = subjects or [arg for arg in above if arg.role == "object" and turned]
        return tuple(as_role(arg, missing) for arg in wanted[:1])

    def _antecedent(self, role: str, word: int, noun: int, depth: int) -> Arg:
        """Give the antecedent of a clause in its role; for a note that asks for something him who hands it over.

        "handed the envoy a note which demands the release of the men"; the men in it demand nothing.
        """
        trees = self.trees
        told = self.arg(role, noun)
        if role != "subject" or trees.lemma[noun] not in self.setting.grammar.bearers or depth >= LONGEST_CHAIN:
            return told
        verb = self._clause_above(noun)
        above = self.args(verb, depth + 1) if verb is not None and trees.dep[noun] == "dobj" else ()
        sender = next((arg for arg in above if arg.role == "subject" and arg.mentions), None)
        start = trees.start[trees.left[word]]
        return sender or replace(told, extent=told.extent._replace(end=max(start - 1, told.head_extent.end)))

    def _clause_above(self, word: int) -> int | None:
        """Find the verb over a word: an adverbial on a preposition or noun belongs to its clause."""
        trees = self.trees
        verb = trees.head[word]
        for _ in range(LONGEST_CHAIN):
            if verb in self.index_of and is_verb(trees, verb):
                return verb
            if trees.head[verb] == verb:
                return None
            verb = trees.head[verb]
        return None

    def _has_relative(self, word: int) -> bool:
        return any(self.trees.lower[c] in self.setting.words.relatives for c in self.trees.children[word])

    def _relative(self, word: int) -> tuple[str | None, int]:
        """Tell the role that the antecedent plays in a relative clause, or in the second verb of one, and itself.

        "the sailors whom the navy detained on Monday and released on Sunday".
        """
        trees, above = self.trees, self.trees.head[word]
        if trees.dep[word] == "conj" and trees.dep[above] == "relcl" and trees.tag[word] == trees.tag[above]:
            alone = not trees.kids(word, "nsubj", "nsubjpass", "dobj", "ccomp", "xcomp") and not passive(trees, word)
            role, head = self._relative(above) if alone else (None, above)
            return (role if role == "object" and not passive(trees, above) else None), head
        if trees.dep[word] != "relcl":
            return None, above
        for child in trees.children[word]:
            if trees.lower[child] in self.setting.words.relatives:
                return {"nsubj": "subject", "nsubjpass": "object", "dobj": "object"}.get(trees.dep[child]), above
        if any(self._has_relative(child) for child in trees.kids(word, "prep", "agent", "nsubj", "nsubjpass", "dobj")):
            return None, above  # "the accord under which they withdrew", "Qatar, whose emir visited Togo"
        return ("object" if trees.kid(word, "dobj") is None else None), above
