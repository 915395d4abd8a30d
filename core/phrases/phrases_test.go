package phrases_test

import (
	"reflect"
	"testing"
	"unicode/utf8"

	"dragoman/core/phrases"
)

func TestNothingIsMissing(t *testing.T) {
	for _, tag := range phrases.Languages() {
		v := reflect.ValueOf(*phrases.For(tag))
		for i := range v.NumField() {
			text, name := v.Field(i).String(), v.Type().Field(i).Name
			if text == "" || !utf8.ValidString(text) {
				t.Errorf("%s: %s is %q", tag, name, text)
			}
		}
		p := phrases.For(tag)
		for _, d := range []string{p.Start, p.Help, p.Ask, p.Who, p.Quotes, p.Timeline, p.Summary, p.Sources, p.Settings, p.Forget, p.Privacy} {
			if utf8.RuneCountInString(d) > 100 {
				t.Errorf("%s: %q is longer than 100 characters", tag, d)
			}
		}
	}
}

func TestLanguage(t *testing.T) {
	for tag, want := range map[string]string{"": "en", "de": "de", "de-AT": "de", "FR_ca": "fr", "tlh": "en", "x": "en"} {
		if got := phrases.Language(tag); got != want {
			t.Errorf("%q: got %q, want %q", tag, got, want)
		}
	}
}
