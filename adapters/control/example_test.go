package control_test

import (
	"context"
	"fmt"
	"io"
	"net/url"
	"os"
	"path/filepath"

	"dragoman/adapters/control"
)

// One process holds the state file and answers; another one asks it.
func Example() {
	dir, err := os.MkdirTemp("", "c")
	if err != nil {
		fmt.Println(err)
		return
	}
	defer os.RemoveAll(dir)
	state := filepath.Join(dir, "state.db")
	server, err := control.Listen(control.Options{State: state, Operations: map[string]control.Operation{
		"greet": func(_ context.Context, args url.Values, w io.Writer) error {
			_, err := fmt.Fprintf(w, "Good morning, %s.\n", args.Get("name"))
			return err
		},
	}})
	if err != nil {
		fmt.Println(err)
		return
	}
	ctx, stop := context.WithCancel(context.Background())
	ended := make(chan error)
	go func() { ended <- server.Run(ctx) }()

	fmt.Println(control.Ask(ctx, state, "greet", url.Values{"name": {"Ana"}}, os.Stdout))
	stop()
	fmt.Println(<-ended)
	// Output:
	// Good morning, Ana.
	// <nil>
	// <nil>
}
