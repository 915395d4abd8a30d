package feed

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"
	"time"

	"github.com/mmcdole/gofeed"
)

// maxItems bounds the items of one answer. Feeds have 10 to 100.
const maxItems = 500

// take saves the items that match and are new or others than before.
func (f *Feed) take(ctx context.Context, feed *gofeed.Feed, from origin, shelf *shelf) (saved int, err error) {
	items := feed.Items
	if len(items) > maxItems {
		f.opts.Log.Warn("the feed has more items than are taken at once; the first ones are", "items", len(items), "taken", maxItems)
		items = items[:maxItems]
	}
	full := 0
	inFeed := map[string]bool{}
	for _, item := range newestOfEach(items) {
		if err := ctx.Err(); err != nil {
			return saved, err
		}
		if !f.match(about(item)) {
			continue
		}
		mark := markOf(keyOf(item))
		inFeed[mark] = true
		if shelf.isFull(mark) {
			full++
			continue
		}
		changed, err := f.takeOne(item, mark, from, shelf)
		if err != nil {
			return saved, err
		}
		if changed {
			saved++
		}
	}
	if full > 0 {
		f.opts.Log.Warn("the folder has as many articles as a story can have: new items are not saved; move old articles away", "articles", maxFiles, "items", full)
	}
	f.state.forget(inFeed)
	return saved, nil
}

// takeOne saves an item. One that is no article is passed over, and said so once.
func (f *Feed) takeOne(item *gofeed.Item, mark string, from origin, shelf *shelf) (changed bool, err error) {
	was, known := f.state.Seen[mark]
	now := seen{Digest: digestOf(item, from), Updated: updatedAt(item), First: was.First}
	if !known {
		now.First = time.Now().UTC()
	}
	if known && (was.Digest == now.Digest || isOlder(now.Updated, was.Updated)) {
		return false, nil
	}
	published := publishedAt(item, now.First)
	a, err := from.article(item, published)
	if err != nil {
		f.opts.Log.Info("an item of the feed has no article and is passed over", "title", cut(plain(item.Title), 100), "reason", err)
	} else if changed, err = shelf.save(mark, a.Title, published, markdown(a, published)); err != nil {
		return false, fmt.Errorf("save an item: %w", err)
	}
	f.state.Seen[mark] = now
	return changed, nil
}

// newestOfEach leaves one item of those with the same key: the one that was
// changed last, or the first.
func newestOfEach(items []*gofeed.Item) []*gofeed.Item {
	var kept []*gofeed.Item
	at := map[string]int{}
	for _, item := range items {
		key := keyOf(item)
		i, double := at[key]
		switch {
		case !double:
			at[key] = len(kept)
			kept = append(kept, item)
		case isOlder(updatedAt(kept[i]), updatedAt(item)):
			kept[i] = item
		}
	}
	return kept
}

// keyOf is what stays the same when an item changes.
func keyOf(item *gofeed.Item) string {
	return strings.TrimSpace(cmp.Or(item.GUID, item.Link, item.Title, item.Description))
}

func digestOf(item *gofeed.Item, from origin) string {
	h := sha256.New()
	for _, part := range []string{from.publisher, from.language, item.Title, item.Link, item.Published, item.Content, item.Description} {
		fmt.Fprintf(h, "%d %s", len(part), part)
	}
	return hex.EncodeToString(h.Sum(nil)[:16])
}

func updatedAt(item *gofeed.Item) time.Time {
	if item.UpdatedParsed == nil || !isSane(*item.UpdatedParsed) {
		return time.Time{}
	}
	return item.UpdatedParsed.UTC()
}

// isOlder compares times that are both known.
func isOlder(a, b time.Time) bool { return !a.IsZero() && !b.IsZero() && a.Before(b) }
