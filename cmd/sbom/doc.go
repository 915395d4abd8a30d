// Command sbom lists what a build of the bot is made of, as a bill of materials in
// the form of CycloneDX 1.5, JSON:
//
//	go run ./cmd/sbom -version v1.2.3 -date 1767225600 bin/bot >bot.cdx.json
//
// All of it is read from the program itself, as "go version -m" does. The same
// program, version and date give the same bytes. Only the release target of the
// Makefile calls it; it is no part of a release.
package main
