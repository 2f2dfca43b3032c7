"""Steps under way -> lines with the seconds since the start, alike on a terminal and in a pipe."""

import time

from rich.console import Console


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
