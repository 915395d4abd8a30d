package schedule

import (
	"fmt"
	"sync"
	"time"
	_ "time/tzdata" // zones load where the system has none, as in an empty container
)

// loaded are the locations that were loaded by their names. Locations are
// immutable, and a name never stands for another one, so that it does not
// matter who loaded it.
var loaded = struct {
	sync.RWMutex
	byName map[string]*time.Location
}{byName: make(map[string]*time.Location)}

// maxLoaded bounds them. The database has some 600 names; more there can only
// be where the system's file names ignore case.
const maxLoaded = 1000

// location returns the location of a zone, or ErrZone. Loading takes some ten
// microseconds and reads files.
func location(zone string) (*time.Location, error) {
	loaded.RLock()
	loc := loaded.byName[zone]
	loaded.RUnlock()
	if loc != nil {
		return loc, nil
	}
	if zone == "" || zone == "Local" {
		return nil, fmt.Errorf("%w %q", ErrZone, zone)
	}
	loc, err := time.LoadLocation(zone)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrZone, err)
	}
	loaded.Lock()
	defer loaded.Unlock()
	if len(loaded.byName) < maxLoaded {
		loaded.byName[zone] = loc
	}
	return loc, nil
}
