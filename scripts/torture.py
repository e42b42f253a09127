"""The store and what comes in, put to the torture: `make torture`.

    python scripts/torture.py [files|kills|questions|api|desk ...]

files: 5,000 damaged files of all forms, each read in at most 5 CPU seconds and 1 GB, every failure named.
kills: 30 real kills of a `dragoman add` of 2,000 reports; a second run ends with the store of an undisturbed run.
questions: 200 generated queries, to which SQLite and PostgreSQL answer alike.
desk: 20 real kills of a desk into which reviews come while reports are added: nothing acknowledged is lost.
api: everything that the interface's description allows and does not, asked for ten minutes (schemathesis).
"""

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from tests.hostile.mutations import mutations  # noqa: E402
from tests.intake.makers import MAPPING, good_files  # noqa: E402
from tests.store.killing import kills  # noqa: E402
from tests.web.killing import killed_desks  # noqa: E402

from dragoman.intake import columns_of, items  # noqa: E402 - the tests' own modules stand beside
from dragoman.model.source_text import Item  # noqa: E402

FILES, KILLS, DOCUMENTS, QUESTIONS, SECONDS, DESKS = 5_000, 30, 2_000, 200, 600, 20
MOST_CPU, MOST_MEMORY = 5.0, 1 << 20  # seconds, kibibytes


def main(parts: list[str], files: int, many_kills: int, documents: int) -> bool:
    """Do the parts that are asked for; True where all held."""
    done = {
        "files": lambda: damage(files),
        "kills": lambda: kill(many_kills, documents),
        "questions": ask,
        "api": interface,
        "desk": kill_desks,
    }
    return min([done[part]() for part in parts or done])


def damage(many: int) -> bool:
    """Read damaged files, each form in a process of its own, which must come back."""
    forms = list(good_files())
    faults: list[str] = []
    outcomes: Counter[str] = Counter()
    most_cpu, most_memory = 0.0, 0
    for form in forms:
        command = [sys.executable, __file__, "--form", form, "--files", str(many // len(forms))]
        run = subprocess.run(command, capture_output=True, check=False)  # noqa: S603 - this program
        if run.returncode != 0:
            faults.append(f"{form}: the process ended with {run.returncode}: {run.stderr.decode()[-500:]}")
            continue
        told = json.loads(run.stdout)
        outcomes.update(told["outcomes"])
        faults += [f"{form}: {fault}" for fault in told["faults"]]
        most_cpu, most_memory = max(most_cpu, told["cpu"]), max(most_memory, told["memory"])
    read = many // len(forms) * len(forms)
    print(f"files     {read:,} damaged files of {len(forms)} forms: {dict(outcomes.most_common())}")
    print(f"          at most {most_cpu:.2f} CPU seconds and {most_memory / 1024:.0f} MB; {_told(faults)}", flush=True)
    return not faults


def damage_form(form: str, many: int) -> None:
    """Read damaged files of one form, and print what became of them as JSON."""
    data = good_files()[form]
    faults: list[str] = []
    outcomes: Counter[str] = Counter()
    most = 0.0
    with tempfile.TemporaryDirectory() as folder:
        for number, hurt in enumerate(mutations(data, many, seed=f"torture {form}")):
            path = Path(folder) / f"{number:04}-{form}"
            path.write_bytes(hurt)
            before = _cpu()
            heard = list(items([path], columns=columns_of(MAPPING)))
            took = _cpu() - before
            most = max(most, took)
            for one in heard:
                outcomes["read" if isinstance(one, Item) else one.code] += 1
                if not isinstance(one, Item) and (one.code == "fault" or not one.message):
                    faults.append(f"{path.name}: {one.code}: {one.message}")
            if not heard:
                faults.append(f"{path.name}: neither read nor named")
            if took > MOST_CPU:
                faults.append(f"{path.name}: {took:.1f} CPU seconds")
            path.unlink()
    memory = max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    if memory > MOST_MEMORY:
        faults.append(f"{memory / 1024:.0f} MB")
    print(json.dumps({"outcomes": outcomes, "faults": faults, "cpu": most, "memory": memory}))


def _cpu() -> float:
    told = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in told)


def kill(many: int, documents: int) -> bool:
    """Kill `dragoman add` again and again."""
    start = time.monotonic()
    faults: list[str] = []
    left: list[int] = []
    with tempfile.TemporaryDirectory() as folder:
        for number, one in enumerate(kills(Path(folder), many=many, documents=documents)):
            left.append(one.left)
            if not one.same:
                faults.append(f"kill {number}, at {one.at:.2f} of the run: the store is another")
            faults += [f"kill {number}: {fault}" for fault in one.faults]
            print(f"  kill {number}: at {one.at:.2f} of the run, {one.left} documents", file=sys.stderr, flush=True)
    took = time.monotonic() - start
    print(f"kills     {many} kills of {documents:,} reports, when {sorted(left)} documents were in, {took:,.0f} s")
    print(f"          {_told(faults)}", flush=True)
    return not faults


def ask() -> bool:
    """Ask both databases the generated questions."""
    held, last = _tested("tests/store/test_questions.py", DRAGOMAN_QUESTIONS=QUESTIONS)
    print(f"questions {QUESTIONS} generated queries on both databases: {last}", flush=True)
    return held


def interface() -> bool:
    """Ask the interface for programs what its description allows, and what it does not."""
    held, last = _tested("tests/web/test_schemathesis.py", DRAGOMAN_API_SECONDS=SECONDS)
    print(f"api       {SECONDS} seconds of questions to the interface: {last}", flush=True)
    return held


def kill_desks() -> bool:
    """Kill the desk again and again."""
    start = time.monotonic()
    faults: list[str] = []
    kept: list[int] = []
    with tempfile.TemporaryDirectory() as folder:
        for number, one in enumerate(killed_desks(Path(folder), many=DESKS, documents=DOCUMENTS)):
            kept.append(one.kept)
            faults += [
                f"kill {number}, after {one.after:.1f} s: {lost} was acknowledged, and is lost" for lost in one.lost
            ]
            faults += [f"kill {number}: {fault}" for fault in one.faults]
            print(f"  kill {number}: after {one.after:.1f} s, {one.kept} acknowledged", file=sys.stderr, flush=True)
    print(f"desk      {DESKS} kills, {sum(kept)} judgements acknowledged, {time.monotonic() - start:,.0f} s")
    print(f"          {_told(faults)}", flush=True)
    return not faults


def _tested(tests: str, **told: int) -> tuple[bool, str]:
    """Run tests in a process of their own; whether all held, and what was said of the faults, or last."""
    environment = {**os.environ, **{name: str(value) for name, value in told.items()}}
    command = [sys.executable, "-m", "pytest", "-q", tests]
    run = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, check=False)  # noqa: S603 - our own
    lines = run.stdout.decode().strip().splitlines()
    return run.returncode == 0, " ".join(lines[-1:]) if run.returncode == 0 else "\n".join(lines)


def _told(faults: list[str]) -> str:
    return "all held" if not faults else f"{len(faults)} FAULTS\n          " + "\n          ".join(faults)


if __name__ == "__main__":
    asked = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    names = ("files", "kills", "questions", "api", "desk")
    asked.add_argument("parts", nargs="*", choices=[[], *names], metavar="|".join(names))
    asked.add_argument("--files", type=int, default=FILES)
    asked.add_argument("--kills", type=int, default=KILLS)
    asked.add_argument("--documents", type=int, default=DOCUMENTS)
    asked.add_argument("--form", help=argparse.SUPPRESS)
    told = asked.parse_args()
    if told.form:
        damage_form(told.form, told.files)
        sys.exit(0)
    sys.exit(0 if main(told.parts, told.files, told.kills, told.documents) else 1)
