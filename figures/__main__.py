"""The command `figures`, also as `python -m figures`."""

import sys

_INTERRUPTED = 130


def start() -> None:
    """Run the command line; an interrupt while it is still being imported ends the run as quietly as any later one."""
    try:
        from figures.cli import main

        main(prog_name="figures")
    except KeyboardInterrupt:
        sys.exit(_INTERRUPTED)


if __name__ == "__main__":
    start()
