# Every target sets itself up in .venv, once, and again when setup.cfg changes.
# Another Python: make kiyose PYTHON=python3.12

SUITABLE = import sys; sys.exit(sys.version_info < (3, 11))
PYTHON ?= $(shell for each in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$each -c '$(SUITABLE)' 2>/dev/null && echo $$each && break; done)

BIN := .venv/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check
DEFINITION := setup.cfg pyproject.toml
# The first result is the base; the folder adds the others.
KIYOSE := results/current.nc results results/ensemble --outlook vision-retention \
	--vision scenarios/kiyose/vision-test.toml
FUTURES := scenarios/kiyose/current.toml scenarios/kiyose/vision-retention.toml
CODE := projection tests benchmarks docs

.NOTPARALLEL:
.PHONY: help kiyose test lint format bench picture answers validation pages docs fuzz audit coverage mutants clean

help:
	@echo 'make kiyose   run, compare and report all scenarios of Kiyose / 清瀬市の全シナリオを推計し比較・報告'
	@echo 'make test     run the tests / テスト'
	@echo 'make lint     check style, format and types / 書式と型の検査'
	@echo 'make format   mend style and format / 書式の修正'
	@echo 'make bench    measure speed / 速度の計測'
	@echo 'make answers  answer docs/answers.md anew / docs/answers.ja.md の更新'
	@echo 'make validation  reproduce docs/validation.md anew / docs/validation.ja.md の更新'
	@echo 'make pages    write the other pages of docs anew / docs のほかのページの更新'
	@echo 'make docs     build the documentation / 文書の作成'
	@echo 'make fuzz     try files made to harm, 20 minutes / 壊れた・悪意ある入力を試す（20分）'
	@echo 'make coverage  which lines the tests reach / テストが通る行の割合'
	@echo 'make mutants  which faults no test finds, hours / わざと入れた誤りの検出（数時間）'
	@echo 'make audit    compare the libraries with known advisories / ライブラリの既知の脆弱性の確認'
	@echo 'make picture  draw the README'"'"'s pictures anew / README の図の更新'
	@echo 'make clean    remove .venv and caches, keep results / .venv と一時ファイルの削除'

kiyose: .venv/installed
	$(BIN)/projection run scenarios/kiyose
	$(BIN)/projection compare results/current.nc results
	$(BIN)/projection ensemble $(FUTURES) --vision scenarios/kiyose/vision-test.toml
	$(BIN)/projection report $(KIYOSE) -o results/kiyose.html
	$(BIN)/projection report $(KIYOSE) -o results/kiyose.xlsx
	$(BIN)/projection report $(KIYOSE) --explorer -o results/kiyose-explorer.html

test: .venv/installed-test
	$(BIN)/python -m pytest -n 2 -p tests.provoked

lint: .venv/installed-lint
	$(BIN)/ruff check $(CODE)
	$(BIN)/ruff format --check $(CODE)
	$(BIN)/mypy

format: .venv/installed-lint
	$(BIN)/ruff check --fix $(CODE)
	$(BIN)/ruff format $(CODE)

bench: .venv/installed-test
	$(BIN)/python -m benchmarks

picture: kiyose
	@for lang in ja en; do for figure in F1 F3; do \
		$(BIN)/projection report $(KIYOSE) --figure $$figure --lang $$lang \
			-o docs/$$figure.$$lang.svg || exit; \
	done; done

answers: .venv/installed
	$(BIN)/python docs/answers.py

validation: .venv/installed
	$(BIN)/python docs/validation.py

pages: .venv/installed
	$(BIN)/python docs/backtest.py
	$(BIN)/python docs/covering.py
	$(BIN)/python docs/ipss.py
	$(BIN)/python docs/regions.py
	$(BIN)/python docs/smoothing.py

docs: .venv/installed-docs
	$(BIN)/python docs/build.py

# Two minutes a target; longer: make fuzz SECONDS=600
SECONDS := 120
TARGETS := scenario vision inputs rates table open-data packed lines workbook result chunks netcdf

fuzz: .venv/installed-fuzz
	@for target in $(TARGETS); do \
		$(BIN)/python -m tests.fuzz.guided $$target -max_total_time=$(SECONDS) || exit; \
	done

# Lines, in the processes that tests start too; compiled functions once more as plain Python. Tests
# that limit time or the size of files are left out: tracing takes both.
coverage: .venv/installed-coverage
	$(BIN)/coverage erase
	$(BIN)/coverage run -m pytest -n 2 -k 'not full_disk and not bombs'
	NUMBA_DISABLE_JIT=1 $(BIN)/coverage run -m pytest tests/batch tests/test_deviations.py -k 'bodies or numba'
	$(BIN)/coverage combine --quiet
	$(BIN)/coverage json --quiet -o .coverage.json
	$(BIN)/python -m tests.covered .coverage.json

# Hours, one process: which faults put in on purpose no test finds
mutants: .venv/installed-mutants
	$(BIN)/mutmut run --max-children 1

audit: .venv/installed-audit
	$(BIN)/pip-audit --requirement docs/dependencies.txt --no-deps --disable-pip

clean:
	rm -rf docs/_build docs/reference .venv .mypy_cache .pytest_cache .ruff_cache .hypothesis build *.egg-info

.venv/made:
	@$(or $(PYTHON),false) -c '$(SUITABLE)' || { \
		echo 'Python 3.11 or later is needed; found: $(or $(shell python3 --version 2>&1),none).'; \
		echo 'Install it, or name it: make kiyose PYTHON=/path/to/python3.11'; \
		echo 'Python 3.11 以降が必要です。インストールするか、PYTHON= で場所を指定してください。'; \
		exit 1; } >&2
	@echo 'setting up .venv, once / 環境を準備しています（初回のみ）' >&2
	@$(PYTHON) -m venv .venv
	@touch $@

.venv/installed: .venv/made $(DEFINITION)
	@$(PIP) --editable '.[report,fast]'
	@touch $@

.venv/installed-test: .venv/made $(DEFINITION)
	@$(PIP) --editable '.[report,test]'
	@touch $@

.venv/installed-lint: .venv/made $(DEFINITION)
	@$(PIP) --editable '.[report,test,lint]'
	@touch $@

.venv/installed-fuzz: .venv/made $(DEFINITION)
	@$(PIP) --editable '.[report,test,fuzz]'
	@touch $@

.venv/installed-coverage: .venv/made $(DEFINITION)
	@$(PIP) --editable '.[report,test,coverage]'
	@touch $@

.venv/installed-mutants: .venv/made $(DEFINITION)
	@$(PIP) --editable '.[report,test,mutation]'
	@touch $@

.venv/installed-audit: .venv/made $(DEFINITION)
	@$(PIP) pip-audit
	@touch $@

.venv/installed-docs: .venv/made $(DEFINITION)
	@$(PIP) --editable '.[docs]'
	@touch $@
