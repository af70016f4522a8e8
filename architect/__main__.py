"""The door of the command `architect`: while its modules are loaded, Ctrl-C ends it without a word."""

import signal
import sys


def main() -> int:
    """Run one command; returns the exit code."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    from architect import cli

    return cli.main()


if __name__ == "__main__":
    sys.exit(main())
