"""Prompt files: rendered strictly, and each exactly as it was when somebody last looked at it."""

from pathlib import Path
from string import Template

import pytest

from prover.words.errors import BadInput
from prover.words.templates import Prompts

GOLDEN = Path(__file__).parent / "golden"
PROMPTS = Path(__file__).parents[3] / "prover" / "prompts"


@pytest.mark.parametrize("path", sorted(PROMPTS.glob("*.md")), ids=lambda path: path.stem)
def test_every_prompt_is_rendered_as_its_golden_file(path: Path) -> None:
    names = Template(path.read_text()).get_identifiers()
    rendered = Prompts().render(path.stem, **{name: f"<{name} of $it>\nand more" for name in names})
    golden = GOLDEN / path.name
    assert rendered == golden.read_text(), f"if this is meant, write it to {golden}"


def test_no_golden_file_is_left_over() -> None:
    assert {p.name for p in GOLDEN.iterdir()} == {p.name for p in PROMPTS.glob("*.md")}


def test_a_variable_that_is_missing_or_not_wanted_is_a_bug() -> None:
    with pytest.raises(KeyError):
        Prompts().render("correction")
    with pytest.raises(KeyError):
        Prompts().render("correction", said="x", more="y")


def test_a_users_template_goes_first_and_its_mistakes_are_bad_input(tmp_path: Path) -> None:
    (tmp_path / "correction.md").write_text("Again: $said costs $$5")
    assert Prompts(tmp_path).render("correction", said="it") == "Again: it costs $5\n"
    assert Prompts(tmp_path).render("no_call") == Prompts().render("no_call")
    (tmp_path / "correction.md").write_text("Again: $sad")
    with pytest.raises(BadInput, match=r"\$said"):
        Prompts(tmp_path).render("correction", said="it")
    (tmp_path / "no_call.md").mkdir()
    with pytest.raises(BadInput, match="cannot be read"):
        Prompts(tmp_path).render("no_call")
    with pytest.raises(BadInput, match="no such folder"):
        Prompts(tmp_path / "none")
