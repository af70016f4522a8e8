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


@pytest.mark.skipif(shutil.which("bash") is None, reason="there is no bash")
def test_bash_itself_completes_a_line_once_it_has_been_told(tmp_path: Path) -> None:
    (tmp_path / "t é.lean").write_text(LEAN)
    (tmp_path / "architect").write_text(f'#!/bin/sh\nexec "{sys.executable}" -m architect.cli "$@"\n')
    (tmp_path / "architect").chmod(0o755)
    script = """
        eval "$("$1" -c 'import argcomplete; print(argcomplete.shellcode(["architect"]))')"
        set -- $(complete -p architect)
        while [ "$1" != -F ]; do shift; done
        COMP_LINE="architect prove 't é.lean' --theorem al" COMP_WORDBREAKS=$' \\t\\n"\\'><=;|&(:'
        COMP_POINT=${#COMP_LINE} COMP_CWORD=4 COMP_WORDS=(architect prove "'t é.lean'" --theorem al) COMP_TYPE=9
        "$2" architect al --theorem
        printf '%s\\n' "${COMPREPLY[@]}"
    """
    path = f"{tmp_path}{os.pathsep}{os.environ['PATH']}"
    run = subprocess.run(
        ["bash", "--norc", "--noprofile", "-c", script, "bash", sys.executable],
        env=os.environ | {"PATH": path, "PYTHONPATH": os.pathsep.join(sys.path)},
        cwd=tmp_path,
        check=True,
        text=True,
        capture_output=True,
        timeout=120,
    )
    assert (run.stdout.split(), run.stderr) == (["alpha"], "")
