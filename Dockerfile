# 一个镜像，Airflow 的各个角色共用；用法见 docs/deploy.md。One image for every role of Airflow; how to: docs/deploy.md.
ARG BASE_IMAGE=python:3.11.15-slim-bookworm
FROM ${BASE_IMAGE}

# 内网镜像源在构建时给出，不写进文件。A mirror on the intranet is given when building, never written here.
ARG PIP_INDEX_URL
# 收件目录须对此用户可读写。The landing folder must be readable and writable for this user.
ARG SELFEVAL_UID=50000

ENV AIRFLOW_HOME=/opt/airflow \
    AIRFLOW__CORE__DAGS_FOLDER=/opt/selfeval/dags \
    AIRFLOW__CORE__PLUGINS_FOLDER=/opt/selfeval/plugins \
    AIRFLOW__CORE__LOAD_EXAMPLES=False \
    GX_ANALYTICS_ENABLED=false \
    PIP_DISABLE_PIP_VERSION_CHECK=1 \
    PIP_ROOT_USER_ACTION=ignore \
    PYTHONPATH=/opt/selfeval/include \
    PYTHONUNBUFFERED=1 \
    SELFEVAL_HOME=/srv/selfeval

WORKDIR /opt/selfeval

COPY requirements.txt ./
RUN pip install --no-cache-dir --only-binary :all: --requirement requirements.txt

COPY LICENSE pyproject.toml ./
COPY dags/ dags/
COPY plugins/ plugins/
COPY great_expectations/ great_expectations/
COPY include/ include/
RUN pip install --no-cache-dir --no-deps --editable .

# Named volumes take their owner from these folders when they are first mounted.
RUN useradd --uid "${SELFEVAL_UID}" --create-home --shell /bin/bash selfeval \
    && install --directory --owner=selfeval --group=selfeval \
        /opt/airflow /opt/airflow/logs /srv/selfeval /srv/landing \
    && install --directory --owner=selfeval --group=selfeval --mode=0700 /opt/airflow/auth

USER selfeval
CMD ["airflow", "version"]
