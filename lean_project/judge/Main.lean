/- The program of the judge (`Judge.lean`): one request in a file, one answer on standard output. -/
import Judge

def main (arguments : List String) : IO Unit := Architect.main arguments
