"""The tool `architect`: from the command line to the report. Imports `prover`; each room says what it is for."""
