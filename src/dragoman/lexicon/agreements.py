"""Words of agreements: their kinds, what is done to them, and what they do."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import get_args

from dragoman.errors import LexiconError
from dragoman.lexicon.tables import read_toml, strings
from dragoman.model.record import AgreementKind, AgreementStatus, Force

FOR = 24  # characters of ", on behalf of "


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementWords:
    """Kinds by noun, statuses and forces by verb. `undertakes` binds him who says it by an infinitive."""

    kinds: dict[str, AgreementKind]
    status: dict[str, AgreementStatus]
    says: dict[str, Force]
    undertakes: dict[str, Force]
    destined: dict[str, Force]
    modals: dict[str, Force]
    nominal: dict[str, tuple[str, ...]]
    first: frozenset[str]
    name_links: frozenset[str]
    links: frozenset[str]
    own_roles: frozenset[str]
    left_roles: frozenset[str]
    pronouns: frozenset[str]
    renaming: frozenset[str]
    unreal: frozenset[str]
    things: frozenset[str]
    to_things: frozenset[str]
    own_verbs: frozenset[str]
    rule_verbs: frozenset[str]
    with_verb: frozenset[str]
    under_after: frozenset[str]
    whereby: frozenset[str]
    alongside: frozenset[str]
    carries: frozenset[str]
    topics: frozenset[str]
    parties: frozenset[str]
    each: frozenset[str]
    no_topics: frozenset[str]
    stands_for: frozenset[str]
    helpers: frozenset[str]
    day_leads: frozenset[str]
    partaking: frozenset[str]
    partake_roles: frozenset[str]
    parts: frozenset[str]
    unfinished: frozenset[str]
    duties: frozenset[str]
    listing: frozenset[str]
    consents: frozenset[str]
    consent_leads: frozenset[str]
    consent_verbs: frozenset[str]
    topic_ends: frozenset[str]
    bound_as: frozenset[str]
    formulas: frozenset[str]
    this: frozenset[str]
    done: frozenset[str]
    bound_to: frozenset[str]
    binding: frozenset[str]
    gives: frozenset[str]
    announces: frozenset[str]
    gifts: frozenset[str]
    figures: frozenset[str]
    on_terms: frozenset[str]
    vague: frozenset[str]
    swears: frozenset[str]
    weighs: frozenset[str]
    valid: frozenset[str]
    going_on: frozenset[str]
    topic_tails: frozenset[str]
    tells_done: frozenset[str]
    approves: frozenset[str]
    houses: frozenset[str]
    of_old: frozenset[str]
    entries: frozenset[str]
    fields: dict[str, str]

    def stood_for(self, text: str, end: int) -> int | None:
        """Give where the words "on behalf of" end that follow an offset; None where none do."""
        rest = text[end : end + FOR].lower()
        lead = len(rest) - len(rest.lstrip(" ,\n"))
        told = (phrase for phrase in self.stands_for if rest.startswith(f"{phrase} ", lead))
        longest = max(told, key=len, default=None)
        return None if longest is None else end + lead + len(longest) + 1

    def signs(self, lemma: str, heads: Iterable[str]) -> bool:
        """Know "sign", "initial", "put his name": a verb of signing, alone or by its object."""
        return any(self.status.get(told) == "signed" for told in (lemma, *(f"{lemma} {head}" for head in heads)))


_TABLES = {
    "kinds": AgreementKind,
    "status": AgreementStatus,
    "says": Force,
    "undertakes": Force,
    "destined": Force,
    "modals": Force,
}


def load_agreements(path: Path) -> AgreementWords:
    """Give the words of agreements. Raises LexiconError naming file, table and fault."""
    table = read_toml(path)
    maps = {
        name: _inverted(table.pop(name, {}), get_args(values), f"{path.name}: {name}")
        for name, values in _TABLES.items()
    }
    nominal = {
        ending: _replacements(told, f"{path.name}: nominal.{ending}")
        for ending, told in table.pop("nominal", {}).items()
    }
    told = table.pop("fields", {})
    fields = _inverted(told, tuple(told), f"{path.name}: fields")
    lists = {key: frozenset(strings(value, f"{path.name}: {key}")) for key, value in table.items()}
    known = set(AgreementWords.__dataclass_fields__) - set(_TABLES) - {"nominal", "fields"}
    if set(lists) != known:
        raise LexiconError(f"{path.name}: lists {sorted(set(lists) ^ known)} are unknown or missing")
    if not maps["destined"]:
        raise LexiconError(f"{path.name}: destined: has no phrase; give the one of a copula with an infinitive")
    return AgreementWords(**maps, **lists, nominal=nominal, fields=fields)  # type: ignore[arg-type] # held against Literals in _inverted


def _replacements(value: object, where: str) -> tuple[str, ...]:
    if not isinstance(value, list) or not value or not all(isinstance(item, str) for item in value):
        raise LexiconError(f"{where}: must be a list of the verb's endings, found {value!r}")
    return tuple(value)


def _inverted(table: dict[str, object], values: tuple[str, ...], where: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for value, words in table.items():
        if value not in values:
            raise LexiconError(f"{where}.{value}: must be one of {values}")
        for word in strings(words, f"{where}.{value}"):
            if word in found:
                raise LexiconError(f"{where}: {word!r} stands under {found[word]} and {value}; keep one")
            found[word] = value
    return found
