package article

import (
	"encoding/json"
	"slices"
)

// newsArticle is what schema.org's JSON-LD says about an article.
// https://schema.org/NewsArticle
type newsArticle struct {
	headline, publisher, url, language, published string
}

var articleTypes = []string{
	"NewsArticle", "Article", "ReportageNewsArticle", "AnalysisNewsArticle", "BackgroundNewsArticle",
	"BlogPosting", "LiveBlogPosting", "Report",
}

// read takes the first article from a script; anything else is passed over.
func (a *newsArticle) read(script string) {
	var tree any
	if a.headline != "" || json.Unmarshal([]byte(script), &tree) != nil {
		return
	}
	a.find(tree)
}

func (a *newsArticle) find(tree any) bool {
	switch tree := tree.(type) {
	case []any:
		return slices.ContainsFunc(tree, a.find)
	case map[string]any:
		if hasType(tree["@type"]) {
			*a = newsArticle{
				headline:  text(tree["headline"], "@value"),
				publisher: text(tree["publisher"], "name"),
				url:       firstOf(text(tree["url"], "@id"), text(tree["mainEntityOfPage"], "@id")),
				language:  text(tree["inLanguage"], "alternateName"),
				published: text(tree["datePublished"], "@value"),
			}
			return true
		}
		return a.find(tree["@graph"])
	}
	return false
}

func hasType(value any) bool {
	switch value := value.(type) {
	case string:
		return slices.Contains(articleTypes, value)
	case []any:
		return slices.ContainsFunc(value, hasType)
	}
	return false
}

// text returns a value that is a text, or that a mapping has under key.
func text(value any, key string) string {
	switch value := value.(type) {
	case string:
		return squeeze(clean(value))
	case map[string]any:
		s, _ := value[key].(string)
		return squeeze(clean(s))
	case []any:
		if len(value) > 0 {
			return text(value[0], key)
		}
	}
	return ""
}
