"""The handbook as a user meets it: what a run teaches helps the next, and what is listed, edited and imported."""

import asyncio
import json
import signal
import sys
from pathlib import Path
from typing import Any

import pytest

from architect.cli import main
from tests.architect.commands.test_cli_model import FAR, FILE, GIVES_UP, PROVES, SETTINGS, Run, architect, start
from tests.architect.commands.test_cli_planning import ENDS, PLANS
from tests.conftest import PATIENCE
from tests.prover.llm.chat_server import Answer, Scene, chat_server, is_silent, refuses, says

SUM = """def sum : List Nat → Nat
  | [] => 0
  | x :: xs => x + sum xs

def sumOnto : List Nat → Nat → Nat
  | [], acc => acc
  | x :: xs, acc => sumOnto xs (acc + x)

theorem sumOnto_nil (xs : List Nat) : sumOnto xs 0 = sum xs := by
  sorry
"""
SUM_PROOF = """have h : ∀ (xs : List Nat) (acc : Nat), sumOnto xs acc = acc + sum xs := by
  intro xs
  induction xs with
  | nil => intro acc; rfl
  | cons x xs ih => intro acc; simp [sumOnto, sum, ih, Nat.add_assoc]
simp [h]"""
WAY = "Say it for every accumulator first, by induction on the list."
NOTE = {"name": "Free the accumulator", "when": "`fOnto xs [] = f xs`, where f keeps an accumulator", "do": WAY}
NOTES = says("", ("note_behaviours", {"behaviours": [NOTE]}))
TEXT = f"when: {NOTE['when']}\nby: a person\n\n{WAY}\n"
NAME = "free-the-accumulator"
STEPS = f"when: a step of two, `p n → p (n + 2)`\n\n{WAY}\n"


async def knows_when_told(answer: Answer) -> None:
    """Proves the sum, or plans, where the request has the way in it, and else has no idea."""
    said = json.dumps(answer.request, ensure_ascii=False)
    told, plans = WAY in said, "propose_blueprint" in said
    if plans:
        scene = PLANS if told else says("", ("give_up_planning", {"reason": "no idea"}))
    elif "sumOnto" in said:
        scene = says("", ("submit_proof", {"proof": SUM_PROOF})) if told else GIVES_UP
    else:
        scene = ENDS if "evens" in said else GIVES_UP
    await scene(answer)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The handbook of the settings that all are given."""
    (tmp_path / "architect.toml").write_text(f'{SETTINGS}[handbook]\nfolder = "{tmp_path / "book"}"\n')
    (tmp_path / "sum.lean").write_text(SUM)
    return tmp_path / "book"


async def prove(folder: Path, file: Path, scenes: list[Scene], *more: object) -> tuple[Run, list[dict[str, Any]]]:
    async with chat_server(scenes, knows_when_told) as server:
        given = ("--config", folder.with_name("architect.toml"), "--base-url", server.url, "--json", *more)
        return await architect("prove", file, *given), server.requests


def put(folder: Path, name: str = NAME, text: str = TEXT) -> Path:
    folder.mkdir(exist_ok=True)
    (folder / f"{name}.md").write_text(text)
    return folder / f"{name}.md"


def names_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir()) if folder.exists() else []


def journal(run: Run) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (Path(run.object["run"]) / "journal.jsonl").read_text().splitlines()]


async def test_what_the_handbook_has_for_a_theorem_is_told_and_stands_in_the_journal(folder: Path) -> None:
    put(folder)
    run, asked = await prove(folder, folder.with_name("sum.lean"), [])
    assert (run.code, len(asked)) == (0, 1), run.err
    assert "words to consider, no proof" in asked[0]["messages"][1]["content"]
    assert run.object["theorems"][0]["attempts"][-1]["behaviours"] == [NAME]
    assert journal(run)[-1]["attempts"][-1]["behaviours"] == [NAME]


@pytest.mark.long
async def test_what_one_run_teaches_proves_another_theorem_of_the_kind_and_without_it_that_stays_open(
    folder: Path,
) -> None:
    first, asked = await prove(folder, FILE, [PROVES, NOTES], "--learn")
    assert first.code == 0, first.err
    assert f"learnt: {NAME}; cost: 1 call" in first.err
    told = asked[1]["messages"][-1]["content"]
    assert "theorem revOnto_nil" in told
    assert "induction xs with" in told
    assert [tool["function"]["name"] for tool in asked[1]["tools"]] == ["note_behaviours"]
    [*_, learnt] = journal(first)
    assert (learnt["event"], learnt["behaviours"], learnt["spent"]["calls"]) == ("learnt", [NAME], 2)
    assert "by: scene\n" in (folder / f"{NAME}.md").read_text()
    assert json.loads((await architect("runs", "--json")).out)[0]["spent"]["calls"] == 2
    for options, code in (((), 0), (("--no-handbook",), 1)):
        run, asked = await prove(folder, folder.with_name("sum.lean"), [], *options)
        assert (run.code, WAY in json.dumps(asked)) == (code, code == 0), run.err


@pytest.mark.long
async def test_who_plans_is_told_too_and_without_it_has_no_plan(folder: Path) -> None:
    put(folder, "two-steps", STEPS)
    settings = folder.with_name("architect.toml")
    settings.write_text(settings.read_text().replace("rounds = 0", "rounds = 2"))
    run, _ = await prove(folder, FAR, [])
    assert run.code == 0, run.out
    assert [event["behaviours"] for event in journal(run) if event["event"] == "told"] == [["two-steps"]]
    without, asked = await prove(folder, FAR, [], "--no-handbook")
    assert (without.code, "Draft a blueprint" in json.dumps(asked)) == (1, True), without.out


@pytest.mark.long
@pytest.mark.parametrize(
    ("scenes", "options", "words"),
    [
        ([PROVES], ("--max-turns", 1), "nothing was learnt: the limit of 1 turn is reached"),
        ([PROVES, refuses(401)], (), "nothing was learnt: "),
        ([PROVES, says("I like it."), says("Still.")], (), "noted cannot be taken: Call `note_behaviours`"),
        ([PROVES, says("", ("note_behaviours", {"behaviours": []}))], (), "scene found nothing new; cost: 1 call"),
    ],
    ids=["no turn left", "a server that refuses", "no form", "nothing new"],
)
async def test_a_run_that_cannot_learn_says_so_and_its_result_is_as_without(
    folder: Path, scenes: list[Scene], options: tuple[object, ...], words: str
) -> None:
    out = folder.with_name("out.lean")
    run, asked = await prove(folder, FILE, scenes, "--learn", "--out", out, *options)
    assert run.code == 0, run.err
    assert words in run.err
    assert run.object["theorems"][0]["status"] == "proved"
    assert "sorry" not in out.read_text()
    assert len(asked) == len(scenes)
    assert names_in(folder) == []


@pytest.mark.long
async def test_who_is_impatient_while_it_learns_has_the_result_and_its_exit_code(folder: Path) -> None:
    learning = asyncio.Event()

    async def thinks(answer: Answer) -> None:
        learning.set()
        await is_silent(answer)

    async with chat_server([PROVES, thinks]) as server:
        given = ("--config", folder.with_name("architect.toml"), "--base-url", server.url, "--learn")
        process = await start("prove", FILE, *given)
        await asyncio.wait_for(learning.wait(), PATIENCE)
        process.send_signal(signal.SIGINT)
        out, err = await asyncio.wait_for(process.communicate(), PATIENCE)
    assert process.returncode == 0, err
    assert b"certified, " in out
    assert err.splitlines()[-1] == b"architect: nothing was learnt: interrupted"


@pytest.mark.long
async def test_runs_that_learn_at_the_same_time_lose_nothing(folder: Path) -> None:
    def notes(number: int) -> Scene:
        mine = {"name": f"way {number}", "when": f"goal number {number}", "do": f"Do {'step ' * number}so."}
        return says("", ("note_behaviours", {"behaviours": [mine, NOTE]}))

    runs = await asyncio.gather(*(prove(folder, FILE, [PROVES, notes(n)], "--learn") for n in (1, 2)))
    assert [run.code for run, _ in runs] == [0, 0]
    assert names_in(folder) == [".lock", f"{NAME}.md", "way-1.md", "way-2.md"]
    assert sum(f"left out: {NAME} (there is one by this name)" in run.err for run, _ in runs) == 1


@pytest.mark.long
async def test_a_run_that_asked_no_model_learns_nothing(folder: Path) -> None:
    easy = folder.with_name("easy.lean")
    easy.write_text("theorem t : 1 + 1 = 2 := by sorry\n")
    run, asked = await prove(folder, easy, [], "--learn")
    assert (run.code, asked) == (0, [])
    assert run.err == "architect: nothing was learnt: no model was asked\n"


class Commands:
    """`architect handbook`, in this process."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self._config, self._capsys = folder.with_name("architect.toml"), capsys

    def __call__(self, *words: object) -> Run:
        code = main(["handbook", *map(str, words), "--config", str(self._config)])
        return Run(code, *self._capsys.readouterr())


@pytest.fixture
def handbook(folder: Path, capsys: pytest.CaptureFixture[str]) -> Commands:
    return Commands(folder, capsys)


def test_it_is_listed_and_shown(folder: Path, handbook: Commands) -> None:
    empty = handbook()
    assert (empty.code, empty.out) == (0, f"no behaviours in {folder}\n")
    put(folder)
    put(folder, "broken", "what: ever\n")
    listed = handbook()
    assert listed.out == f"{NAME}  {NOTE['when']}\n"
    assert "broken.md: line 1: not one of `when: …`" in listed.err
    [row] = handbook("list", "--json").object
    assert row == {"name": NAME, "when": NOTE["when"], "do": WAY, "from": "", "by": "a person"}
    assert handbook("show", NAME).out == TEXT
    for name in ("../secret", "none", "a/b"):
        gone = handbook("show", name)
        assert (gone.code, len(gone.err.splitlines())) == (2, 1)


def test_by_default_it_is_with_the_users_runs(own_home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["handbook"]) == 0
    assert capsys.readouterr().out == f"no behaviours in {own_home / 'state' / 'architect' / 'handbook'}\n"


def edits(monkeypatch: pytest.MonkeyPatch, folder: Path, code: str, variable: str = "EDITOR") -> None:
    """Have the editor do this to the file that it is given."""
    script = folder.with_name("editor.py")
    script.write_text(f"import sys\nfrom pathlib import Path\npath = Path(sys.argv[1])\n{code}\n")
    monkeypatch.setenv(variable, f"{sys.executable} {script}")


def test_what_is_wrong_in_an_edit_is_said_and_the_text_is_there_for_the_next(
    folder: Path, handbook: Commands, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EDITOR", "false")
    edits(monkeypatch, folder, 'path.write_text(path.read_text() + "Do this.")', "VISUAL")
    first = handbook("edit", "mine")
    assert first.code == 2
    assert "no line `when: …`" in first.err
    assert "`architect handbook edit mine` goes on with it" in first.err
    assert handbook().out == f"no behaviours in {folder}\n"
    edits(monkeypatch, folder, 'path.write_text(path.read_text().replace("when: ", "when: always"))', "VISUAL")
    assert handbook("edit", "mine").out == f"mine: written to {folder / 'mine.md'}\n"
    assert (folder / "mine.md").read_text() == "when: always\n\nDo this.\n"
    edits(monkeypatch, folder, "", "VISUAL")
    assert handbook("edit", "mine").out == "mine: nothing was changed\n"
    assert names_in(folder) == [".lock", "mine.md"]


def test_an_editor_that_fails_loses_neither_text(
    folder: Path, handbook: Commands, monkeypatch: pytest.MonkeyPatch
) -> None:
    there = put(folder)
    edits(monkeypatch, folder, 'path.write_text("half a tho"); sys.exit(3)')
    failed = handbook("edit", NAME)
    assert (failed.code, "ended with status 3: nothing was taken" in failed.err) == (2, True)
    assert there.read_text() == TEXT
    assert there.with_suffix(".draft").read_text() == "half a tho"
    for words, said in (("no-such-editor", "No such file"), ("", "set VISUAL or EDITOR"), ('"', "No closing")):
        monkeypatch.setenv("EDITOR", words)
        run = handbook("edit", "other")
        assert (run.code, said in run.err) == (2, True), run.err


def test_a_text_that_changed_meanwhile_stays_and_so_does_the_edit(
    folder: Path, handbook: Commands, monkeypatch: pytest.MonkeyPatch
) -> None:
    there = put(folder)
    code = f'path.write_text(path.read_text() + "Mine."); Path({str(there)!r}).write_text({STEPS!r})'
    edits(monkeypatch, folder, code)
    run = handbook("edit", NAME)
    assert (run.code, "it was changed meanwhile, and stays" in run.err) == (2, True)
    assert there.read_text() == STEPS
    assert there.with_suffix(".draft").read_text().endswith("Mine.")


def test_an_import_takes_what_is_new_and_says_what_it_leaves(folder: Path, handbook: Commands, tmp_path: Path) -> None:
    there = put(folder)
    other = tmp_path / "other"
    put(other, text=TEXT.replace("first", "last"))
    put(other, "more")
    put(other, "broken", "nothing")
    first = handbook("import", other)
    assert first.code == 2
    assert first.out.splitlines() == [
        f"{NAME}: another text is there by this name, and stays: --replace takes the new one",
        "more: taken",
    ]
    assert "broken.md: line 1" in first.err
    assert there.read_text() == TEXT
    again = handbook("import", other / "more.md")
    assert (again.code, again.out) == (0, "more: it is there already\n")
    assert handbook("import", other / f"{NAME}.md", "--replace").code == 0
    assert "last" in there.read_text()
    (tmp_path / "empty").mkdir()
    for nothing in (tmp_path / "empty", tmp_path / "none.md", tmp_path / "none"):
        assert handbook("import", nothing).code == 2
