"""Every statement of a run in its report, and the report as one page: nothing but text and its own script and style."""

import base64
import hashlib
import json
import re
import shutil
from html.parser import HTMLParser
from pathlib import Path

import pytest

from architect.cli import main
from benchmarks.report.figures import figures_of
from benchmarks.report.graph_page import page_of_bench
from benchmarks.report.render import render
from benchmarks.report.results import kept_in
from benchmarks.runs.events import KeptProof
from benchmarks.runs.reading import read_run
from benchmarks.suites.statement import Statement
from prover.words.errors import BadInput
from tests.architect.commands.test_cli_view import data_in
from tests.benchmarks.report.test_report import RECORDS, STATEMENTS, record, written

HOSTILE = '"><script>alert(1)</script><img src=x onerror=alert(1)> \u202e javascript:alert(1)'


class Page(HTMLParser):
    """The tags of a page with their attributes, and the text inside each script and style."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.inside: dict[str, str] = {}
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        if self.tags and self.tags[-1][0] in ("script", "style") and self.tags[-1][0] not in self.inside:
            self.inside[self.tags[-1][0]] = data

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name == tag]


async def run_of(path: Path, text: str = "theorem a : True := trivial\n") -> Path:
    """The run that is worked out by hand, with a proof for each try that solved something."""
    proof = KeptProof(text=text, certificates=({},))
    return await written(path, [r.model_copy(update={"proof": proof}) if r.solved else r for r in RECORDS])


def page_of(run: Path, file: Path) -> tuple[int, Page, str]:
    code = main(["bench", "report", str(run), "--format", "html", "--out", str(file)])
    text = file.read_text()
    return code, Page(text), text


async def test_each_statement_is_listed_with_its_state_method_time_cost_and_proof(tmp_path: Path) -> None:
    figures = figures_of(await run_of(tmp_path / "run"))
    text, _ = render(figures, None, "md")
    rows = text[text.index("## Statements") :].splitlines()[2:]
    assert rows == [
        "| statement | state | method | seconds | cost | tries | proof, or why there is none |",
        "| --- | --- | --- | --- | --- | --- | --- |",
        "| a | proved | model: m | 12.00 | $1.50 | 1 of 2 | proved/a.lean |",
        "| b | proved | blueprint | 30.00 | $4.00 | 2 of 2 | proved/b.lean |",
        "| c | disproved |  | 33.00 | $0.00 | 0 of 2 |  |",
        "| filled | proved | search | 1.00 | $0.00 | 1 of 1 | proved/filled.lean |",
    ]
    [*_, listed] = json.loads(render(figures, None, "json")[0])["results"]
    assert (listed["id"], listed["state"], listed["track"]) == ("filled", "proved", "answer filled")


async def test_a_statement_that_nobody_has_tried_is_listed_as_that(tmp_path: Path) -> None:
    figures = figures_of(await written(tmp_path / "run", []))
    assert [(r.state, r.tries, r.proof) for r in figures.results] == [("not tried", 0, "")] * 4


async def test_the_proof_of_a_later_try_lies_where_that_try_put_it(tmp_path: Path) -> None:
    records = [record("a", 1, "not proved", "m", 1.0, 0, None), record("a", 2, "proved", "m", 1.0, 0, None)]
    assert figures_of(await written(tmp_path / "run", records)).results[0].proof == "proved-2/a.lean"


async def test_what_one_try_disproved_is_disproved_whatever_a_later_one_came_to(tmp_path: Path) -> None:
    records = [record("a", 1, "disproved", "m", 1.0, 0, None), record("a", 2, "not proved", "m", 1.0, 0, None)]
    run = await written(tmp_path / "run", records)
    assert figures_of(run).results[0].state == "disproved"
    assert page_of_bench(run).graphs[0].state == "disproved"


async def test_the_page_has_a_row_a_statement_and_each_proof_and_asks_nobody_for_anything(tmp_path: Path) -> None:
    code, page, text = page_of(await run_of(tmp_path / "run"), tmp_path / "report.html")
    assert code == 0
    rows = page.all("tr")
    listed = [row["data-state"] for row in rows if "data-state" in row]
    assert listed == ["proved", "proved", "disproved", "proved"]
    assert text.count("<pre>theorem a : True := trivial\n</pre>") == 3
    assert [a for _, a in page.tags if {"src", "style", "srcset", "action"} & a.keys()] == []
    assert [name for _, a in page.tags for name in a if name.startswith("on")] == []
    assert not re.findall(r"https?://(?!www\.w3\.org/2000/svg)", text)
    assert {choice["name"] for choice in page.all("select")} == {"state", "method", "track", "category"}


async def test_the_policy_of_the_page_allows_its_own_script_and_style_and_nothing_else(tmp_path: Path) -> None:
    _, page, _ = page_of(await run_of(tmp_path / "run"), tmp_path / "report.html")
    [policy] = [tag["content"] for tag in page.all("meta") if tag.get("http-equiv") == "Content-Security-Policy"]
    digests = {
        what: base64.b64encode(hashlib.sha256(page.inside[what].encode()).digest()).decode()
        for what in ("style", "script")
    }
    assert policy == (
        f"default-src 'none'; style-src 'sha256-{digests['style']}'; script-src 'sha256-{digests['script']}'; "
        "base-uri 'none'; form-action 'none'"
    )
    kinds = [name for name, _ in page.tags]
    assert kinds.index("meta") < kinds.index("style") < kinds.index("script")
    assert kinds.count("script") == 1


async def test_what_statements_proofs_and_models_say_is_text(tmp_path: Path) -> None:
    statement = Statement(HOSTILE.replace("/", ""), "text", None, HOSTILE)
    proof = KeptProof(text=HOSTILE, certificates=({},))
    solved = record(statement.id, 1, "proved", HOSTILE, 1.0, 0.0, None).model_copy(update={"proof": proof})
    refused = record("b", 1, "broken", "m", 1.0, 0.0, None).model_copy(update={"reason": HOSTILE})
    run = await written(tmp_path / "run", [solved, refused], [statement, Statement("b", "B", None, "c")])
    code, page, text = page_of(run, tmp_path / "report.html")
    assert code == 0
    assert "<img" not in text
    assert "\u202e" not in text
    assert [name for name, _ in page.tags].count("script") == 1
    assert "<pre>&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;" in text
    methods = [row["data-method"] for row in page.all("tr") if "data-method" in row]
    assert methods == [HOSTILE.replace("\u202e", "\\u202e"), ""]


async def test_each_statement_leads_to_its_graph_in_the_page_beside_the_report(tmp_path: Path) -> None:
    run = await run_of(tmp_path / "run")
    _, page, _ = page_of(run, tmp_path / "a report.html")
    links = [link["href"] for link in page.all("a")]
    assert links == [f"a%20report-graphs.html#{id}" for id in ("a", "b", "c", "filled")]
    beside = data_in(tmp_path / "a report-graphs.html")
    assert [graph["id"] for graph in beside["graphs"]] == ["a", "b", "c", "filled"]
    assert beside["report"] == "a%20report.html"


async def test_a_report_on_standard_output_leads_nowhere(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["bench", "report", str(await run_of(tmp_path / "run")), "--format", "html"]) == 0
    assert Page(capsys.readouterr().out).all("a") == []


async def test_what_stands_where_the_graphs_would_is_not_written_over(tmp_path: Path) -> None:
    run = await run_of(tmp_path / "run")
    (tmp_path / "report-graphs.html").write_text("mine")
    assert main(["bench", "report", str(run), "--format", "html", "--out", str(tmp_path / "report.html")]) == 2
    assert (tmp_path / "report-graphs.html").read_text() == "mine"
    assert not (tmp_path / "report.html").exists()


async def test_a_report_is_not_written_over_what_it_is_of_and_again_over_itself(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run, other = await run_of(tmp_path / "run"), await run_of(tmp_path / "other")
    (tmp_path / "mine.lean").write_text("mine")
    for out in (run / "run.json", run / "proved" / "a.lean", other / "journal.jsonl", tmp_path / "mine.lean"):
        before = out.read_bytes()
        assert main(["bench", "report", str(run), "--compare", str(other), "--out", str(out)]) == 2
        assert capsys.readouterr().err.startswith(f"architect: {out}: ")
        assert out.read_bytes() == before
    for _ in range(2):
        assert main(["bench", "report", str(run), "--out", str(run / "report.md")]) == 0


async def test_a_result_that_cannot_be_read_is_named_and_the_rest_is_reported(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run = await run_of(tmp_path / "run")
    journal = run / "journal.jsonl"
    lines = journal.read_text().splitlines()
    [place] = [i for i, line in enumerate(lines) if '"id": "c", "sample": 1' in line]
    lines[place] = lines[place].replace('"sample": 1', '"sample": "one"')
    journal.write_text("".join(f"{line}\n" for line in [*lines, "no JSON"]))
    (run / "proved" / "a.lean").write_bytes(b"\xff")
    code, _, text = page_of(run, tmp_path / "report.html")
    said = capsys.readouterr().err.splitlines()
    assert code == 1
    assert [line.partition(f"{journal}:")[2].partition(":")[0] for line in said[:2]] == [
        f"{place + 1}",
        f"{len(lines) + 1}",
    ]
    assert said[2] == f"not read: a: {run / 'proved' / 'a.lean'}: not UTF-8 (byte 0)"
    assert "Not read" in text
    assert f"<td>{run / 'proved' / 'a.lean'}: not UTF-8 (byte 0)</td>" in text
    [b] = [result for result in figures_of(run).results if result.id == "b"]
    assert (b.state, b.proof) == ("proved", "proved/b.lean")


async def test_a_link_in_a_run_that_leads_out_of_it_is_named_and_what_it_leads_to_is_in_no_page(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run = await run_of(tmp_path / "run")
    (tmp_path / "secret").write_text("of somebody else")
    for name in ("proved/a.lean", "problems/b.lean", "certificates/b.json"):
        (run / name).unlink()
        (run / name).symlink_to(tmp_path / "secret")
    code, _, text = page_of(run, tmp_path / "report.html")
    graphs = (tmp_path / "report-graphs.html").read_text()
    assert code == 1
    refused = f"cannot be read: it leads out of {run}, and is not followed"
    assert capsys.readouterr().err.splitlines() == [f"not read: a: {run / 'proved' / 'a.lean'}: {refused}"]
    assert "of somebody else" not in text + graphs
    for name in ("proved/a.lean", "problems/b.lean", "certificates/b.json"):
        assert f"{run / name}: {refused}" in graphs
    for name in ("statements.jsonl", "journal.jsonl", "run.json"):
        (run / name).rename(tmp_path / name)
        (run / name).symlink_to(tmp_path / name)
        assert main(["bench", "report", str(run)]) == 2
        assert capsys.readouterr().err.endswith(f"{refused}\n")


async def test_a_run_that_is_gone_on_with_wants_its_journal_whole(tmp_path: Path) -> None:
    run = await run_of(tmp_path / "run")
    (run / "journal.jsonl").write_text((run / "journal.jsonl").read_text() + "no JSON\n")
    assert read_run(run, whole=False).unread == [f"{run / 'journal.jsonl'}:12: not an event of a journal"]
    with pytest.raises(BadInput, match="not an event of a journal"):
        read_run(run)


async def test_proofs_that_are_gone_are_named_and_none_of_their_words_is_made_up(tmp_path: Path) -> None:
    run = await run_of(tmp_path / "run")
    shutil.rmtree(run / "proved")
    kept = kept_in(run, figures_of(run).results)
    assert kept["b"].unread == [f"{run / 'proved' / 'b.lean'}: no such file"]
    assert {each.proof for each in kept.values()} == {""}
    assert len(STATEMENTS) == len(kept)
