"""One standing of the main job after another -> lines of progress: what changed, and now and then what still runs."""

import time

from selfeval.local import failure
from selfeval.local.airflow_api import AirflowApi
from selfeval.local.progress import Progress
from selfeval.local.standing import Standing

SILENCE_SECONDS = 10
"""After so long without news, what is under way is said again."""


class Narration:
    """Tells the standings of one main job, and knows for how long nothing has moved."""

    def __init__(self, api: AirflowApi, progress: Progress) -> None:
        self._api = api
        self._progress = progress
        self._said: list[str] = []
        self._explained: set[tuple[str, int]] = set()
        self._moved = self._spoke = time.monotonic()

    def tell(self, standing: Standing) -> float:
        """Say what is new; returns the seconds for which nothing has moved."""
        self._explain_retries(standing)
        now = time.monotonic()
        news = [line for line in standing.lines() if line not in self._said]
        if news:
            self._say(news)
            self._said, self._moved = standing.lines(), now
        elif now - self._spoke > SILENCE_SECONDS:
            self._say(standing.lines(also_done=False))
        return now - self._moved

    def _say(self, lines: list[str]) -> None:
        for line in lines:
            self._progress.say(line)
        self._spoke = time.monotonic()

    def _explain_retries(self, standing: Standing) -> None:
        """Why a task failed is said at its first failure, not when its last try is over."""
        for task in standing.tasks:
            attempt = (task["id"], task["try_number"])
            if task["state"] == "up_for_retry" and attempt not in self._explained:
                self._explained.add(attempt)
                failure.show_retry(self._api, task, self._progress)
