# The prover with its Lean library compiled, for a user who is not root: docs/install.md says how it is run.

FROM python:3.12-slim AS build
WORKDIR /source
COPY . .
RUN python -m pip wheel --no-cache-dir --no-deps --wheel-dir /wheel .

FROM python:3.12-slim
# git fetches suites, libseccomp is a part of the sandbox; whichever version Debian has.
# hadolint ignore=DL3008
RUN apt-get update \
    && apt-get install --yes --no-install-recommends git libseccomp2 \
    && rm -rf /var/lib/apt/lists/*
# EXTRAS is such as [ray,page].
ARG EXTRAS=
RUN --mount=type=bind,from=build,source=/wheel,target=/wheel \
    python -m pip install --no-cache-dir "$(echo /wheel/*.whl)${EXTRAS}"
ENV XDG_CACHE_HOME=/cache XDG_STATE_HOME=/state
RUN useradd --uid 1000 --create-home architect \
    && mkdir /cache /state /work \
    && chown architect /cache /state /work
USER 1000
# Compiles the library into /cache, which may be read-only from here on.
RUN architect doctor
VOLUME /state
WORKDIR /work
ENTRYPOINT ["architect"]
CMD ["--help"]
