"""The page for whoever changes the code names only what is there."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "AGENTS.md").read_text(encoding="utf-8")
TEMPLATES = "NAME"  # stands for a name that is still to be found


def test_each_path_that_is_named_is_there() -> None:
    named = re.findall(r"`([\w.]+/[\w./]*)`|\]\(([\w./]+)\)|pytest (tests/\S+)", PAGE)
    paths = [path for found in named for path in found if path]
    assert len(paths) > 15
    missing = [p for p in paths if not (ROOT / (Path(p).parent if TEMPLATES in p else p)).exists()]
    assert not missing


def test_each_name_stands_in_the_file_that_is_said_to_have_it() -> None:
    named = re.findall(r"`(\w+)` in `([\w./]+\.py)`", PAGE)
    assert len(named) > 3
    assert [(name, path) for name, path in named if name not in (ROOT / path).read_text(encoding="utf-8")] == []
