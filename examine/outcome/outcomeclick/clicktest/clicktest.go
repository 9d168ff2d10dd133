// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

// Package clicktest gives tests a real ClickHouse of two shards: two servers of their own
// on loopback, in new folders, gone with the process that started them, however that ends.
// It refuses to leave them out: without ClickHouse a test fails.
package clicktest

import (
	"bufio"
	"context"
	_ "embed"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"text/template"
)

//go:embed keep.sh
var keep string

//go:embed config.xml
var config string

//go:embed users.xml
var users string

// Both is the cluster of the two shards, as a Distributed table names it.
const Both = "both"

// Password is what the user reader, who may only read, signs in with.
const Password = "not-a-secret"

// Shards are two running servers.
type Shards struct {
	ports []int
	cmd   *exec.Cmd
	tell  io.WriteCloser
}

// Servers gives the two servers that the tests of this process share. It keeps hold of
// them: servers that nobody holds end, as they do with the process.
func Servers(t testing.TB) *Shards {
	t.Helper()
	s, err := shared()
	if err != nil {
		t.Fatalf("ClickHouse: %v", err)
	}
	return s
}

var shared = sync.OnceValues(func() (*Shards, error) { return Start(context.Background()) })

// Start makes and starts two servers. It needs Debian's clickhouse-server package.
func Start(ctx context.Context) (*Shards, error) {
	bin := "/usr/sbin/clickhouse-server" // of Debian's package; not everybody's path leads there
	if _, err := os.Stat(bin); err != nil {
		if bin, err = exec.LookPath("clickhouse-server"); err != nil {
			return nil, errors.New("ClickHouse is not installed: apt-get install clickhouse-server")
		}
	}
	// Between finding a free port and taking it, somebody else may take it.
	const attempts = 5
	var failed error
	for range attempts {
		s, err := start(ctx, bin)
		if err == nil {
			return s, nil
		}
		failed = errors.Join(failed, err)
	}
	return nil, failed
}

func start(ctx context.Context, bin string) (*Shards, error) {
	ports, err := freePorts(2)
	if err != nil {
		return nil, err
	}
	dirs := make([]string, len(ports))
	for i, port := range ports {
		if dirs[i], err = folder(port, ports); err != nil {
			return nil, err
		}
	}
	s := &Shards{ports: ports, cmd: exec.CommandContext(ctx, "sh", append([]string{"-c", keep, "keep", bin}, dirs...)...)}
	// A session of its own: an interrupt from the keyboard doesn't reach it before this
	// process ends, and then it cleans up.
	s.cmd.SysProcAttr = &syscall.SysProcAttr{Setsid: true}
	s.cmd.Cancel = func() error { return s.tell.Close() }
	out, err := s.cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if s.tell, err = s.cmd.StdinPipe(); err != nil {
		return nil, err
	}
	if err := s.cmd.Start(); err != nil {
		return nil, err
	}
	if err := ready(out, len(ports)); err != nil {
		return nil, errors.Join(err, s.Stop())
	}
	return s, nil
}

// folder writes what one server is told.
func folder(port int, ports []int) (string, error) {
	dir, err := os.MkdirTemp("", "baken-click-")
	if err != nil {
		return "", err
	}
	for name, words := range map[string]string{"config.xml": config, "users.xml": users} {
		form, err := template.New(name).Parse(words)
		if err != nil {
			return "", err
		}
		f, err := os.Create(filepath.Join(dir, name)) //nolint:gosec // in a folder of our own
		if err != nil {
			return "", err
		}
		err = form.Execute(f, map[string]any{"Port": port, "Ports": ports, "Dir": dir, "Password": Password})
		if err := errors.Join(err, f.Close()); err != nil {
			return "", err
		}
	}
	return dir, nil
}

// freePorts finds ports on loopback that nobody listens on.
func freePorts(n int) (ports []int, err error) {
	for range n {
		l, err := net.Listen("tcp", "127.0.0.1:0") //nolint:noctx // closed at once
		if err != nil {
			return nil, err
		}
		defer func() { _ = l.Close() }()
		ports = append(ports, l.Addr().(*net.TCPAddr).Port)
	}
	return ports, nil
}

// ready waits until all servers say that they answer; what they say after is thrown away.
func ready(out io.Reader, servers int) error {
	lines := bufio.NewScanner(out)
	var said []string
	for lines.Scan() {
		line := lines.Text()
		said = append(said, line)
		if strings.Contains(line, "<Error>") {
			break
		}
		if strings.Contains(line, "Ready for connections") {
			if servers--; servers == 0 {
				go func() { _, _ = io.Copy(io.Discard, out) }() // ends with the servers
				return nil
			}
		}
	}
	return fmt.Errorf("start ClickHouse: %s", strings.Join(said[max(0, len(said)-5):], "\n"))
}

// Stop ends the servers and removes their folders.
func (s *Shards) Stop() error {
	_ = s.tell.Close()
	return s.cmd.Wait()
}

// Address gives the address of one of the two for a user.
func (s *Shards) Address(user string, shard int) string {
	return fmt.Sprintf("clickhouse://%s@127.0.0.1:%d/default", user, s.ports[shard])
}
