# 预算绩效自评表流水线 · the pipeline of budget performance self-evaluations. `make help` prints the commands.

# Python 3.11 first: requirements.txt is resolved and tested for it.
PYTHON ?= $(shell for name in python3.11 python3.12 python3.13 python3.14 python3 python; do \
	"$$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && command -v "$$name" && break; done)
BIN := .venv/bin
UV_REQUIREMENT := $(shell grep '^uv==' requirements-dev.txt)
# Two processes, each with a PostgreSQL of its own; the tests of a file stay together and share what it prepares.
TOGETHER := --numprocesses=2 --dist=loadfile
CODE := include dags plugins tests
TYPED := include dags $(if $(wildcard plugins/*.py plugins/*/*.py),plugins)

# No stamp, or a Python that does not start: a half-made environment, which is made again from the start.
ifneq ($(shell test -e .venv/installed && $(BIN)/python -c 'print(1)' 2>/dev/null),1)
.PHONY: .venv/installed
endif

.DEFAULT_GOAL := help
.PHONY: help install install-dev run up down test check lint clean lock rules dictionary

help:  ## 显示本帮助 · print this help
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

install: .venv/installed  ## 建立 .venv · make .venv with .venv/bin/selfeval

run: install  ## 处理样例并打印同比，然后停止 · process the samples, print the answers, stop
	@$(BIN)/selfeval run

up: install  ## 启动并保持运行 · start Airflow and PostgreSQL and leave them running
	@$(BIN)/selfeval up

down: install  ## 停止 · stop them, also what a crash left
	@$(BIN)/selfeval down

test: install-dev  ## 全部测试 · all tests
	@$(BIN)/python -m pytest $(TOGETHER)

check: lint  ## 格式、静态检查、类型、快测试 · format, lint, types, fast tests
	@$(BIN)/python -m pytest $(TOGETHER) tests/unit

lint: install-dev
	@$(BIN)/ruff format --check $(CODE)
	@$(BIN)/ruff check $(CODE)
	@$(BIN)/mypy $(TYPED)

clean:  ## 停止并删除所有生成物 · stop everything, remove all that was made
	@if $(BIN)/python -c 'import selfeval.local.removal' 2>/dev/null; then $(BIN)/selfeval clean; else rm -rf var; fi
	@rm -rf .venv .mypy_cache .pytest_cache .ruff_cache .hypothesis

rules: install  ## 重写 docs/rules.md · write docs/rules.md from the rule suites
	@$(BIN)/selfeval rules docs > docs/rules.md

dictionary: install  ## 重写 docs/data_dictionary.md · write docs/data_dictionary.md from the database's catalogue
	@$(BIN)/selfeval dictionary > docs/data_dictionary.md.new && mv docs/data_dictionary.md.new docs/data_dictionary.md

lock: install-dev  ## 重新解析依赖 · resolve the requirements anew
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 requirements.in -o requirements.txt
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 requirements-dev.in -o requirements-dev.txt

install-dev: .venv/installed-dev

# uv takes the mirror that pip is configured with, unless it has one of its own.
UV_INSTALL = mirror=$$($(BIN)/python -m pip config get global.index-url 2>/dev/null); \
	[ -z "$$mirror" ] || export UV_DEFAULT_INDEX="$${UV_DEFAULT_INDEX:-$$mirror}"; \
	VIRTUAL_ENV=.venv $(BIN)/uv pip install --quiet

.venv/installed: requirements.txt pyproject.toml
	@if ! "$(PYTHON)" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then \
		echo "✗ 需要 Python 3.11 或更高版本；请安装，或指定 make PYTHON=/path/to/python3.11" >&2; \
		echo "  Python 3.11 or newer is needed: install it, or say make PYTHON=/path/to/python3.11" >&2; exit 1; fi
	@if ! "$(PYTHON)" -c 'import venv, ensurepip' 2>/dev/null; then \
		echo "✗ $(PYTHON) 缺少 venv/ensurepip；Debian/Ubuntu 请安装 python3-venv 后重试" >&2; \
		echo "  $(PYTHON) lacks venv/ensurepip; on Debian/Ubuntu install python3-venv and retry" >&2; exit 1; fi
	@if [ ! -e $@ ] || ! $(BIN)/python -c '' 2>/dev/null; then \
		echo "建立 .venv · making .venv with $(PYTHON)"; "$(PYTHON)" -m venv --clear .venv; fi
	@echo "安装依赖（首次约一两分钟）· installing the requirements (a minute or two the first time)"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check "$(UV_REQUIREMENT)"
	@$(UV_INSTALL) --compile-bytecode -r requirements.txt
	@$(UV_INSTALL) --no-deps -e .
	@touch $@

.venv/installed-dev: .venv/installed requirements-dev.txt
	@echo "安装测试工具 · installing the development tools"
	@$(UV_INSTALL) -r requirements-dev.txt
	@touch $@
