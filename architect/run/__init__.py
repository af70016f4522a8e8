"""One run: what was asked, its events, folder and result. Imports `blueprint`, `campaign`, `planning` and `prover`."""
