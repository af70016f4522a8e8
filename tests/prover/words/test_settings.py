"""Settings: where each value comes from, and that nothing unknown or unfit is taken silently."""

import ast
from pathlib import Path

import pytest
from pydantic import BaseModel

from prover.words.budget import Price
from prover.words.errors import BadInput
from prover.words.model_settings import RoleLimits, RoleSettings, RolesSettings
from prover.words.settings import Resolved, Settings, resolve

ROOT = Path(__file__).parents[3]
# Who else touches the environment, and why: nothing that is said there changes what these do of themselves.
OTHERS = {
    "prover/words/settings.py": "the reader",
    "prover/lean/toolchains/toolchain.py": "passes on to Lean's processes what any program needs",
    "architect/cli.py": "asks whether a shell wants a word completed",
    "architect/commands/streams.py": "asks whether a terminal is to have colours",
    "architect/commands/completing.py": "reads the line that a shell wants completed",
    "architect/setup/running.py": "gives lake the user's own environment, with elan's programs on the PATH",
    "architect/project/building.py": "gives lake the user's own environment, but for the keys of models",
    "benchmarks/performance/peers.py": "gives the tools beside which we are measured a place of their own",
    "benchmarks/runs/engines/on_ray.py": "tells Ray to report to nobody",
    "benchmarks/runs/provenance.py": "tells gitpython to be quiet where there is no git",
    "benchmarks/measure/beside.py": "gives the processes that it measures an environment of their own",
    "benchmarks/model_servers/real.py": "gives the gateway that it starts a key of its own",
    "benchmarks/measure/kills.py": "gives the processes that it kills a place of their own",
}
FILE = """
[model]
name = "mine"
base_url = "http://file/v1"
[limits]
cost = 2.5
[prices."mine"]
input = 1
output = 2
"""


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("OPENAI_BASE_URL", "OPENAI_API_KEY"):
        monkeypatch.delenv(name, raising=False)


def source(resolved: Resolved, name: str) -> tuple[str, str]:
    return next((value, where) for full, value, where in resolved.lines() if full == name)


ROLES = """
[model]
base_url = "https://one.example/v1"
window = 4096
[roles.planner]
name = "plans"
key_variable = "OTHER_KEY"
[[roles.prover]]
name = "cheap"
base_url = "https://cheap.example/v1"
limits = { turns = 3 }
[[roles.prover]]
name = "dear"
mode = "whole-proof"
"""


def test_what_a_role_does_not_say_is_as_in_the_model_also_once_it_was_written_down(tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    path.write_text(ROLES)
    first = resolve(path, {"model.window": 8192}).settings
    again = resolve(None, {}, (Settings.model_validate_json(first.model_dump_json()), "run")).settings
    for settings in (first, again):
        planner, (cheap, dear) = settings.model_of(settings.roles.planner), settings.roles.prover
        assert (planner.name, planner.base_url, planner.window) == ("plans", "https://one.example/v1", 8192)
        assert settings.model_of(cheap).base_url == "https://cheap.example/v1"
        assert (cheap.limits.turns, dear.mode, settings.model_of(dear).window) == (3, "whole-proof", 8192)
        assert settings.model_names == ("plans", "cheap", "dear")


def test_a_role_named_on_the_command_line_keeps_its_table(tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    path.write_text(ROLES)
    roles = resolve(path, {"roles.planner": "better", "roles.prover": "dear, new", "roles.refiner": "r"}).settings.roles
    assert roles.planner is not None
    assert roles.refiner is not None
    assert (roles.planner.name, roles.planner.key_variable, roles.refiner.name) == ("better", "OTHER_KEY", "r")
    assert [(role.name, role.mode) for role in roles.prover] == [("dear", "whole-proof"), ("new", None)]
    path.write_text('[roles.prover]\nname = "one"\nwindow = 2048\n')
    [only] = resolve(path, {"roles.prover": "other"}).settings.roles.prover
    assert (only.name, only.window) == ("other", 2048)
    path.write_text('[roles.prover]\nname = "one"\nlimits = { seconds = 3 }\n')
    with pytest.raises(BadInput, match="seconds"):
        resolve(path, {})


@pytest.mark.parametrize(
    ("role", "names"), [("planner", ","), ("planner", "a,b"), ("prover", "a,,b"), ("prover", "a, a"), ("refiner", " ")]
)
def test_a_role_on_the_command_line_wants_names_of_models_each_once(role: str, names: str) -> None:
    with pytest.raises(BadInput, match=rf"roles\.{role} \(command line\): '{names}': not "):
        resolve(None, {f"roles.{role}": names})


def test_without_a_file_everything_is_a_default() -> None:
    resolved = resolve(None, {"model.name": None})
    assert resolved.settings.model.name is None
    assert {where for _, _, where in resolved.lines()} == {"default", "environment"}


def test_the_command_line_goes_before_the_environment_before_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    Path("architect.toml").write_text(FILE)
    assert source(resolve(None, {}), "model.base_url") == ("http://file/v1", "architect.toml")
    monkeypatch.setenv("OPENAI_BASE_URL", "http://env/v1")
    assert source(resolve(None, {}), "model.base_url") == ("http://env/v1", "environment, OPENAI_BASE_URL")
    resolved = resolve(None, {"model.base_url": "http://line/v1"})
    assert source(resolved, "model.base_url") == ("http://line/v1", "command line")
    assert resolved.settings.prices["mine"].output == 2


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[model]\nnmae = 'x'", "model.nmae (architect.toml): there is no such setting"),
        ("[modle]\nname = 'x'", "modle (architect.toml): there is no such setting"),
        ("[limits]\ncost = -1", "limits.cost (architect.toml)"),
        ("[prover]\nmode = 'guess'", "prover.mode (architect.toml)"),
        ("name = 'x'", "name is no section"),
        ("[model", "not TOML"),
        ("x = " + "[" * 9_999, "not TOML"),
        ("[model]\nbase_url = 'http://127.0.0.1:abc/v1'", "model.base_url"),
        ("[model]\nbase_url = 'http://127.0.0.1:999999/v1'", "model.base_url"),
        ("[model]\nbase_url = 'foo'", "model.base_url"),
        ("[model]\nextra = { when = 2020-01-01 }", "model.extra"),
        ("[model]\nextra = { n = nan }", "model.extra"),
        ("[prover]\nsamples = 1000000000000", "prover.samples"),
        ('[prices."x"]\ninput = inf\noutput = 1', "prices.x.input"),
        ('[prices."x"]\ninput = 1', "prices.x.output"),
    ],
)
def test_what_does_not_fit_is_named_with_its_place(text: str, words: str) -> None:
    Path("architect.toml").write_text(text)
    with pytest.raises(BadInput) as caught:
        resolve(None, {})
    assert words in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_file_that_was_named_must_be_there() -> None:
    with pytest.raises(BadInput, match="no such file"):
        resolve(Path("none.toml"), {})


def test_a_key_is_never_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "s3cret")
    resolved = resolve(None, {})
    assert resolved.key() == "s3cret"
    assert "s3cret" not in str(list(resolved.lines()))
    assert source(resolved, "$OPENAI_API_KEY") == ("(set)", "environment")


def test_each_setting_says_what_it_means_in_words_that_fit_behind_it() -> None:
    models: tuple[type[BaseModel], ...] = (Price, RoleLimits, RoleSettings, RolesSettings)
    models += tuple(type(section) for _, section in Settings() if isinstance(section, BaseModel))
    said = {f"{m.__name__}.{name}": field.description for m in models for name, field in m.model_fields.items()}
    assert len(said) > 40
    assert [name for name, words in said.items() if not words or len(words) > 90 or words.endswith(".")] == []


def test_the_environment_is_read_in_one_place() -> None:
    found = set()
    for path in sorted(
        p for top in ("architect", "prover", "benchmarks", "lean_project") for p in (ROOT / top).rglob("*.py")
    ):
        for node in ast.walk(ast.parse(path.read_text())):
            imported = (
                [alias.name for alias in node.names] if isinstance(node, ast.ImportFrom) and node.module == "os" else []
            )
            named = [node.attr] if isinstance(node, ast.Attribute) and ast.unparse(node.value) == "os" else imported
            if {"environ", "environb", "getenv", "getenvb"} & {*named}:
                found.add(str(path.relative_to(ROOT)))
    assert found == OTHERS.keys()
