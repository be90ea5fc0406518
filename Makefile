.DEFAULT_GOAL := help
.PHONY: help run test bench bench-growth bench-isolation bench-stages bench-language explain-check fuzz coverage build lint format check clean \
	dependencies test-dependencies bench-dependencies

MOUWAKABA := .build/debug/mouwakaba
# Where graphql-js is: Debian's node-graphql, unpacked.
GRAPHQL_JS ?= .mouwakaba/reference/node/graphql

help: ## List what can be made.
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-18s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: dependencies ## Build, start a private PostgreSQL, load the demonstration, and serve it.
	swift build -c release --product mouwakaba
	.build/release/mouwakaba serve --migrate --demonstration

test: dependencies test-dependencies ## Run every test against a real PostgreSQL; leave nothing running.
	swift build --build-tests
	$(MOUWAKABA) postgres run --disposable --directory .mouwakaba/test -- swift test --skip-build --no-parallel

bench: dependencies bench-dependencies ## Compare the server with JSON statements in pgbench and with graphql-js.
	swift build -c release --product mouwakaba
	Tests/Benchmarks/run.sh $(BENCH_MODE)

bench-growth: dependencies bench-dependencies ## Measure how cost grows with rows, levels, pages, offices and clients.
	swift build -c release --product mouwakaba
	Tests/Benchmarks/growth.sh

bench-isolation: dependencies bench-dependencies ## Measure what heavy questions of one office cost another.
	swift build -c release --product mouwakaba
	Tests/Benchmarks/isolation.sh

bench-stages: dependencies ## Count the allocations of each stage, and hold them to those that were committed.
	swift build --product mouwakaba
	swift build -c release --product StageBenchmark
	$(MOUWAKABA) postgres run --disposable --directory .mouwakaba/stages -- \
		.build/release/StageBenchmark Tests/Benchmarks/Stages/allocations.json $(BENCH_STAGES)

bench-language: test-dependencies ## Compare parsing and validating with graphql-js.
	swift build -c release --product LanguageBenchmark
	node Tests/Benchmarks/Language/compare.cjs .build/release/LanguageBenchmark $(GRAPHQL_JS)

explain-check: build ## Compare the plans of the server's statements over national data with Tests/PlanShapes.
	$(MOUWAKABA) postgres run --disposable --directory .mouwakaba/national -- sh -c '$(MOUWAKABA) migrate up && \
		$(MOUWAKABA) seed national && python3 Tests/PlanShapes/check.py $(MOUWAKABA)'

fuzz: ## Feed lexer, parser, validator and JSON scanner with mutations for FUZZ_SECONDS each.
	Tests/Fuzzing/run.sh

coverage: dependencies ## Print the lines of language and validation that no pure test runs.
	swift test --enable-code-coverage --filter 'JSONBytesTests|GraphQL.*Tests'
	Tests/coverage.sh

build: dependencies ## Build everything, tests too; warnings are errors.
	swift build --build-tests

lint: ## Check the format of the sources.
	swift format lint --strict --recursive --parallel Package.swift Sources Tests

format: ## Format the sources.
	swift format --in-place --recursive --parallel Package.swift Sources Tests

check: build ## Check the schema against a migrated private database.
	$(MOUWAKABA) migrate up
	$(MOUWAKABA) schema check

dependencies: ## Install libpq's headers and PostgreSQL where they are missing.
	@deploy/install-dependencies.sh

test-dependencies: ## Install the reference implementations that the tests compare with.
	@deploy/install-test-dependencies.sh

bench-dependencies: ## Install the load generators, and the peer that the benchmarks compare with.
	@deploy/install-benchmark-dependencies.sh

clean: ## Remove what was built and every private cluster.
	rm -rf .build .mouwakaba
