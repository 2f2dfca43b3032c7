from pathlib import Path

import pytest

from selfeval.local.errors import HomeNotWritableError, StackBusyError
from selfeval.local.lock import stack_lock


def test_a_second_command_is_refused_naming_the_first():
    with stack_lock("up"), pytest.raises(StackBusyError, match="selfeval up, pid"), stack_lock("run"):
        pass


def test_the_stack_is_free_again_after_a_command_that_failed():
    with pytest.raises(ZeroDivisionError), stack_lock("run"):
        raise ZeroDivisionError
    with stack_lock("run"):
        pass


def test_a_home_that_cannot_be_made_is_named(home: Path):
    home.write_text("a file where the folder should be")
    with pytest.raises(HomeNotWritableError) as refused, stack_lock("run"):
        pass
    assert str(home) in refused.value.message_zh
