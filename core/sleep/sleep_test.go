package sleep_test

import (
	"context"
	"errors"
	"testing"
	"testing/synctest"
	"time"

	"dragoman/core/sleep"
)

func TestFor(t *testing.T) {
	for _, tt := range []struct {
		name     string
		ends     time.Duration // of the context
		d, waits time.Duration
		want     error
	}{
		{"passes", time.Hour, time.Minute, time.Minute, nil},
		{"is cut short", time.Second, time.Minute, time.Second, context.DeadlineExceeded},
		{"nothing", time.Hour, 0, 0, nil},
		{"less than nothing", time.Hour, -time.Minute, 0, nil},
		{"nothing, with a context that has ended", 0, 0, 0, context.DeadlineExceeded},
		{"a context that has ended", 0, time.Minute, 0, context.DeadlineExceeded},
	} {
		synctest.Test(t, func(t *testing.T) {
			ctx, cancel := context.WithTimeout(t.Context(), tt.ends)
			defer cancel()
			begun := time.Now()
			if err := sleep.For(ctx, tt.d); !errors.Is(err, tt.want) || time.Since(begun) != tt.waits {
				t.Errorf("%s: got %v after %v", tt.name, err, time.Since(begun))
			}
		})
	}
}
