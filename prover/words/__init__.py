"""The words that everything else is said in, and the files they are kept in. Imports nothing of ours."""
