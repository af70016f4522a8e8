"""Completion of words, by the protocol that a shell speaks, with the real program; no Lean has a part in it."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

LEAN = "theorem alpha : 1 = 1 := by sorry\ntheorem beta : 1 = 1 := rfl\nnamespace N\ntheorem gamma : True := by sorry\n"


def completed(line: str, folder: Path) -> list[str]:
    """What bash would be told at the end of a ``line``."""
    answer = folder / "answer"
    asked = {
        "_ARGCOMPLETE": "1",
        "_ARGCOMPLETE_IFS": "\n",
        "_ARGCOMPLETE_STDOUT_FILENAME": str(answer),
        "COMP_LINE": line,
        "COMP_POINT": str(len(line.encode())),
    }
    command = [sys.executable, "-X", "importtime", "-m", "architect.cli"]
    run = subprocess.run(
        command, env=os.environ | asked, cwd=folder, check=True, text=True, capture_output=True, timeout=120
    )
    assert run.stdout == ""
    assert "prover.lean" not in run.stderr, "nothing of Lean is imported for it"
    return answer.read_text().split("\n")


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("architect ve", ["verify "]),
        ("architect prove t.lean --time", ["--timeout "]),
        ("architect prove t.lean --theorem ", ["alpha", "N.gamma"]),
        ("architect prove t.lean --theorem al", ["alpha "]),
        ("architect prove t", ["t.lean "]),
        ("architect prove t.lean --sandbox ", ["auto", "off", "require"]),
        ("architect resume 2026", ["20260102-030405-one ", "20260102-030406-two "]),
        ("architect runs show 20260102-030406", ["20260102-030406-two "]),
        ("architect runs ", ["list", "show", "export", "rm", "prune"]),
        ("architect runs --re", ["--recheck "]),
        ("architect blueprint ch", ["check "]),
        ("architect blueprint show 20260102-030405", ["20260102-030405-one "]),
        ("architect bench emb", ["embedded "]),
        ("architect bench rep", ["report "]),
        ("architect bench fetch putnam", ["putnambench "]),
        ("architect bench embedded --inc", ["--include-bad "]),
    ],
)
def test_a_shell_is_told_what_a_word_may_become(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, line: str, words: list[str]
) -> None:
    (tmp_path / "t.lean").write_text(LEAN)
    for name in ("20260102-030405-one", "20260102-030406-two"):
        (tmp_path / "state" / "architect" / "runs" / name).mkdir(parents=True)
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    found = completed(line, tmp_path)
    assert [word.strip() for word in found] == [word.strip() for word in words]


def said_by(shell: list[str], script: str, folder: Path) -> tuple[list[str], str]:
    """The words that a shell answers a ``script`` with, where `architect` is on the PATH, and its errors."""
    (folder / "t é.lean").write_text(LEAN)
    (folder / "architect").write_text(f'#!/bin/sh\nexec "{sys.executable}" -m architect.cli "$@"\n')
    (folder / "architect").chmod(0o755)
    paths = {"PATH": f"{folder}{os.pathsep}{os.environ['PATH']}", "PYTHONPATH": os.pathsep.join(sys.path)}
    run = subprocess.run(
        [*shell, "-c", script],
        env=os.environ | paths | {"PYTHON": sys.executable},
        cwd=folder,
        check=True,
        text=True,
        capture_output=True,
        timeout=120,
    )
    return run.stdout.split(), run.stderr


@pytest.mark.skipif(shutil.which("bash") is None, reason="there is no bash")
def test_bash_itself_completes_a_line_once_it_has_been_told(tmp_path: Path) -> None:
    script = """
        eval "$("$PYTHON" -c 'import argcomplete; print(argcomplete.shellcode(["architect"]))')"
        set -- $(complete -p architect)
        while [ "$1" != -F ]; do shift; done
        COMP_LINE="architect prove 't é.lean' --theorem al" COMP_WORDBREAKS=$' \\t\\n"\\'><=;|&(:'
        COMP_POINT=${#COMP_LINE} COMP_CWORD=4 COMP_WORDS=(architect prove "'t é.lean'" --theorem al) COMP_TYPE=9
        "$2" architect al --theorem
        printf '%s\\n' "${COMPREPLY[@]}"
    """
    assert said_by(["bash", "--norc", "--noprofile"], script, tmp_path) == (["alpha"], "")


@pytest.mark.skipif(shutil.which("fish") is None, reason="there is no fish")
def test_fish_itself_completes_a_line_once_it_has_been_told(tmp_path: Path) -> None:
    script = """
        $PYTHON -c 'import argcomplete; print(argcomplete.shellcode(["architect"], shell="fish"))' | source
        complete -C "architect prove 't é.lean' --theorem al"
    """
    assert said_by(["fish", "--no-config"], script, tmp_path) == (["alpha"], "")


def test_zsh_is_told_something_of_each_subcommand(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("_ARGCOMPLETE_SHELL", "zsh")
    found = completed("architect runs ", tmp_path)
    assert [word for word in found if word.endswith((":None", ":"))] == []
    assert len(found) == 5
