package main

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"net/url"
	"runtime/debug"
	"strings"
	"time"
)

// bom is a bill of materials. The fields are those of CycloneDX 1.5
// (https://cyclonedx.org/docs/1.5/json/) that there is something to say in.
type bom struct {
	Format       string       `json:"bomFormat"`
	Spec         string       `json:"specVersion"`
	Serial       string       `json:"serialNumber"`
	Version      int          `json:"version"`
	Metadata     metadata     `json:"metadata"`
	Components   []component  `json:"components"`
	Dependencies []dependency `json:"dependencies"`
}

type metadata struct {
	Timestamp string    `json:"timestamp"`
	Component component `json:"component"`
}

type component struct {
	Type       string     `json:"type"`
	Ref        string     `json:"bom-ref"`
	Name       string     `json:"name"`
	Version    string     `json:"version"`
	Hashes     []hash     `json:"hashes,omitempty"`
	Licenses   []licence  `json:"licenses,omitempty"`
	Package    string     `json:"purl"`
	Properties []property `json:"properties,omitempty"`
}

type hash struct {
	Algorithm string `json:"alg"`
	Content   string `json:"content"`
}

type licence struct {
	License struct {
		ID string `json:"id"`
	} `json:"license"`
}

type property struct {
	Name  string `json:"name"`
	Value string `json:"value"`
}

type dependency struct {
	Ref       string   `json:"ref"`
	DependsOn []string `json:"dependsOn,omitempty"`
}

// materials lists what a program is made of. A program does not say which module
// brought which: all are given as its own.
func materials(info *debug.BuildInfo, program []byte, version string, at time.Time) bom {
	sum := sha256.Sum256(program)
	settings := make(map[string]string)
	for _, s := range info.Settings {
		settings[s.Key] = s.Value
	}
	root := module(info.Main.Path, version, "?goarch="+settings["GOARCH"]+"&goos="+settings["GOOS"])
	root.Type = "application"
	root.Hashes = []hash{{"SHA-256", hex.EncodeToString(sum[:])}}
	own := licence{}
	own.License.ID = "Apache-2.0"
	root.Licenses = []licence{own}

	all := []component{module("std", strings.TrimPrefix(info.GoVersion, "go"), "")}
	for _, dep := range info.Deps {
		if dep.Replace != nil {
			dep = dep.Replace
		}
		c := module(dep.Path, dep.Version, "")
		if dep.Sum != "" {
			c.Properties = []property{{"go.sum", dep.Sum}}
		}
		all = append(all, c)
	}
	links := []dependency{{Ref: root.Ref}}
	for _, c := range all {
		links[0].DependsOn = append(links[0].DependsOn, c.Ref)
		links = append(links, dependency{Ref: c.Ref})
	}
	return bom{
		Format: "CycloneDX", Spec: "1.5", Serial: serial(sum), Version: 1,
		Metadata:   metadata{Timestamp: at.UTC().Format(time.RFC3339), Component: root},
		Components: all, Dependencies: links,
	}
}

// module is a Go module as a component. Its package URL follows the type golang of
// https://github.com/package-url/purl-spec.
func module(path, version, qualifiers string) component {
	segments := strings.Split(strings.ToLower(path), "/")
	for i, s := range segments {
		segments[i] = url.QueryEscape(s)
	}
	purl := "pkg:golang/" + strings.Join(segments, "/") + "@" + url.QueryEscape(version) + qualifiers
	return component{Type: "library", Ref: purl, Name: path, Version: version, Package: purl}
}

// serial is a UUID that follows from the hash of a program (RFC 9562, version 8).
func serial(sum [sha256.Size]byte) string {
	id := sum[:16]
	id[6] = id[6]&0x0f | 0x80
	id[8] = id[8]&0x3f | 0x80
	return fmt.Sprintf("urn:uuid:%x-%x-%x-%x-%x", id[:4], id[4:6], id[6:8], id[8:10], id[10:])
}
