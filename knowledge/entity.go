package knowledge

// EntityKind tells people from organisations, places and groups.
type EntityKind int

// The kinds of entity.
const (
	Person EntityKind = iota
	Organisation
	Place
	Group
)

// String returns the kind's name in English, lower case.
func (k EntityKind) String() string {
	return [...]string{"person", "organisation", "place", "group"}[k]
}

// Entity is somebody or something that the story names.
type Entity struct {
	ID         string
	Kind       EntityKind
	Name       string   // in full, as in "Sergey Lavrov"
	Short      string   // as in "Lavrov"; Name when the file gives none
	Aliases    []string // other spellings, other scripts, descriptions
	Adjectives []string // of a place: "Russian", "Russians"
	Pronoun    string   // "he", "she", "they" or "it"
	Side       string   // id of the entity it belongs to or speaks for, or ""
	Roles      []Role
	Is         string   // what it is, a noun phrase; "" when Roles say it
	PlaceKind  string   // of a place: "country", "region" or "city"
	Capital    string   // of a country: id of its capital, or ""
	Members    []string // of a group: ids
	Cites      []int    // paragraphs that introduce it
}

// Role is an office that a person holds: Title of the entity Of.
type Role struct {
	Title string   // as in "Foreign Minister"
	Also  []string // other names of the same office
	Of    string   // id of the country, organisation or person; "" when a program's draft does not know
	Cites []int
}
