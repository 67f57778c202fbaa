# The portal's commands. A machine needs python3 (3.11 or later) and make.

PYTHON ?= python3
VENV := .venv
RUN := $(VENV)/bin
RELEASE_VENV ?= .venv-release
TOOLS := $(RELEASE_VENV)/bin
AUDIT ?= yes
SIZES ?= 40000,400000,1000000
REIMPORT := $(addprefix tests/portal/imports/reimport/, test_properties.py test_repeated_reimports.py)
SAVE := tests/portal/content/test_save_machine.py
INPUT := $(addprefix tests/portal/editor/, test_random_input.py test_random_requests.py test_escaping.py test_attachments.py) tests/portal/site/test_attachments.py
ORACLE := tests/portal/search/test_engine.py tests/reports/test_facets.py
LINKED := tests/portal/site/charts tests/portal/site/comparison/test_facet_tables.py tests/portal/site/test_follow_up.py
FOLLOW := tests/portal/notifications/test_request_limits.py
BACKUP := tests/portal/operations/backup/test_while_saving.py
# Tests at full size take longer than a test that hangs may take.
FULL_SIZE := $(RUN)/python -m pytest -o faulthandler_timeout=0
# For tests of the shipped proxy, which CI leaves out.
INSTALL_NGINX := command -v nginx >/dev/null || ls /usr/sbin/nginx >/dev/null 2>&1 || .ci/install-system-packages nginx-light
# Folders without texts to translate.
NO_MESSAGES := --ignore=.venv --ignore=data --ignore=tests --ignore=bench
COMMA := ,
export PORT DATA_DIR

.PHONY: help serve demo test test-slow coverage lint security release installation-check bench bench-slow corpus reimport-check save-check input-check follow-check looks-check hostile-check oracle-check backup-check scaling-check claims gallery messages

help: ## this list of commands
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /make \1\t/'

serve: $(VENV)/.installed ## the portal on http://127.0.0.1:8000 (PORT=… DATA_DIR=… to change)
	@exec $(RUN)/python manage.py serve

demo: $(VENV)/.installed ## a demonstration with invented reports, in a data folder of its own, data/demo (PORT=… DATA_DIR=… to change)
	@exec env -u DATABASE_URL DEMO=yes $(RUN)/python manage.py serve

test: $(VENV)/.installed-dev ## the tests on SQLite and on a private PostgreSQL (those of pages, races, crashes and long searches on one of the two)
	@.ci/install-system-packages
	$(RUN)/python -m pytest -n 2 --dist worksteal --database=sqlite -m "not slow"
	$(RUN)/python -m pytest -n 2 --dist worksteal --database=postgres -m "not once"

test-slow: $(VENV)/.installed-dev ## on SQLite what `make test` tries on PostgreSQL alone: races, crashes, long searches for counterexamples
	$(RUN)/python -m pytest --database=sqlite -m slow

coverage: $(VENV)/.installed-dev ## which lines no test reaches on either database
	@.ci/install-system-packages
	$(RUN)/python -m pytest -n 2 --cov --cov-report= --database=sqlite
	$(RUN)/python -m pytest -n 2 --cov --cov-append --cov-report=term --database=postgres

lint: $(VENV)/.installed-dev ## the linters
	$(RUN)/ruff format --check .
	$(RUN)/ruff check .
	$(RUN)/lint-imports
	$(RUN)/djlint --check --lint --quiet templates
	$(RUN)/codespell
	$(RUN)/deptry .
	$(RUN)/mypy
	$(RUN)/python manage.py makemigrations --check --dry-run

security: $(RELEASE_VENV)/.installed ## unsafe patterns: bandit, and the portal's own rules for semgrep
	$(TOOLS)/bandit --quiet --configfile pyproject.toml --recursive portal recommendations reports
	PATH="$(CURDIR)/$(TOOLS):$$PATH" semgrep scan --metrics=off --disable-version-check --quiet --error --config .semgrep.yml portal recommendations reports

release: $(VENV)/.installed $(RELEASE_VENV)/.installed ## dist/workshop-portal-VERSION.tar.gz from the last commit: wheel, checksums, SBOM, notes (AUDIT=no without network)
	@AUDIT=$(AUDIT) deploy/make-release $(RUN)/python $(TOOLS)

installation-check: ## installs dist/workshop-portal-VERSION.tar.gz on a new Debian system, as docs/administration.md says (root)
	@PYTHON=$(RUN)/python deploy/try-installation dist/workshop-portal-*.tar.gz

gallery: $(VENV)/.installed-dev ## every partial template with made-up records, on http://127.0.0.1:8000/gallery/
	@$(RUN)/python manage.py runserver --settings tests.gallery.settings

messages: $(VENV)/.installed-dev ## the catalogs of the languages, brought up to date with the code
	@.ci/install-system-packages
	$(RUN)/python manage.py makemessages --no-location --no-obsolete --no-wrap $(NO_MESSAGES) \
		$(foreach folder,$(wildcard locale/*),--locale $(notdir $(folder)))
	@sed -i '/^"POT-Creation-Date:/d' locale/*/LC_MESSAGES/django.po

corpus: $(VENV)/.installed-dev ## how well the importer reads the corpus, field by field
	@$(RUN)/python -m tests.corpus

reimport-check: $(VENV)/.installed-dev ## 500 invented reports brought to newer versions, on each database
	@.ci/install-system-packages
	REIMPORTS=500 $(FULL_SIZE) --database=sqlite $(REIMPORT)
	REIMPORTS=500 $(FULL_SIZE) --database=postgres $(REIMPORT)

save-check: $(VENV)/.installed-dev ## 2,000 programs of what three editors do to one report, on each database
	@.ci/install-system-packages
	SAVES=2000 $(FULL_SIZE) --database=sqlite $(SAVE)
	SAVES=2000 $(FULL_SIZE) --database=postgres $(SAVE)

input-check: $(VENV)/.installed-dev ## 500 programs of random forms and source edits, and every XSS vector, on each database
	@.ci/install-system-packages
	INPUTS=500 VECTORS=all $(FULL_SIZE) --database=sqlite $(INPUT)
	INPUTS=500 VECTORS=all $(FULL_SIZE) --database=postgres $(INPUT)

follow-check: $(VENV)/.installed-dev ## 10,000 requests by strangers to follow a list, on each database
	@.ci/install-system-packages
	REQUESTS=10000 $(FULL_SIZE) --database=sqlite $(FOLLOW)
	REQUESTS=10000 $(FULL_SIZE) --database=postgres $(FOLLOW)

looks-check: $(VENV)/.installed-dev ## accessibility and width of pages in every look, narrow windows in both directions
	@.ci/install-system-packages
	LOOKS=all $(FULL_SIZE) tests/browser

hostile-check: $(VENV)/.installed-dev ## every hostile file, including those that take long to read
	$(FULL_SIZE) tests/portal/documents/test_hostile.py tests/portal/documents/spreadsheets/test_hostile_spreadsheets.py

oracle-check: $(VENV)/.installed-dev ## 200 selections of each list, found and counted by the index and by the database, on each database
	@.ci/install-system-packages
	SELECTIONS=200 $(FULL_SIZE) --database=sqlite $(ORACLE)
	SELECTIONS=200 $(FULL_SIZE) --database=postgres $(ORACLE)
	LINKS=all $(FULL_SIZE) --database=sqlite $(LINKED)

backup-check: $(VENV)/.installed-dev ## 20 backups while others save and import, each restored and compared, on each database
	@.ci/install-system-packages
	BACKUPS=20 $(FULL_SIZE) -rP --database=sqlite $(BACKUP)
	BACKUPS=20 $(FULL_SIZE) -rP --database=postgres $(BACKUP)

scaling-check: $(VENV)/.installed-dev ## three portals, PostgreSQL with a replica and nginx with a cache on this machine: 100 saves, a failover (prints figures)
	@.ci/install-system-packages
	@$(INSTALL_NGINX)
	SAVES=100 $(FULL_SIZE) -rP --database=sqlite tests/portal/config/test_many_machines.py tests/deploy/test_proxies.py

claims: $(VENV)/.installed-dev ## what docs/claims.md promises, at full size, on both databases; takes hours (CLAIMS=C3,C11 for some)
	@.ci/install-system-packages
	@$(INSTALL_NGINX)
	@$(RUN)/python -m tests.claims $(subst $(COMMA), ,$(CLAIMS))

bench: $(VENV)/.installed-dev ## speed, printed as tables (SIZES=40000,400000,1000000 to change)
	@$(RUN)/python -m bench --sizes $(SIZES)

bench-slow: $(VENV)/.installed-dev ## what slow connections do to everybody else, printed as a table
	@$(RUN)/python -m bench.slow_connections

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "The portal needs Python 3.11 or later, but this is $$($(PYTHON) --version). Add PYTHON=python3.12, for example."; exit 1; }
	@$(PYTHON) -c 'import ensurepip' 2>/dev/null || .ci/install-system-packages python3-venv
	@echo "Making $(VENV) ..."
	@$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: requirements.txt | $(VENV)/bin/python
	@echo "Installing the pinned packages ..."
	@$(RUN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	@touch $@

$(RELEASE_VENV)/.installed: requirements-release.txt
	@echo "Installing the tools of a release ..."
	@$(PYTHON) -m venv $(RELEASE_VENV)
	@$(TOOLS)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-release.txt
	@touch $@

$(VENV)/.installed-dev: requirements-dev.txt | $(VENV)/bin/python
	@echo "Installing the pinned packages for development ..."
	@$(RUN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@touch $@ $(VENV)/.installed
