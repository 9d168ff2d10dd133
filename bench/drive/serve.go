// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

// Package drive serves Baken in a process of its own, with a government that
// has desks, and lets many callers use it at once, for benchmarks.
package drive

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"time"

	"baken/internal/app"
)

// Config is how the server of a folder runs.
func Config(dir, dsn string) app.Config {
	return app.Config{Listen: "localhost:0", Site: "http://" + Site, Database: dsn, Key: filepath.Join(dir, "server.key")}
}

// Serve is the server: the whole program, with its log in a file.
func Serve(ctx context.Context, dir, dsn string) (err error) {
	ctx, stop := signal.NotifyContext(ctx, syscall.SIGTERM)
	defer stop()
	file, err := os.Create(filepath.Join(dir, "baken.log"))
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	a, err := app.Open(ctx, Config(dir, dsn), slog.New(slog.NewJSONHandler(file, nil)))
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, a.Close()) }()
	return a.Serve(ctx, func(at net.Addr) { fmt.Println(at) })
}

// Server is a process that serves.
type Server struct {
	URL string
	cmd *exec.Cmd
}

// Start starts the program again, as the server of a folder: its main calls
// Serve when it is given these flags.
func Start(ctx context.Context, dir, dsn string) (*Server, error) {
	cmd := exec.CommandContext(ctx, os.Args[0], "-serve", dir, "-database", dsn)
	cmd.Stderr = os.Stderr
	out, err := cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := cmd.Start(); err != nil {
		return nil, err
	}
	line, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		return nil, errors.Join(fmt.Errorf("start the server: %w", err), cmd.Wait())
	}
	return &Server{cmd: cmd, URL: "http://" + strings.TrimSpace(line)}, nil
}

// Stop ends the server in an orderly way.
func (s *Server) Stop() error {
	return errors.Join(s.cmd.Process.Signal(syscall.SIGTERM), s.cmd.Wait())
}

// CPU gives the time that the server's process has used.
func (s *Server) CPU() (time.Duration, error) {
	raw, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", s.cmd.Process.Pid))
	if err != nil {
		return 0, err
	}
	// After the name in brackets, utime and stime are the 12th and 13th field,
	// in hundredths of a second (proc(5); USER_HZ is 100 on Linux).
	fields := strings.Fields(string(raw[strings.LastIndexByte(string(raw), ')')+1:]))
	return ticks(fields[11:13])
}

// Machine gives the time that everything on this machine has used, which is
// all but waiting and what went to other machines on the same hardware.
func Machine() (time.Duration, error) {
	raw, err := os.ReadFile("/proc/stat")
	if err != nil {
		return 0, err
	}
	// cpu user nice system idle iowait irq softirq …, in hundredths of a second
	// (proc(5)); what guests use is in user.
	first, _, _ := strings.Cut(string(raw), "\n")
	fields := strings.Fields(first)
	if len(fields) < 8 || fields[0] != "cpu" {
		return 0, fmt.Errorf("read /proc/stat: %q", first)
	}
	return ticks(slices.Concat(fields[1:4], fields[6:8]))
}

// ticks adds up hundredths of a second.
func ticks(fields []string) (time.Duration, error) {
	var sum int64
	for _, f := range fields {
		n, err := strconv.ParseInt(f, 10, 64)
		if err != nil {
			return 0, err
		}
		sum += n
	}
	return time.Duration(sum) * 10 * time.Millisecond, nil
}

// CPU gives the time that this process has used.
func CPU() time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		return 0
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
