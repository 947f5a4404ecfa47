# Shorthands; mulai.py does the work and runs on any system.
PYTHON ?= python3

.PHONY: start test demo bundle release check
start: ; @$(PYTHON) mulai.py start
test: ; @$(PYTHON) mulai.py test
demo: ; @$(PYTHON) mulai.py demo
bundle: ; @$(PYTHON) mulai.py bundle
release: ; @$(PYTHON) mulai.py release
check: ; @$(PYTHON) mulai.py check
