import os
import socket

import pytest

from selfeval.local.errors import PortTakenError
from selfeval.local.ports import require_free


def test_a_taken_port_is_refused_naming_its_holder_and_the_setting():
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
        with pytest.raises(PortTakenError) as refused:
            require_free(port, "Airflow", "SELFEVAL_AIRFLOW_PORT")
    assert f"pid {os.getpid()}" in refused.value.message_en
    assert "SELFEVAL_AIRFLOW_PORT" in refused.value.message_zh


def test_a_port_that_was_just_left_is_free():
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
        with socket.create_connection(("127.0.0.1", port)):
            listener.accept()[0].close()
    require_free(port, "Airflow", "SELFEVAL_AIRFLOW_PORT")
