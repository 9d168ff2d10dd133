// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package web

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"time"
)

// grace is how long requests may take to end when the program stops.
const grace = 20 * time.Second

// Serve answers on the listener until ctx ends, and then lets the requests
// that are under way end. A slow line gets its time, one that stands still is
// cut.
func Serve(ctx context.Context, l net.Listener, h http.Handler, log *slog.Logger) error {
	server := &http.Server{
		Handler:           follow(h),
		ReadHeaderTimeout: 10 * time.Second,
		ReadTimeout:       whole, // moved by follow
		WriteTimeout:      whole,
		IdleTimeout:       2 * time.Minute,
		MaxHeaderBytes:    64 << 10,
		ErrorLog:          slog.NewLogLogger(silent{log.Handler()}, slog.LevelDebug),
		BaseContext:       func(net.Listener) context.Context { return context.WithoutCancel(ctx) },
	}
	ended := make(chan error, 1)
	go func() { ended <- server.Serve(l) }()
	select {
	case err := <-ended:
		return fmt.Errorf("serve pages: %w", err)
	case <-ctx.Done():
	}
	last, cancel := context.WithTimeout(context.WithoutCancel(ctx), grace)
	defer cancel()
	if err := server.Shutdown(last); err != nil {
		return fmt.Errorf("end the last requests: %w", err)
	}
	if err := <-ended; !errors.Is(err, http.ErrServerClosed) {
		return fmt.Errorf("serve pages: %w", err)
	}
	return nil
}

// silent leaves out what net/http says itself: it names addresses of readers.
type silent struct{ slog.Handler }

func (s silent) Handle(ctx context.Context, r slog.Record) error {
	return s.Handler.Handle(ctx, slog.NewRecord(r.Time, r.Level, "connection ended early", r.PC))
}
