"""One run: what was asked, its events, folder and result. Imports `campaign`, the rooms below it, and `prover`."""
