"""What a program calls: a run from plain values, without options or signals; its names are in `architect/__init__.py`.

Imports `blueprint`, `campaign`, `handbook`, `project`, `run`, `views`, `prover.gate`, `prover.lean.live`,
`prover.lean.search`, `prover.lean.toolchains`, `prover.llm`, `prover.methods`, `prover.text` and `prover.words`.
"""
