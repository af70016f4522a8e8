"""Become a program, beside a child that floods standard error for as long as that lives: `noisy.py PROGRAM WORD…`.

Imports the standard library only.
"""

import os
import sys
import time

NOISE = b"noise " * 10_000
PAUSE = 0.02  # seconds

if __name__ == "__main__":
    lean = os.getpid()
    if os.fork() == 0:
        while os.getppid() == lean:
            os.write(2, NOISE)
            time.sleep(PAUSE)
        os._exit(0)
    os.execv(sys.argv[1], sys.argv[1:])
