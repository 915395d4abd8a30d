package feed

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"slices"
	"time"
)

const (
	stateVersion = 1
	// maxSeen bounds the items that are remembered after they left the feed.
	maxSeen = 5000
	// maxState bounds the file, in bytes: an entry has 200.
	maxState = 8 << 20
)

// state is what outlives the process.
type state struct {
	Version   int             `json:"version"`
	Match     string          `json:"match,omitempty"` // that the validators were got with
	ETag      string          `json:"etag,omitempty"`
	Modified  string          `json:"last_modified,omitempty"`
	NotBefore time.Time       `json:"not_before,omitzero"` // when the server wants to be asked again
	Seen      map[string]seen `json:"seen"`                // by mark
}

// seen is an item that was handled.
type seen struct {
	Digest  string    `json:"digest"`           // of what the feed said
	Updated time.Time `json:"updated,omitzero"` // as the feed said
	First   time.Time `json:"first"`            // when it was first there
}

var errState = errors.New("it is not what this version writes")

// readState returns the state in a file, an empty one when there is none, and
// that with an error when it cannot be read.
func readState(root *os.Root, name string) (state, error) {
	empty := state{Version: stateVersion, Seen: map[string]seen{}}
	file, err := root.Open(name)
	if errors.Is(err, fs.ErrNotExist) {
		return empty, nil
	}
	if err != nil {
		return empty, err
	}
	defer file.Close()
	data, err := io.ReadAll(io.LimitReader(file, maxState))
	if err != nil {
		return empty, err
	}
	var s state
	if err := json.Unmarshal(data, &s); err != nil {
		return empty, fmt.Errorf("%w (%w)", errState, err)
	}
	if s.Version != stateVersion || s.Seen == nil {
		return empty, errState
	}
	return s, nil
}

func writeState(root *os.Root, name string, s state) error {
	data, err := json.Marshal(s)
	if err != nil {
		return fmt.Errorf("save the feed's state: %w", err)
	}
	return writeFile(root, name, data)
}

// forget drops the oldest items that are not in the feed any more.
func (s *state) forget(inFeed map[string]bool) {
	var gone []string
	for mark := range s.Seen {
		if !inFeed[mark] {
			gone = append(gone, mark)
		}
	}
	slices.SortFunc(gone, func(a, b string) int {
		return cmp.Or(s.Seen[b].First.Compare(s.Seen[a].First), cmp.Compare(a, b))
	})
	for _, mark := range gone[min(maxSeen, len(gone)):] {
		delete(s.Seen, mark)
	}
}
