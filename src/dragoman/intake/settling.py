"""A folder that is watched: its new files, once they have stopped growing."""

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from dragoman.errors import MissingError
from dragoman.intake.visit import is_left_out

Stamp = tuple[int, int]  # size, and moment of the last change


@dataclass(slots=True)
class Folder:
    """A folder with what was seen in it at the last look."""

    path: Path
    _seen: dict[Path, Stamp] = field(default_factory=dict)
    _given: dict[Path, Stamp] = field(default_factory=dict)

    def settled(self) -> list[Path]:
        """The files that are as they were at the last look and were not given as such, sorted.

        A file that grows again later is given again. Raises MissingError where there is no such folder.
        """
        now = dict(self._look())
        found = [path for path, stamp in now.items() if self._seen.get(path) == stamp != self._given.get(path)]
        self._seen = now
        self._given = {path: stamp for path, stamp in self._given.items() if path in now}
        self._given.update((path, now[path]) for path in found)
        return sorted(found)

    def _look(self) -> Iterator[tuple[Path, Stamp]]:
        if not self.path.is_dir():
            raise MissingError(f"{self.path}: there is no such folder")
        for folder, folders, files in os.walk(self.path):  # links to folders are not followed
            folders[:] = sorted(name for name in folders if not is_left_out(name))
            for name in files:
                path = Path(folder, name)
                if is_left_out(name) or path.is_symlink():
                    continue
                try:
                    told = path.stat()
                except FileNotFoundError:  # gone since the folder was listed
                    continue
                yield path, (told.st_size, told.st_mtime_ns)
