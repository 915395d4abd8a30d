# The version that a build tells: a tag, or the commit.
VERSION ?= $(shell git describe --tags --always --dirty 2>/dev/null)

# The time of all files of a release, in seconds since 1970.
SOURCE_DATE_EPOCH ?= $(shell git log -1 --format=%ct 2>/dev/null || echo 0)

# The same source, version, date and Go make the same bytes, wherever they are built.
GOBUILD = CGO_ENABLED=0 GOFLAGS= GOEXPERIMENT= GOAMD64=v1 GOARM64=v8.0 \
	go build -trimpath -buildvcs=false -ldflags '-s -w -X main.version=$(VERSION)'
# GNU tar: on macOS TAR=gtar.
TAR ?= tar
PACK = $(TAR) --sort=name --format=ustar --owner=0 --group=0 --numeric-owner \
	--mode=u+rwX,go+rX,go-w --mtime=@$(SOURCE_DATE_EPOCH)
PLATFORMS = linux/amd64 linux/arm64 darwin/amd64 darwin/arm64 windows/amd64 windows/arm64

.PHONY: run test check eval bench soak build release

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

soak: ## an hour of all that may go wrong; docs/ENDURANCE.md
	go test -count=1 -timeout 90m -v -run '^TestSoak$$' ./cmd/bot -args -soak=1h

build: ## bin/bot, static
	$(GOBUILD) -o bin/bot ./cmd/bot

release: ## dist/: an archive and a bill of materials for each platform, and checksums
	$(if $(VERSION),,$(error no tag and no commit to name the release by: make release VERSION=v1.2.3))
	rm -rf dist
	set -e; for platform in $(PLATFORMS); do \
		os=$${platform%/*} arch=$${platform#*/}; \
		name=bot-$(VERSION)-$$os-$$arch; exe=bot; \
		if [ $$os = windows ]; then exe=bot.exe; fi; \
		GOOS=$$os GOARCH=$$arch $(GOBUILD) -o dist/$$name/$$exe ./cmd/bot; \
		go run ./cmd/sbom -version $(VERSION) -date $(SOURCE_DATE_EPOCH) dist/$$name/$$exe >dist/$$name.cdx.json; \
		cp LICENSE NOTICE README.md CHANGELOG.md dist/$$name/; \
		cp -R deploy dist/$$name/; \
		$(PACK) -C dist -cf dist/$$name.tar $$name; \
		gzip -9n dist/$$name.tar; \
		rm -r dist/$$name; \
	done
	cd dist && sha256sum *.tar.gz *.json >SHA256SUMS
