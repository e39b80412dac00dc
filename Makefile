# What one types. Set-up happens by itself, once; everything lies in .venv and in the working folders.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
LOCALE := $(firstword $(AROMA_LANGUAGE) $(LC_ALL) $(LC_MESSAGES) $(LANG))
SPANISH := $(if $(filter es%,$(LOCALE)),1,0)
# $(call say,ENGLISH,SPANISH): neither may hold a comma
say = if [ $(SPANISH) = 1 ]; then echo "$(strip $(2))"; else echo "$(strip $(1))"; fi

# Without its compiled files each start of a program compiles Aroma anew.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help setup team demo up test check lint types audit format lock clean

help: ## Say what there is ## Muestra lo que hay
	@awk -F ' ## ' -v spanish=$(SPANISH) '/^[a-z-]+:.* ## /{sub(/:.*/, "", $$1); \
		printf "  make %-8s %s\n", $$1, spanish ? $$3 : $$2}' $(MAKEFILE_LIST)

setup: $(VENV)/.runtime programs ## Make .venv with the aroma program in it, and see to Tesseract ## Prepara .venv con el programa aroma, y Tesseract

team: $(VENV)/.team ## Add what more than one machine needs (docs/scale.md) ## Añade lo que hace falta para varias máquinas (docs/scale.md)

demo: setup ## Try Aroma with invented cards, in a home of its own ## Prueba Aroma con tarjetas inventadas, en una carpeta aparte
	@$(BIN)/aroma demo

up: setup ## Run Aroma for your own cards, in ~/Aroma ## Pone Aroma en marcha para tus tarjetas, en ~/Aroma
	@$(BIN)/aroma up

test: $(VENV)/.dev programs browser strace postgresql ## Run all tests ## Pasa todas las pruebas
	$(BIN)/pytest -n 3 --dist loadgroup

check: lint types audit test ## What has to hold before anything is landed ## Lo que debe cumplirse antes de integrar nada

lint: $(VENV)/.dev
	$(BIN)/ruff check
	$(BIN)/ruff format --check

types: $(VENV)/.dev
	$(BIN)/mypy

audit: $(VENV)/.runtime ## Ask whether a known hole is in a dependency ## Pregunta si hay un fallo conocido en una dependencia
	@./scripts/audit.sh

format: $(VENV)/.dev ## Put the code in form ## Da formato al código
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

lock: $(VENV)/.made ## Lock all dependencies anew, with hashes ## Fija de nuevo todas las dependencias, con sus hashes
	./scripts/lock.sh

clean: ## Take away what was made here (never ~/Aroma) ## Quita lo que se hizo aquí (nunca ~/Aroma)
	rm -rf $(VENV) build *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis

.PHONY: programs browser strace postgresql
programs:
	@./scripts/programs.sh tesseract

browser:
	@./scripts/programs.sh chromium

strace:
	@./scripts/programs.sh strace

postgresql:
	@./scripts/programs.sh postgresql

$(VENV)/.made:
	@$(PYTHON) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' || \
		{ $(call say,Aroma needs Python 3.11 to 3.13 and this is $$($(PYTHON) --version). Type: make PYTHON=python3.12 setup,\
		Aroma necesita Python de la 3.11 a la 3.13 y este es $$($(PYTHON) --version). Escribe: make PYTHON=python3.12 setup); exit 1; }
	@$(PYTHON) -m venv $(VENV) || \
		{ $(call say,Type: sudo apt-get install python3-venv,Escribe: sudo apt-get install python3-venv); exit 1; }
	@touch $@

$(VENV)/.runtime: $(VENV)/.made requirements.lock pyproject.toml
	@$(call say,Setting Aroma up: mostly downloads. The first time this takes some minutes …,\
		Preparando Aroma: casi todo son descargas. La primera vez tarda unos minutos …)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.team: $(VENV)/.runtime requirements-team.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements-team.lock
	@touch $@

$(VENV)/.dev: $(VENV)/.runtime requirements-dev.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements-dev.lock
	@touch $@
