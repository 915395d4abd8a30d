# The version that a build tells: a tag, or the commit.
VERSION ?= $(shell git describe --tags --always --dirty 2>/dev/null)

GOBUILD = CGO_ENABLED=0 go build -trimpath -ldflags '-s -w -X main.version=$(VERSION)'
PLATFORMS = linux/amd64 linux/arm64 darwin/amd64 darwin/arm64 windows/amd64

.PHONY: run test check eval bench build release

run: ## chat in the terminal
	go run ./cmd/bot

test: ## all tests, quickly
	go test ./...

check: ## all that has to pass before a change goes in
	.ci/run

eval: ## the scores of the question sets, and what was missed
	go run ./cmd/bot eval --misses testdata/eval/riyadh/*.jsonl testdata/eval/riyadh/*/*.jsonl

bench: ## time and allocations
	go test -run '^$$' -bench . -benchmem ./...

build: ## bin/bot, static
	$(GOBUILD) -o bin/bot ./cmd/bot

release: ## dist/*.tar.gz for all platforms, with the licences
	$(if $(VERSION),,$(error no tag and no commit to name the release by: make release VERSION=v1.2.3))
	rm -rf dist
	set -e; for platform in $(PLATFORMS); do \
		os=$${platform%/*} arch=$${platform#*/}; \
		name=bot-$(VERSION)-$$os-$$arch; exe=bot; \
		if [ $$os = windows ]; then exe=bot.exe; fi; \
		GOOS=$$os GOARCH=$$arch $(GOBUILD) -o dist/$$name/$$exe ./cmd/bot; \
		cp LICENSE NOTICE README.md CHANGELOG.md dist/$$name/; \
		tar -C dist -czf dist/$$name.tar.gz $$name; \
		rm -r dist/$$name; \
	done
	cd dist && sha256sum *.tar.gz >SHA256SUMS
