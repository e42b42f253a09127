"""Write again the golden records of the example reports, or the floors of all reports.

python scripts/golden.py                          tests/golden/*.json
python scripts/golden.py --floors                 tests/reports/floors.toml, where nothing gets worse
python scripts/golden.py --floors --allow-lower   also where something does: say why in the commit
"""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from tests.golden.golden import GOLDEN, goldens, pretty  # noqa: E402
from tests.reports.shelf import FLOORS, floors_text, load_floors, measured, record_of, reports  # noqa: E402


def main(options: Sequence[str]) -> int:
    """Write the files; return 1 where a floor would fall and that is not allowed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--floors", action="store_true", help="write the floors, not the golden records")
    parser.add_argument("--allow-lower", action="store_true", help="write floors that are worse than before, too")
    chosen = parser.parse_args(options)
    return write_floors(allow_lower=chosen.allow_lower) if chosen.floors else write_goldens()


def write_goldens() -> int:
    """Write the golden records, and take away those whose report is gone."""
    wanted = {GOLDEN / f"{report.path.stem}.json": report for report in goldens()}
    for path in sorted(set(GOLDEN.glob("*.json")) - wanted.keys()):
        path.unlink()
        print(f"{path.relative_to(ROOT)}: taken away, its report is gone")
    for path, report in wanted.items():
        text = pretty(record_of(report))
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8")
            print(f"{path.relative_to(ROOT)}: written")
    return 0


def write_floors(*, allow_lower: bool) -> int:
    """Write the floors; those of reports that are not here now stay as they are."""
    before = load_floors() if FLOORS.exists() else {}
    after = {report.name: measured(report) for report in reports()}
    worse = {name: told for name, floor in after.items() if name in before and (told := floor.worse_than(before[name]))}
    for name, told in worse.items():
        print(f"{name}: {'; '.join(told)}")
    if worse and not allow_lower:
        print("nothing written: mend the reading, or add --allow-lower and say why in the commit")
        return 1
    FLOORS.write_text(floors_text(before | after), encoding="utf-8")
    held, stray = sum(floor.facts for floor in after.values()), sum(floor.stray for floor in after.values())
    print(f"{FLOORS.relative_to(ROOT)}: {len(after)} reports, {held} facts held, {stray} stray findings")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
