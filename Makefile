# The menu of the project: `make` prints it.
MVN ?= mvn
.DEFAULT_GOAL := help
.PHONY: help build test peers quick format run demo bench bench-quick hooks clean

help: ## this menu
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-11s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

build: ## everything that must hold: compile strictly, test, package, check the format
	$(MVN) verify

test: ## the tests; T=NormaliserTest for one class
	$(MVN) -Pquick test $(if $(T),-Dtest='$(T)')

peers: ## the tests of destinations against servers that others wrote; needs Python 3.11
	$(MVN) -Pquick,peers test

quick: ## package without tests, Error Prone and the format's check
	$(MVN) -q -Pquick -DskipTests package

format: ## put every Java file into the project's format
	$(MVN) -q spotless:apply

run: ## one ingestion: make run ARGS="products --destination duckdb"
	./wadi run $(ARGS)

demo: ## the sample services, loaded twice into a local DuckDB file and compared with it
	./wadi demo

bench: ## time Wadi beside DuckDB's own reader
	./bench/run $(ARGS)

bench-quick: ## what a change did to speed, in under three minutes: a line each in bench/history.csv
	./bench/quick $(ARGS)
	./bench/plot

hooks: ## look for secrets and check the format before each commit
	git config core.hooksPath .githooks

clean: ## remove what was built
	$(MVN) -q clean
