# Two commands for a fresh machine: make demo, make test. Everything they need is set up in .venv.

PYTHON ?= python3
BIN := .venv/bin
# A class of its own for the demonstration: right in several styles, wrong, empty, crashing, looping, hostile.
CLASS := tests/submissions/conv_layers
DEMO := $(addprefix $(CLASS)/right/,nested_loops im2col einsum fft tuple_sizes one_down) \
        $(addprefix $(CLASS)/wrong/,dx_empty_at_padding_0 pool_assigns_overlap batch_summed_in_forward \
            ties_full_gradient flipped_kernel_consistent) \
        $(addprefix $(CLASS)/odd/,empty crashes os_exit loops_forever prints_arguments python2 missing_class) \
        $(addprefix $(CLASS)/hostile/,patches_allclose reads_key)
# The demonstration keeps its key's secret to itself; yours is made when you first build a key.
demo demo-torch: export AUTOGRADER_SECRET_FILE = $(CURDIR)/demo/secret

.DEFAULT_GOAL := help
.PHONY: help demo demo-torch test test-long test-training test-controls test-lenet5 test-cnn test-hostile-long fuzz test-audit \
        lint bench bench-bar template clean

help:  ## what can be made
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /  make \1\t/' | expand -t 20

demo: .venv/installed  ## build the key, grade a sample class, say where the report lies
	@mkdir -p demo
	$(BIN)/autograder build conv_layers --quick
	$(BIN)/autograder grade conv_layers $(DEMO) --out demo/grades
	@echo
	@echo "A student's own check of one of them:"
	-@$(BIN)/autograder check $(CLASS)/wrong/dx_empty_at_padding_0
	@echo
	@echo "Open in a browser: demo/grades/class.html"

demo-torch: .venv/installed  ## train the four references here, on digits that every machine has; templates beside them
	@mkdir -p demo
	$(BIN)/pip install --quiet --disable-pip-version-check --editable '.[grading-torch,data,plots]'
	@$(MAKE) --no-print-directory -j 2 $(addprefix demo-torch-,conv_layers cnn_training lenet5 conv_functions)
	@echo
	@echo "Open in a browser: demo/lenet5/class.html"

demo-torch-%:
	@$(BIN)/autograder build $* --quick
	@$(BIN)/autograder grade $* reference/$* student_template/$* --train now --out demo/$*

test: .venv/tested lint  ## all tests, with lint and types; what .ci/run calls
	$(BIN)/python -m pytest -q -n 2 --dist worksteal --durations 15

test-long: .venv/tested  ## what takes minutes: attacks without a box, every secret against every mistake
	$(BIN)/python -m pytest -q -n 2 --dist worksteal -m long --ignore tests/author/test_audit_homeworks.py \
	  --ignore tests/hostile/test_notebook_controls.py --ignore tests/hostile/test_notebooks.py --ignore tests/lenet5 \
	  --ignore tests/cnn_training \
	  --deselect tests/conv_layers/test_training.py --deselect tests/conv_functions/test_training.py

test-training: .venv/tested  ## the references' own trainings, from nothing to full marks
	$(BIN)/python -m pytest -q -m long tests/conv_layers/test_training.py tests/conv_functions/test_training.py

test-controls: .venv/tested  ## that each hostile notebook works on stock nbclient, with a kernel that nothing confines
	$(BIN)/python -m pytest -q -n 2 --dist worksteal -m long tests/hostile/test_notebook_controls.py

test-lenet5: .venv/tested  ## every known mistake of lenet5, every training that goes wrong
	$(BIN)/python -m pytest -q -n 2 --dist worksteal -m long tests/lenet5

test-cnn: .venv/tested  ## every known mistake of cnn_training, and both of its trainings
	$(BIN)/python -m pytest -q -n 2 --dist worksteal -m long tests/cnn_training

test-hostile-long: .venv/tested  ## every attack at every level of isolation that this machine has
	AUTOGRADER_TEST_EVERY_LEVEL=1 $(BIN)/python -m pytest -q -n 2 -m "long or not long" tests/hostile/test_attacks.py tests/hostile/test_notebooks.py

fuzz: .venv/tested  ## search longer for bytes that the readers cannot take
	FUZZ=12 nice -n 10 $(BIN)/python -m pytest -q tests/hostile/test_fuzz_wire.py tests/hostile/test_fuzz_archive.py

test-audit: .venv/tested  ## the audit of every homework
	$(BIN)/python -m pytest -q -m long tests/author/test_audit_homeworks.py

lint: .venv/tested  ## ruff and mypy
	$(BIN)/ruff check .
	$(BIN)/ruff format --check -q autograder tests benchmarks
	$(BIN)/mypy

bench: .venv/tested  ## every benchmark's figures
	@for file in benchmarks/*.py; do $(BIN)/python $$file || exit 1; done

bench-bar: .venv/tested  ## every benchmark against its bar
	@for file in benchmarks/*.py; do $(BIN)/python $$file --bar || exit 1; done

template: .venv/installed  ## make student_template/ from reference/
	$(BIN)/autograder bundle conv_layers --template
	$(BIN)/autograder bundle conv_functions --template
	$(BIN)/autograder bundle lenet5 --template
	$(BIN)/autograder bundle cnn_training --template

clean:  ## forget keys, results and the environment
	rm -rf .venv build demo grades

.venv/installed: pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check --editable .
	@touch $@

.venv/tested: .venv/installed
	$(BIN)/pip install --quiet --disable-pip-version-check --editable '.[test]'
	@touch $@
