// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package app

import (
	"bytes"
	"cmp"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"net"
	"net/url"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/goccy/go-yaml"

	"baken/base/fault"
	"baken/ground/identity"
	"baken/internal/text"
)

// Config is how one server is set up. A setting comes from the command line,
// else from the environment (BAKEN_ and its name in capitals), else from the
// file, else it has its default.
type Config struct {
	Listen   string `yaml:"listen"`   // address to serve on
	Site     string `yaml:"site"`     // address as people type it, "https://baken.example"
	Database string `yaml:"database"` // "sqlite:/path/file.db" or "postgres://…"
	Key      string `yaml:"key"`      // file with the server's secret: 32 bytes in hexadecimal
	Theme    string `yaml:"theme"`    // a style sheet with the customer's own tokens, or empty
	Contact  string `yaml:"contact"`  // where a weakness is reported: a mailto: or https: address

	BackupDays string `yaml:"backup_days"` // how many days backups are kept; empty: they aren't removed

	Mail      MailConfig `yaml:"mail"`      // empty: no mail leaves, and none is offered
	Retention Retention  `yaml:"retention"` // how long reports are kept after their end

	Complaints Complaints `yaml:"complaints"` // what the law leaves open about them

	demo bool
}

// What can be wrong with a configuration.
var (
	ErrConfigFile = fault.New(fault.Invalid, "app.config.file")       // args file, problem
	ErrListen     = fault.New(fault.Invalid, "app.config.listen")     // args value
	ErrSite       = fault.New(fault.Invalid, "app.config.site")       // args value
	ErrNoSite     = fault.New(fault.Invalid, "app.config.site_none")  // args listen: others reach it by another address
	ErrDatabase   = fault.New(fault.Invalid, "app.config.database")   // nothing given
	ErrServer     = fault.New(fault.Busy, "app.config.server")        // the database server doesn't answer
	ErrNoKey      = fault.New(fault.Invalid, "app.config.key_none")   // nothing given
	ErrKeyAbsent  = fault.New(fault.Invalid, "app.config.key_absent") // args file
	ErrKey        = fault.New(fault.Invalid, "app.config.key")        // args file
	ErrKeyOpen    = fault.New(fault.Invalid, "app.config.key_open")   // args file: others may read it
	ErrContact    = fault.New(fault.Invalid, "app.config.contact")    // args value
)

// settings names each setting and where it goes.
func (c *Config) settings() map[string]*string {
	all := map[string]*string{
		"listen": &c.Listen, "site": &c.Site, "database": &c.Database,
		"key": &c.Key, "theme": &c.Theme, "contact": &c.Contact, "backup_days": &c.BackupDays,
		"mail_smtp": &c.Mail.SMTP, "mail_from": &c.Mail.From, "mail_user": &c.Mail.User,
		"mail_password_file": &c.Mail.PasswordFile, "mail_starttls": &c.Mail.StartTLS,
	}
	for regime, at := range c.Retention.regimes() {
		all["retention_"+string(regime)] = at
	}
	maps.Copy(all, c.Complaints.settings())
	return all
}

// Configure reads the settings: file is the path of a YAML file or empty, env
// looks the environment up, flags holds what the command line says (empty is
// not said). It refuses an unknown setting and one that can't be right.
func Configure(file string, env func(string) string, flags Config) (Config, error) {
	c := Config{Listen: "localhost:8080"}
	if file != "" {
		if err := c.read(file); err != nil {
			return Config{}, err
		}
	}
	for name, at := range c.settings() {
		*at = cmp.Or(env("BAKEN_"+strings.ToUpper(name)), *at)
	}
	c.take(flags)
	if c.Site == "" && c.listensHere() {
		c.Site = "http://" + c.Listen
	}
	return c, c.check()
}

func (c *Config) read(file string) error {
	raw, err := os.ReadFile(file)
	if err != nil {
		return ErrConfigFile.With("file", text.Data(file), "problem", text.Key("app.config.unreadable"))
	}
	var said Config
	dec := yaml.NewDecoder(bytes.NewReader(raw), yaml.Strict())
	if err := dec.Decode(&said); err != nil && !errors.Is(err, io.EOF) {
		return ErrConfigFile.With("file", text.Data(file), "problem", misread(err))
	}
	c.take(said)
	return nil
}

// take takes over what is said.
func (c *Config) take(said Config) {
	values := said.settings()
	for name, at := range c.settings() {
		*at = cmp.Or(*values[name], *at)
	}
}

// misread says what is wrong with the YAML, and on which line. Only the name
// of a setting is repeated, never a value: it may be a password.
func misread(err error) text.Text {
	key, line, value := text.Key("app.config.syntax"), "1", ""
	if at, ok := errors.AsType[yaml.Error](err); ok && at.GetToken() != nil {
		value = at.GetToken().Value
		if where := at.GetToken().Position; where != nil {
			line = strconv.Itoa(where.Line)
		}
	}
	if _, ok := errors.AsType[*yaml.UnknownFieldError](err); ok {
		return text.With("app.config.unknown", "line", line, "value", text.Data(value))
	}
	if at, ok := errors.AsType[*yaml.SyntaxError](err); ok && strings.Contains(at.GetMessage(), "already defined") {
		return text.With("app.config.twice", "line", line, "value", text.Data(value))
	}
	return text.With(key, "line", line)
}

// listensHere tells whether only this machine reaches the server.
func (c Config) listensHere() bool {
	host, _, err := net.SplitHostPort(c.Listen)
	return err == nil && here(host)
}

func here(host string) bool { return host == "localhost" || net.ParseIP(host).IsLoopback() }

func (c Config) check() error {
	_, port, err := net.SplitHostPort(c.Listen)
	if _, wrong := strconv.ParseUint(port, 10, 16); err != nil || wrong != nil {
		return ErrListen.With("value", text.Data(c.Listen))
	}
	if c.Site == "" {
		return ErrNoSite.With("listen", text.Data(c.Listen))
	}
	if !properSite(c.Site) {
		return ErrSite.With("value", text.Data(c.Site))
	}
	if c.Database == "" {
		return ErrDatabase
	}
	if c.Contact != "" && !strings.HasPrefix(c.Contact, "mailto:") && !strings.HasPrefix(c.Contact, "https://") {
		return ErrContact.With("value", text.Data(c.Contact))
	}
	if c.BackupDays != "" && c.backupDays() < 1 {
		return ErrDays.With("value", text.Data(c.BackupDays))
	}
	if _, err := c.retention(); err != nil {
		return err
	}
	if _, _, err := c.Complaints.procedure(); err != nil {
		return err
	}
	return c.Mail.check()
}

// backupDays gives how many days backups are kept; 0 when that isn't said.
func (c Config) backupDays() int {
	n, err := strconv.Atoi(c.BackupDays)
	if err != nil {
		return 0
	}
	return n
}

// properSite tells whether people can open the site at this address: nothing
// but a scheme, a host and a port, encrypted unless it is on this machine.
func properSite(site string) bool {
	u, err := url.Parse(site)
	if err != nil || u.Host == "" || u.User != nil || u.Path != "" || u.RawQuery != "" || u.Fragment != "" {
		return false
	}
	return u.Scheme == "https" || u.Scheme == "http" && here(u.Hostname())
}

// secret reads the server's secret. A file that others may read is refused,
// since whoever reads it can open what it seals.
func (c Config) secret() ([]byte, error) {
	if c.Key == "" {
		return nil, ErrNoKey
	}
	raw, err := os.ReadFile(c.Key)
	if err != nil {
		return nil, ErrKeyAbsent.With("file", text.Data(c.Key))
	}
	info, err := os.Stat(c.Key)
	if err != nil {
		return nil, ErrKeyAbsent.With("file", text.Data(c.Key))
	}
	if info.Mode().Perm()&0o077 != 0 {
		return nil, ErrKeyOpen.With("file", text.Data(c.Key))
	}
	key, err := hex.DecodeString(strings.TrimSpace(string(raw)))
	if err != nil || len(key) != identity.KeySize {
		return nil, ErrKey.With("file", text.Data(c.Key))
	}
	return key, nil
}

// writeSecret makes a new file with a secret, for its owner alone.
func writeSecret(path string, secret []byte) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return err
	}
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if errors.Is(err, fs.ErrExist) {
		return nil
	}
	if err != nil {
		return err
	}
	_, err = fmt.Fprintln(f, hex.EncodeToString(secret))
	return errors.Join(err, f.Sync(), f.Close())
}
