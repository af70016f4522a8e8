"""The page on which a run or a blueprint is looked at: its data, the file that it is, and the server that keeps it new.

Imports `blueprint`, `campaign`, `planning`, `project`, `run`, `views`, `prover.gate`, `prover.lean.toolchains`,
`prover.text` and `prover.words`.

The page itself is built elsewhere, into `built/page.html`; what it says of colours and states comes from here.
"""
