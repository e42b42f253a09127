"""A folder that is watched."""

from pathlib import Path

import pytest

from dragoman.errors import MissingError
from dragoman.intake import items_found
from dragoman.intake.settling import Folder
from dragoman.model.source_text import Item, Refused


def test_a_file_is_given_when_it_has_stopped_growing_and_again_when_it_changed(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    (tmp_path / "a.txt").write_text("one", "utf-8")
    assert folder.settled() == []
    (tmp_path / "a.txt").write_text("one two", "utf-8")
    (tmp_path / "b.txt").write_text("three", "utf-8")
    assert folder.settled() == []
    assert folder.settled() == [tmp_path / "a.txt", tmp_path / "b.txt"]
    assert folder.settled() == []
    (tmp_path / "b.txt").write_text("three four", "utf-8")
    assert folder.settled() == []
    assert folder.settled() == [tmp_path / "b.txt"]
    (tmp_path / "a.txt").unlink()
    assert folder.settled() == []


def test_hidden_files_readmes_and_links_are_left_out(tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    (tmp_path / ".hidden").mkdir()
    for name in ("deep/a.txt", ".b.txt", "README.md", ".hidden/c.txt"):
        (tmp_path / name).write_text("one", "utf-8")
    (tmp_path / "link.txt").symlink_to(tmp_path / "deep/a.txt")
    (tmp_path / "loop").symlink_to(tmp_path)
    folder = Folder(tmp_path)
    folder.settled()
    assert folder.settled() == [tmp_path / "deep/a.txt"]


def test_what_was_found_is_read_unless_its_ending_is_none_of_a_report(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Arnor and Gondor signed a pact.", "utf-8")
    (tmp_path / "a.part").write_text("Arnor and Gon", "utf-8")
    found = list(items_found([tmp_path / "a.part", tmp_path / "a.txt", tmp_path / "gone.txt"]))
    assert [type(one) for one in found] == [Refused, Item, Refused]


def test_a_folder_that_is_none_is_told(tmp_path: Path) -> None:
    with pytest.raises(MissingError):
        Folder(tmp_path / "none").settled()
