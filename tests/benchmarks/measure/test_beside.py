"""Two checkouts in turns: what counts of them, and that each runs its own code."""

from pathlib import Path

from benchmarks.measure.beside import OURS, in_turns, row, said


def test_each_comes_first_in_turn_and_the_first_of_each_does_not_count(tmp_path: Path) -> None:
    asked: list[Path] = []

    def measure(checkout: Path) -> int:
        asked.append(checkout)
        return len(asked)

    ours, others = in_turns(measure, tmp_path, 2)
    assert {*asked[:2]} == {*asked[2:4]} == {*asked[4:]} == {OURS, tmp_path}
    assert asked[0] == asked[3] == asked[4]
    assert sorted([*ours, *others]) == [3, 4, 5, 6]
    assert [asked[number - 1] for number in ours] == [OURS, OURS]


def test_a_checkout_runs_its_own_code_and_leaves_no_run(tmp_path: Path, own_home: Path) -> None:
    (tmp_path / "prover").mkdir()
    (tmp_path / "prover" / "__init__.py").write_text("WHERE = 'there'\n")
    asks = "import sys, prover; print(getattr(prover, 'WHERE', 'here'), sys.stdin.read())"
    assert said(tmp_path, "-c", asks, given="text") == "there text\n"
    assert said(OURS, "-c", asks, given="text") == "here text\n"
    assert said(OURS, "-c", "from prover.words.folders import runs_folder as f; print(f())").strip() != str(
        own_home / "state" / "architect" / "runs"
    )


def test_a_row_has_the_ratio_of_the_medians() -> None:
    assert (
        row("it", [0.002, 0.004, 0.4], [0.001, 0.002, 0.003], unit=1e-3) == "| it | 4.00 / 400 | 2.00 / 3.00 | 2.00 |"
    )
