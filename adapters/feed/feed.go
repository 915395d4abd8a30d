package feed

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net/http"
	"net/url"
	"os"
	"sync"
	"time"

	"github.com/mmcdole/gofeed"
	"github.com/mmcdole/gofeed/rss"

	"dragoman/core/sleep"
)

// Feed is a feed whose items are saved in a folder.
type Feed struct {
	opts   Options
	url    *url.URL
	agent  string
	match  matcher
	client *http.Client
	file   string // of the state, in the folder

	mu    sync.Mutex // held by a poll
	state state
}

// New returns a feed, and makes its folder if it is not there. It asks no server.
// The error says what is wrong with the options, or that the folder cannot be
// used.
func New(opts Options) (*Feed, error) {
	opts, u, err := opts.withDefaults()
	if err != nil {
		return nil, err
	}
	match, err := newMatcher(opts.Match)
	if err != nil {
		return nil, err
	}
	if err := os.MkdirAll(opts.Folder, 0o755); err != nil { // #nosec G301 -- of articles, which others may read
		return nil, fmt.Errorf("feed: make the folder of articles: %w", err)
	}
	root, err := os.OpenRoot(opts.Folder)
	if err != nil {
		return nil, fmt.Errorf("feed: open the folder of articles: %w", err)
	}
	defer root.Close()
	f := &Feed{
		opts:   opts,
		url:    u,
		agent:  agentOf(opts.Version),
		match:  match,
		client: newClient(opts.Transport),
		file:   ".feed-" + markOf(u.String()) + ".json",
	}
	f.state, err = readState(root, f.file)
	if err != nil {
		opts.Log.Warn("what is known of the feed cannot be read; beginning anew", "file", f.file, "error", err)
	}
	if f.state.Match != opts.Match {
		// What did not match before may do so now: the feed is wanted again.
		f.state.Match, f.state.ETag, f.state.Modified = opts.Match, "", ""
	}
	return f, nil
}

// Run polls until ctx ends, and then returns nil. It returns [ErrGone] when there
// will be no feed any more. Other failures are logged, each kind once, and tried
// again after longer and longer pauses.
func (f *Feed) Run(ctx context.Context) error {
	failures := 0
	was := ""
	for wait := time.Until(f.notBefore()); ; {
		if sleep.For(ctx, wait) != nil {
			return nil
		}
		_, hold, err := f.poll(ctx)
		switch {
		case ctx.Err() != nil:
			return nil
		case errors.Is(err, ErrGone):
			return err
		case err != nil:
			failures++
			wait = max(backoff(f.opts.Interval, failures), hold)
			if kind := kindOf(err); kind != was {
				f.opts.Log.Warn("the feed cannot be read; trying on", "error", err, "wait", wait)
				was = kind
			}
		default:
			if failures > 0 {
				f.opts.Log.Info("the feed can be read again", "failures", failures)
			}
			failures, was = 0, ""
			wait = max(f.opts.Interval, hold)
		}
		wait = jitter(wait)
	}
}

// Poll asks for the feed once and returns how many files it wrote, for new items
// and for those that changed. An answer that nothing is new is no error. The error
// is [ErrGone], that of ctx, or says why the feed cannot be read or saved.
func (f *Feed) Poll(ctx context.Context) (int, error) {
	n, _, err := f.poll(ctx)
	return n, err
}

// poll returns also how long the server wants to be left alone.
func (f *Feed) poll(ctx context.Context) (saved int, hold time.Duration, err error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	shelf, err := openShelf(f.opts.Folder)
	if err != nil {
		return 0, 0, fmt.Errorf("feed: %w", err)
	}
	defer shelf.close()
	a, err := f.fetch(ctx, f.state.ETag, f.state.Modified)
	if err != nil {
		if refused, ok := errors.AsType[*statusError](err); ok && refused.wait > 0 {
			hold = refused.wait
			f.state.NotBefore = time.Now().Add(hold).UTC()
			if saveErr := writeState(shelf.root, f.file, f.state); saveErr != nil {
				err = errors.Join(err, saveErr)
			}
		}
		if errors.Is(err, ErrGone) {
			return 0, 0, err
		}
		return 0, hold, fmt.Errorf("feed: %w", err)
	}
	if a.same {
		return 0, a.maxAge, nil
	}
	parsed, err := decode(a.body, a.contentType)
	if err != nil {
		return 0, a.maxAge, fmt.Errorf("feed: %w", err)
	}
	saved, err = f.take(ctx, parsed, originOf(parsed, a.base), shelf)
	if err == nil { // else the feed is wanted again
		f.state.ETag, f.state.Modified, f.state.NotBefore = a.etag, a.modified, time.Time{}
	}
	err = errors.Join(err, writeState(shelf.root, f.file, f.state))
	if err != nil {
		err = fmt.Errorf("feed: %w", err)
	}
	return saved, max(a.maxAge, ttlOf(parsed)), err
}

func ttlOf(feed *gofeed.Feed) time.Duration {
	if original, ok := feed.OriginalFeed().(*rss.Feed); ok {
		return ttl(original.TTL)
	}
	return 0
}

// notBefore is when the server wants to be asked again, as it said before the
// program was started.
func (f *Feed) notBefore() time.Time {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.state.NotBefore
}

// kindOf tells failures apart that are worth a line each. What the network says
// has the numbers of ports in it, which are others each time.
func kindOf(err error) string {
	if refused, ok := errors.AsType[*statusError](err); ok {
		return refused.Error()
	}
	for _, kind := range []error{errFormat, errDepth, errTooLarge, errRedirects, errDowngrade, errScheme, context.DeadlineExceeded} {
		if errors.Is(err, kind) {
			return kind.Error()
		}
	}
	if path, ok := errors.AsType[*fs.PathError](err); ok {
		return "saving: " + path.Err.Error()
	}
	return "network"
}
