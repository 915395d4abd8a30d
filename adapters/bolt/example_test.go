package bolt_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"dragoman/adapters/bolt"
	"dragoman/core"
	"dragoman/core/settings"
)

func ExampleOpen() {
	dir, err := os.MkdirTemp("", "dragoman")
	if err != nil {
		fmt.Println(err)
		return
	}
	defer os.RemoveAll(dir)

	store, err := bolt.Open(filepath.Join(dir, "state", "dragoman.db"), bolt.Options{Idle: 30 * time.Minute})
	if err != nil {
		fmt.Println(err)
		return
	}
	defer store.Close()

	ctx := context.Background()
	ann := core.SessionKey{Conversation: "chat-7", User: "ann"}
	err = store.PutSession(ctx, ann, core.Session{
		Turns: []core.Turn{{Text: "who attends?"}},
		Seen:  time.Now(),
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	session, err := store.Session(ctx, ann)
	fmt.Println(session.Turns[0].Text, err)
	// Output: who attends? <nil>
}

func ExampleOpen_damaged() {
	dir, err := os.MkdirTemp("", "dragoman")
	if err != nil {
		fmt.Println(err)
		return
	}
	defer os.RemoveAll(dir)
	path := filepath.Join(dir, "dragoman.db")
	if err := os.WriteFile(path, []byte("dear diary"), 0o600); err != nil {
		fmt.Println(err)
		return
	}

	_, err = bolt.Open(path, bolt.Options{})
	fmt.Println(errors.Is(err, bolt.ErrCorrupt))
	// Output: true
}

func ExampleStore_Sweep() {
	dir, err := os.MkdirTemp("", "dragoman")
	if err != nil {
		fmt.Println(err)
		return
	}
	defer os.RemoveAll(dir)
	store, err := bolt.Open(filepath.Join(dir, "dragoman.db"), bolt.Options{Idle: 30 * time.Minute})
	if err != nil {
		fmt.Println(err)
		return
	}
	defer store.Close()

	ctx, now := context.Background(), time.Now()
	for _, user := range []string{"ann", "bob"} {
		err := store.PutSession(ctx, core.SessionKey{User: user}, core.Session{Seen: now})
		if err != nil {
			fmt.Println(err)
			return
		}
	}
	fmt.Println(store.Sweep(ctx, now))
	fmt.Println(store.Sweep(ctx, now.Add(time.Hour)))
	// Output:
	// 0 <nil>
	// 2 <nil>
}

func ExampleStore_Backup() {
	dir, err := os.MkdirTemp("", "dragoman")
	if err != nil {
		fmt.Println(err)
		return
	}
	defer os.RemoveAll(dir)
	store, err := bolt.Open(filepath.Join(dir, "dragoman.db"), bolt.Options{})
	if err != nil {
		fmt.Println(err)
		return
	}
	defer store.Close()
	ctx := context.Background()
	if err := store.PutSettings(ctx, "telegram -100123", settings.Chat{Language: "uk"}); err != nil {
		fmt.Println(err)
		return
	}

	copied, err := os.Create(filepath.Join(dir, "copy.db"))
	if err != nil {
		fmt.Println(err)
		return
	}
	_, err = store.Backup(ctx, copied)
	if err := errors.Join(err, copied.Close()); err != nil {
		fmt.Println(err)
		return
	}

	restored, err := bolt.Open(copied.Name(), bolt.Options{})
	if err != nil {
		fmt.Println(err)
		return
	}
	defer restored.Close()
	chat, err := restored.Settings(ctx, "telegram -100123")
	fmt.Println(chat.Language, err)
	// Output: uk <nil>
}
