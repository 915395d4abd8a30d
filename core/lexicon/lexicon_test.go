package lexicon_test

import (
	"slices"
	"sync"
	"testing"

	"dragoman/core/lexicon"
)

func TestExpand(t *testing.T) {
	for _, c := range []struct {
		form string
		want []string
		ok   bool
	}{
		{"wut", []string{"what"}, true},
		{"whats", []string{"what", "is"}, true},
		{"y'all", []string{"you", "all"}, true},
		{"lol", nil, true}, // a filler: it stands for nothing
		{"what", nil, false},
		{"", nil, false},
		{"WUT", nil, false}, // not folded
	} {
		got, ok := lexicon.Expand(c.form)
		if ok != c.ok || !slices.Equal(got, c.want) {
			t.Errorf("Expand(%q) = %q, %v", c.form, got, ok)
		}
	}
}

func TestCommonness(t *testing.T) {
	for _, c := range []struct {
		word     string
		min, max lexicon.Level
	}{
		{"a", 1, 1}, // the first of the list
		{"the", 1, 1},
		{"harbour", 1, 4},
		{"aachen", lexicon.NameLevel, lexicon.NameLevel},
		{"zyxxon", 0, 0},
		{"", 0, 0},
		{"zzzzzzzz", 0, 0}, // past the last
		{"!", 0, 0},        // before the first
		{"путин", 0, 0},
		{"a 1", 0, 0}, // as in the file
		{"a\naachen", 0, 0},
	} {
		if got := lexicon.Commonness(c.word); got < c.min || got > c.max {
			t.Errorf("Commonness(%q) = %d, want %d to %d", c.word, got, c.min, c.max)
		}
	}
}

func TestLookupName(t *testing.T) {
	for _, c := range []struct{ folded, kind, name string }{
		{"emmanuel macron", "person", "Emmanuel Macron"},
		{"macron", "person", "Emmanuel Macron"},
		{"france", "country", "France"},
		{"bahamas", "country", "Bahamas"}, // the alias has "The"
		{"the bahamas", "", ""},
		{"Macron", "", ""}, // not folded
		{"", "", ""},
	} {
		got, ok := lexicon.LookupName(c.folded)
		if got.Kind != c.kind || got.Name != c.name || ok != (c.name != "") {
			t.Errorf("LookupName(%q) = %+v, %v", c.folded, got, ok)
		}
	}
	if got := lexicon.LongestName("emmanuel"); got < 2 {
		t.Errorf("the longest name with emmanuel has %d words", got)
	}
}

func TestStem(t *testing.T) {
	for form, like := range map[string]string{"met": "meet", "ships": "ship", "was": "be", "said": "say", "went": "go", "talks": "talk"} {
		if got, want := lexicon.Stem(form), lexicon.Stem(like); got != want {
			t.Errorf("Stem(%q) = %q, that of %q is %q", form, got, like, want)
		}
	}
	for _, form := range []string{"", "2025", "путин", "u.s"} {
		if got := lexicon.Stem(form); got != form {
			t.Errorf("Stem(%q) = %q", form, got)
		}
	}
}

func TestWordsThatMeanTheSame(t *testing.T) {
	same := func(x, y string) bool {
		return slices.ContainsFunc(lexicon.Groups(lexicon.Stem(x)), func(g lexicon.Group) bool {
			return slices.Contains(lexicon.Groups(lexicon.Stem(y)), g)
		})
	}
	for _, c := range []struct {
		x, y string
		want bool
	}{
		{"warn", "caution", true},
		{"warned", "alert", true},
		{"deny", "reject", true},
		{"deny", "ship", false},
		{"qzxvk", "qzxvk", false},
	} {
		if got := same(c.x, c.y); got != c.want {
			t.Errorf("%q and %q mean the same: %v", c.x, c.y, got)
		}
	}
	for _, word := range []string{"warn", "deny", "say"} {
		for _, g := range lexicon.Groups(lexicon.Stem(word)) {
			if g < 0 || int(g) >= lexicon.GroupCount() {
				t.Errorf("group %d of %d", g, lexicon.GroupCount())
			}
		}
	}
	if lexicon.LongestPhrase(lexicon.Stem("point")) < 3 {
		t.Error(`"point the finger at" is not found`)
	}
}

func TestOpposites(t *testing.T) {
	for _, c := range []struct {
		x, y string
		want bool
	}{
		{"strong", "weak", true},
		{"weak", "strong", true},
		{"accept", "refuse", true},
		{"strong", "strong", false},
		{"strong", "ship", false},
		{"", "", false},
	} {
		if got := lexicon.Opposite(lexicon.Stem(c.x), lexicon.Stem(c.y)); got != c.want {
			t.Errorf("Opposite(%q, %q) = %v", c.x, c.y, got)
		}
	}
	praise, condemn := lexicon.Groups(lexicon.Stem("praise")), lexicon.Groups(lexicon.Stem("condemn"))
	if len(praise) == 0 || len(condemn) == 0 || !lexicon.OppositeGroups(praise[0], condemn[0]) || !lexicon.OppositeGroups(condemn[0], praise[0]) {
		t.Errorf("groups %v and %v are not opposite", praise, condemn)
	}
	if lexicon.OppositeGroups(praise[0], praise[0]) {
		t.Error("a group is its own opposite")
	}
}

func TestOfficeNames(t *testing.T) {
	for _, c := range []struct {
		title  string
		has    []string
		hasNot []string
	}{
		{"president", []string{"president", "leader", "leads"}, []string{"spokesman"}},
		{"prime minister", []string{"pm", "premier", "minister"}, []string{"fm"}},
		{"transport minister", []string{"minister"}, []string{"pm"}},
		{"government spokesman", []string{"spokesperson", "communications director"}, nil},
		{"vice president", []string{"vp", "president"}, nil}, // holds "president", too
		{"harbour pilot", nil, []string{"leader"}},
		{"", nil, []string{"leader"}},
	} {
		got := lexicon.OfficeNames(c.title)
		for _, want := range c.has {
			if !slices.Contains(got, want) {
				t.Errorf("OfficeNames(%q) lacks %q: %q", c.title, want, got)
			}
		}
		for _, no := range c.hasNot {
			if slices.Contains(got, no) {
				t.Errorf("OfficeNames(%q) has %q", c.title, no)
			}
		}
	}
}

func TestFunctionWords(t *testing.T) {
	for word, want := range map[string]bool{"the": true, "who": true, "not": true, "harbour": false, "strike": false, "": false} {
		if got := lexicon.Function(word); got != want {
			t.Errorf("Function(%q) = %v", word, got)
		}
	}
}

func TestLengths(t *testing.T) {
	l := make(lexicon.Lengths)
	for _, phrase := range []string{"sec gen", "sec", "envoy to the east", "envoy"} {
		l.Add(phrase)
	}
	if l["sec"] != 2 || l["envoy"] != 4 || l["gen"] != 0 {
		t.Errorf("got %v", l)
	}
}

func TestTablesMayBeReadAtATime(t *testing.T) {
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			lexicon.OfficeNames("government spokesman")
			lexicon.Expand("wut")
			lexicon.Groups("warn")
			lexicon.OppositeGroups(1, 2)
			lexicon.LookupName("macron")
			lexicon.Stem("met")
			lexicon.Digest()
		})
	}
	wg.Wait()
}
