package main

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// numbers is a vector in JSON with the two numbers that follow it.
func numbers(first string) string {
	return "[" + first + strings.Repeat(",0.5", sourceDims-1) + ",7,0]"
}

func TestReadJSON(t *testing.T) {
	words, vectors, err := readJSON(strings.NewReader(`{"precision":8,
		"words":["the",",","nato","a","won't","quake"],
		"vectors":{",":[1],"quake":` + numbers("2") + `,"nato":` + numbers("3") + `,"the":` + numbers("-1") + `},
		"unkVector":[]}`))
	if err != nil {
		t.Fatal(err)
	}
	if want := []string{"the", "nato", "quake"}; !slices.Equal(words, want) {
		t.Fatalf("words %q, want %q", words, want)
	}
	for i, want := range []float64{-1, 3, 2} {
		if vectors[i][0] != want || vectors[i][sourceDims-1] != 0.5 {
			t.Errorf("%q has the vector %v", words[i], vectors[i])
		}
	}
}

func TestReadJSONRefuses(t *testing.T) {
	for name, file := range map[string]string{
		"nothing":     ``,
		"a list":      `[]`,
		"empty":       `{}`,
		"cut short":   `{"words":["the"],"vectors":{"the":[1,`,
		"word lacks":  `{"words":["the","quake"],"vectors":{"the":` + numbers("1") + `}}`,
		"too short":   `{"words":["the"],"vectors":{"the":[1,2]}}`,
		"not numbers": `{"words":["the"],"vectors":{"the":"x"}}`,
	} {
		if _, _, err := readJSON(strings.NewReader(file)); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

func TestReadPackageRefusesOthers(t *testing.T) {
	path := filepath.Join(t.TempDir(), "other.tgz")
	if err := os.WriteFile(path, []byte("other"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, _, err := readPackage(path); !errors.Is(err, errOtherPackage) {
		t.Errorf("got %v", err)
	}
	if _, _, err := readPackage(path + "x"); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("got %v", err)
	}
}
