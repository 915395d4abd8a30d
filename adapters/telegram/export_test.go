package telegram

// What the external tests look at from inside.
var (
	Render         = render
	RenderBelow    = renderBelow
	PlainText      = plainText
	Command        = command
	WithoutMention = func(text string, entities []Entity, id int64, name string) (string, bool) {
		return withoutMention(text, entities, &user{ID: id, Username: name})
	}
)

type Entity = entity
