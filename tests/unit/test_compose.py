"""What docker-compose.yaml promises an operator, held without a Docker engine."""

import json
import re

import pytest
from compose_file import ROOT, composed, our_services, references, services
from jsonschema import Draft7Validator

LONG_RUNNING = sorted(services().keys() - {"init", "roles"})


def test_file_is_valid_against_the_compose_specification() -> None:
    schema = json.loads((ROOT / "tests/data/compose-spec/compose-spec.json").read_text(encoding="utf-8"))
    faults = [f"{error.json_path}: {error.message}" for error in Draft7Validator(schema).iter_errors(composed())]
    assert faults == []


def test_file_names_no_version_which_the_specification_calls_obsolete() -> None:
    assert "version" not in composed()


def test_every_role_of_airflow_runs_once_and_from_one_image() -> None:
    commands = {name: service["command"][1:] for name, service in our_services().items() if name != "init"}
    assert commands == {
        "api-server": ["api-server"],
        "scheduler": ["scheduler"],
        "dag-processor": ["dag-processor"],
        "triggerer": ["triggerer"],
        "worker": ["celery", "worker"],
    }


def test_only_one_service_builds_the_image_that_all_share() -> None:
    assert [name for name, service in services().items() if "build" in service] == ["init"]


def test_worker_can_be_scaled() -> None:
    worker = services()["worker"]
    assert not {"container_name", "ports", "hostname"} & worker.keys()
    assert composed({"WORKERS": "4"})["services"]["worker"]["deploy"]["replicas"] == "4"


def test_every_image_is_pinned_to_a_full_version() -> None:
    images = {service["image"] for service in services().values()}
    assert [image for image in images if not re.search(r":\d+\.\d+(\.\d+)?(-\w+)?$", image)] == []


def test_postgresql_is_18_and_keeps_its_data_where_its_image_wants_it() -> None:
    assert services()["postgres"]["image"].startswith("postgres:18.")
    assert services()["postgres"]["volumes"] == ["postgres:/var/lib/postgresql"]


def test_ports_are_open_to_this_host_only_unless_the_operator_says_otherwise() -> None:
    ports = {name: service["ports"] for name, service in services().items() if "ports" in service}
    assert ports == {"postgres": ["127.0.0.1:5433:5432"], "api-server": ["127.0.0.1:8080:8080"]}


@pytest.mark.parametrize("name", LONG_RUNNING)
def test_service_is_watched_and_comes_back(name: str) -> None:
    assert services()[name]["restart"] == "unless-stopped"
    assert services()[name]["healthcheck"]["test"]


def test_nothing_of_ours_starts_before_both_databases_are_migrated() -> None:
    waits = {name: service["depends_on"].get("init") for name, service in our_services().items() if name != "init"}
    assert set(map(str, waits.values())) == {str({"condition": "service_completed_successfully"})}
    assert services()["init"]["depends_on"]["roles"] == {"condition": "service_completed_successfully"}
    assert services()["roles"]["depends_on"]["postgres"] == {"condition": "service_healthy"}


def test_every_node_sees_the_same_home_landing_and_logs() -> None:
    for service in our_services().values():
        assert service["volumes"][0] == "home:/srv/selfeval"
        assert service["volumes"][1]["source"] == "LANDING_DIR"
        assert service["volumes"][2] == "logs:/opt/airflow/logs"
        assert service["environment"]["SELFEVAL_HOME"] == "/srv/selfeval"
        assert service["environment"]["SELFEVAL_LANDING"] == service["volumes"][1]["target"]


def test_missing_landing_folder_is_an_error_not_an_empty_folder_of_root() -> None:
    assert services()["worker"]["volumes"][1]["bind"] == {"create_host_path": False}


def test_no_password_or_key_has_a_default() -> None:
    secret = re.compile(r"PASSWORD|SECRET|FERNET|_KEY$")
    defaults = {name: defaults for name, defaults in references().items() if secret.search(name)}
    assert len(defaults) == 9
    assert set().union(*defaults.values()) == {None}


def test_example_lists_every_variable_once_with_the_default_of_the_file() -> None:
    lines = (ROOT / ".env.example").read_text(encoding="utf-8").splitlines()
    listed = [match.groups() for line in lines if (match := re.match(r"(#?)([A-Z_]+)=(.*)", line))]
    example = {name: {value if optional else None} for optional, name, value in listed}
    assert len(listed) == len(example)
    assert example == references()


def test_example_fills_in_no_required_value() -> None:
    lines = (ROOT / ".env.example").read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if re.match(r"[A-Z_]+=.", line)] == []
