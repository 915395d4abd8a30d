package bolt

import (
	"bytes"
	"context"
	"strings"

	"go.etcd.io/bbolt"

	"dragoman/core/forget"
	"dragoman/core/subscriptions"
)

var _ forget.Store = (*Store)(nil)

// ForgetUser implements forget.Store, in one transaction. Nothing of what it
// deletes is in the file any more when it returns, nor of what was deleted
// earlier; but see [Store.Backup].
func (s *Store) ForgetUser(ctx context.Context, who forget.Reader) (forget.Counts, error) {
	n := new(forget.Counts) // the writer's until submit returns nil
	err := s.submit(ctx, change{
		apply: func(r records) (err error) {
			*n = forget.Counts{}
			user := userKeyOf(who.User)
			if n.Sessions, err = r.forget(user); err != nil {
				return err
			}
			if err := forgetSubscriptions(r.tx(), who.User, n); err != nil {
				return err
			}
			if n.Settings, err = forgetSettings(r.tx(), who.Chats); err != nil {
				return err
			}
			if n.Votes, err = takeBack(r.tx(), user); err != nil {
				return err
			}
			n.Updates, err = forgetUpdates(r.tx(), who)
			return err
		},
		erases: true,
	})
	if err != nil {
		return forget.Counts{}, err
	}
	return *n, nil
}

// forget deletes the sessions of a user.
func (r records) forget(user userKey) (n int, err error) {
	for _, key := range keysWith(r.sessions, user[:]) {
		if len(key) != len(sessionKey{}) {
			continue
		}
		if err := r.remove(sessionKey(key)); err != nil {
			return n, err
		}
		n++
	}
	return n, nil
}

// forgetSubscriptions deletes what a user gets alone, with what the ledger has
// on it, and takes their name off the rest.
func forgetSubscriptions(tx *bbolt.Tx, user string, n *forget.Counts) error {
	p, err := openPlaces(tx)
	if err != nil {
		return err
	}
	platform, id, _ := strings.Cut(user, " ")
	own := placeKeyOf(subscriptions.Place{Platform: platform, User: id})
	if s := p.get(own); s.value != nil {
		if err := p.remove(s); err != nil {
			return err
		}
		n.Subscriptions++
	}
	if err := forgetNotes(tx, own); err != nil {
		return err
	}
	for _, s := range p.madeBy(user) {
		sub := s.Subscription
		sub.By = ""
		after, err := newStored(sub)
		if err != nil {
			return err
		}
		if err := p.replace(s, *after); err != nil {
			return err
		}
		n.Named++
	}
	return nil
}

// forgetNotes deletes the notes on a place.
func forgetNotes(tx *bbolt.Tx, place placeKey) error {
	l, err := openLedger(tx)
	if err != nil {
		return err
	}
	for _, key := range l.of(place) {
		if err := l.notes.Delete(key); err != nil {
			return err
		}
	}
	return nil
}

func forgetSettings(tx *bbolt.Tx, chats []string) (n int, err error) {
	r, err := ringSettings.open(tx)
	if err != nil {
		return 0, err
	}
	for _, chat := range chats {
		key := nameKey(chat)
		if r.get(key) == nil {
			continue
		}
		if err := r.remove(key); err != nil {
			return n, err
		}
		n++
	}
	return n, nil
}

func forgetUpdates(tx *bbolt.Tx, who forget.Reader) (n int, err error) {
	if who.Sent == nil {
		return 0, nil
	}
	aside := tx.Bucket(bucketAside)
	for _, key := range keysWith(aside, nameKey(who.Source)[:8]) {
		if !who.Sent(bytes.Clone(aside.Get(key))) {
			continue
		}
		if err := takeAside(tx, key); err != nil {
			return n, err
		}
		n++
	}
	return n, nil
}

// keysWith are copies of the keys that begin with a prefix: a cursor does not
// survive what is done with them.
func keysWith(b *bbolt.Bucket, prefix []byte) (keys [][]byte) {
	c := b.Cursor()
	for k, _ := c.Seek(prefix); k != nil && bytes.HasPrefix(k, prefix); k, _ = c.Next() {
		keys = append(keys, bytes.Clone(k))
	}
	return keys
}
