"""Make what the desk's map needs of world-atlas: `python scripts/make_map.py FOLDER` (its npm package, unpacked).

static/vendor/countries-110m-2.0.2.json is the map without what is not drawn. static/states.json tells of each state
where the middle of its main land is and how wide that is: [latitude, longitude, radius in km of a disc as large], from
the finer map of 1:50m, which has the small ones too. The codes are pycountry's (ISO 3166-1).
"""

import json
import sys
from collections.abc import Iterator
from math import asin, degrees, pi, radians, sin, sqrt
from pathlib import Path
from typing import Any

import pycountry

STATIC = Path(__file__).parent.parent / "src" / "dragoman" / "web" / "static"
EARTH = 6371.0
ANTARCTICA = "010"  # takes much room, and no state is there
LEAST = 15.0  # km: a disc that can be seen


def main() -> None:
    folder = Path(sys.argv[1])
    coarse = json.loads((folder / "countries-110m.json").read_text())
    version = json.loads((folder / "package.json").read_text())["version"]
    del coarse["objects"]["land"]
    countries = coarse["objects"]["countries"]
    countries["geometries"] = [shape for shape in countries["geometries"] if shape.get("id") != ANTARCTICA]
    used = {number for shape in countries["geometries"] for number in _numbers(shape["arcs"])}
    coarse["arcs"] = [arc if number in used else [] for number, arc in enumerate(coarse["arcs"])]
    kept = json.dumps(coarse, ensure_ascii=False, separators=(",", ":"))
    (STATIC / "vendor" / f"countries-110m-{version}.json").write_text(kept + "\n")
    fine = json.loads((folder / "countries-50m.json").read_text())
    states = {}
    for shape in fine["objects"]["countries"]["geometries"]:
        if shape.get("id") == ANTARCTICA:
            continue
        country = pycountry.countries.get(numeric=shape.get("id", ""))
        if country is not None:
            states[country.alpha_3] = max((_middle(ring) for ring in _outlines(shape, fine)), key=lambda one: one[2])
    lines = ",\n".join(f"{json.dumps(code)}: {json.dumps(states[code])}" for code in sorted(states))
    (STATIC / "states.json").write_text(f"{{\n{lines}\n}}\n")


def _outlines(shape: dict[str, Any], atlas: dict[str, Any]) -> Iterator[list[tuple[float, float]]]:
    """The outer rings of a state, each a list of longitudes and latitudes."""
    polygons = shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]
    for polygon in polygons:
        ring: list[tuple[float, float]] = []
        for number in polygon[0]:
            points = _arc(atlas, ~number if number < 0 else number)
            ring += reversed(points) if number < 0 else points
        yield ring


def _arc(atlas: dict[str, Any], number: int) -> list[tuple[float, float]]:
    (wide, high), (west, south) = atlas["transform"]["scale"], atlas["transform"]["translate"]
    x = y = 0
    points = []
    for dx, dy in atlas["arcs"][number]:
        x, y = x + dx, y + dy
        points.append((x * wide + west, y * high + south))
    return points


def _numbers(arcs: Any) -> Iterator[int]:  # noqa: ANN401 - lists of lists of numbers
    if isinstance(arcs, int):
        yield ~arcs if arcs < 0 else arcs
    else:
        for each in arcs:
            yield from _numbers(each)


def _middle(ring: list[tuple[float, float]]) -> tuple[float, float, int]:
    """The middle of an outline and the radius of a disc of its area, worked out where areas are true (Lambert's)."""
    east, north = ring[0]
    # a state may lie on both sides of the line where 180 becomes -180
    near = [(radians((x - east + 180) % 360 - 180), sin(radians(y)) - sin(radians(north))) for x, y in ring]
    area = x = y = 0.0
    for (x1, y1), (x2, y2) in zip(near, near[1:] + near[:1], strict=True):
        cross = x1 * y2 - x2 * y1
        area, x, y = area + cross, x + (x1 + x2) * cross, y + (y1 + y2) * cross
    if area != 0:
        east, north = east + degrees(x / (3 * area)), degrees(asin(sin(radians(north)) + y / (3 * area)))
    return round(north, 2), round((east + 180) % 360 - 180, 2), round(max(EARTH * sqrt(abs(area) / 2 / pi), LEAST))


if __name__ == "__main__":
    main()
