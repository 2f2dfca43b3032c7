"""Steps under way -> lines with the seconds since the start, alike on a terminal and in a pipe."""

import sys
import time

from rich.console import Console

READABLE_WIDTH = 120


def console() -> Console:
    """The terminal at its own width; a pipe at 120 columns."""
    return Console() if sys.stdout.isatty() else Console(width=READABLE_WIDTH)


class Progress:
    """Says what happens, Chinese first, with the seconds since the first word."""

    def __init__(self, console: Console) -> None:
        self.console = console
        self._began = time.monotonic()

    def say(self, zh: str, en: str = "") -> None:
        """Print one line."""
        text = f"{zh}  {en}" if en else zh
        line = f"[dim]{time.monotonic() - self._began:5.0f} s[/dim]  "
        self.console.print(line, end="", highlight=False)
        self.console.print(text, markup=False, highlight=False, soft_wrap=True)
