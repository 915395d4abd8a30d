package bolt_test

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"testing"
)

// childRole names the part that the test binary plays when a test starts it
// once more, as a process of its own; childPath is the state file's path.
const (
	childRole = "BOLT_TEST_ROLE"
	childPath = "BOLT_TEST_PATH"
)

func role(name string) func(path string) error {
	switch name {
	case "writer":
		return writeForEver
	case "fan out":
		return fanOutForEver
	case "open million":
		return openMillion
	case "send million":
		return sendMillion
	}
	return diskRole(name)
}

func TestMain(m *testing.M) {
	name := os.Getenv(childRole)
	if name == "" {
		os.Exit(m.Run())
	}
	play := role(name)
	if play == nil {
		fmt.Fprintln(os.Stderr, "no such role:", name)
		os.Exit(2)
	}
	if err := play(os.Getenv(childPath)); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// child prepares a process that plays a role.
func child(t *testing.T, role, path string) (cmd *exec.Cmd, stderr *bytes.Buffer) {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	stderr = new(bytes.Buffer)
	cmd = exec.CommandContext(t.Context(), self)
	cmd.Env = append(os.Environ(), childRole+"="+role, childPath+"="+path)
	cmd.Stderr = stderr
	return cmd, stderr
}
