package discord

import (
	"strings"
	"testing"
)

// The report's command is for administrators of servers, and no other has its name
// in any language.
func TestReportCommand(t *testing.T) {
	c := reportCommand()
	if got := string(marshal(c)); !strings.Contains(got, `"default_member_permissions":"0"`) || !strings.Contains(got, `"contexts":[0,1]`) {
		t.Error(got)
	}
	if !commandName.MatchString(c.Name) || c.Description == "" || len(c.Description) > 100 {
		t.Errorf("%q: %q", c.Name, c.Description)
	}
	for _, other := range commandList(true) {
		for _, name := range other.Names {
			if name == c.Name {
				t.Errorf("/%s is called /%s too", other.Name, name)
			}
		}
	}
}
