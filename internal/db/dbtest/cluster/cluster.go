// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

// Package cluster runs a PostgreSQL server of its own for tests and
// benchmarks: in a new directory, reachable through a socket in it by this
// user alone, gone with the process that started it, however that ends.
package cluster

import (
	"bufio"
	"context"
	_ "embed"
	"errors"
	"fmt"
	"io"
	"net/url"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"
)

//go:embed keep.sh
var keep string

// Cluster is a running server.
type Cluster struct {
	dir   string
	cmd   *exec.Cmd
	tell  io.WriteCloser
	heard *bufio.Reader
}

// Start makes and starts a server. It needs Debian's postgresql package; as
// root it runs as the user postgres, since PostgreSQL refuses root.
func Start(ctx context.Context) (*Cluster, error) {
	bin, err := binaries()
	if err != nil {
		return nil, err
	}
	dir, err := os.MkdirTemp("", "baken-pg-")
	if err != nil {
		return nil, err
	}
	c := &Cluster{dir: dir, cmd: exec.CommandContext(ctx, "sh", "-c", keep, "keep", bin, dir)}
	// A session of its own: an interrupt from the keyboard doesn't reach it
	// before this process ends, and then it cleans up.
	c.cmd.SysProcAttr = &syscall.SysProcAttr{Setsid: true}
	c.cmd.Cancel = func() error { return c.tell.Close() }
	c.cmd.Dir = dir
	if err := c.lower(); err != nil {
		return nil, err
	}
	out, err := c.cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	c.heard = bufio.NewReader(out)
	if c.tell, err = c.cmd.StdinPipe(); err != nil {
		return nil, err
	}
	if err := c.cmd.Start(); err != nil {
		return nil, err
	}
	if err := c.ready(); err != nil {
		return nil, errors.Join(err, c.Stop())
	}
	return c, nil
}

// lower gives the directory and the process to the user postgres when this
// is root.
func (c *Cluster) lower() error {
	if os.Geteuid() != 0 {
		return nil
	}
	pg, err := user.Lookup("postgres")
	if err != nil {
		return fmt.Errorf("start PostgreSQL as root: %w", err)
	}
	uid, err := strconv.ParseUint(pg.Uid, 10, 32)
	if err != nil {
		return err
	}
	gid, err := strconv.ParseUint(pg.Gid, 10, 32)
	if err != nil {
		return err
	}
	c.cmd.SysProcAttr.Credential = &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}
	return os.Chown(c.dir, int(uid), int(gid))
}

// ready waits for the server to say that it answers.
func (c *Cluster) ready() error {
	line, err := c.heard.ReadString('\n')
	if err != nil || strings.TrimSpace(line) != "ready" {
		said, _ := io.ReadAll(c.heard)
		return fmt.Errorf("start PostgreSQL: %s%s", line, said)
	}
	return nil
}

// DSN gives the address of the server's database.
func (c *Cluster) DSN() string {
	u := url.URL{Scheme: "postgres", Path: "/postgres"}
	u.RawQuery = url.Values{"host": {filepath.Join(c.dir, "socket")}, "user": {"postgres"}}.Encode()
	return u.String()
}

// Crash stops the server as a power cut would, keeping only what is on disk,
// and starts it again.
func (c *Cluster) Crash() error {
	if _, err := io.WriteString(c.tell, "crash\n"); err != nil {
		return err
	}
	return c.ready()
}

// Stop ends the server and removes its directory.
func (c *Cluster) Stop() error {
	_ = c.tell.Close()
	err := c.cmd.Wait()
	return errors.Join(err, os.RemoveAll(c.dir))
}

// binaries finds the directory of pg_ctl and initdb: the newest that Debian
// has installed, else where the path says.
func binaries() (string, error) {
	found, err := filepath.Glob("/usr/lib/postgresql/*/bin/pg_ctl")
	if err != nil {
		return "", err
	}
	if len(found) > 0 {
		return filepath.Dir(slices.MaxFunc(found, byVersion)), nil
	}
	path, err := exec.LookPath("pg_ctl")
	if err != nil {
		return "", errors.New("PostgreSQL is not installed: apt-get install postgresql")
	}
	return filepath.Dir(path), nil
}

func byVersion(a, b string) int { return version(a) - version(b) }

func version(path string) int {
	n, _ := strconv.Atoi(filepath.Base(filepath.Dir(filepath.Dir(path))))
	return n
}
