// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package outcomeclick

import (
	"crypto/tls"
	"net/url"
	"os"
	"strings"
	"time"

	"github.com/ClickHouse/clickhouse-go/v2"

	"baken/examine/outcome"
)

// options reads the address. What else one can write in an address of ClickHouse is
// refused: settings could make a server leave rows out.
func (e Engine) options() (*clickhouse.Options, error) {
	u, err := url.Parse(e.Address)
	if err != nil || u.Scheme != "clickhouse" || u.Host == "" || u.Fragment != "" {
		return nil, outcome.ErrAddress
	}
	if _, has := u.User.Password(); has {
		return nil, outcome.ErrAddress // addresses stand in plans and logs
	}
	o := &clickhouse.Options{
		Protocol:    clickhouse.Native,
		Addr:        strings.Split(u.Host, ","),
		Auth:        clickhouse.Auth{Username: "default", Database: "default"},
		DialTimeout: 10 * time.Second,
	}
	if name := u.User.Username(); name != "" {
		o.Auth.Username = name
	}
	if name := strings.Trim(u.Path, "/"); name != "" {
		o.Auth.Database = name
	}
	port := ":9000"
	for key, values := range u.Query() {
		if key != "secure" || len(values) != 1 || values[0] != "true" {
			return nil, outcome.ErrAddress
		}
		o.TLS, port = &tls.Config{MinVersion: tls.VersionTLS12}, ":9440"
	}
	for i, at := range o.Addr {
		if at == "" {
			return nil, outcome.ErrAddress
		}
		if !strings.Contains(at[strings.LastIndexByte(at, ']')+1:], ":") {
			o.Addr[i] = at + port
		}
	}
	o.Auth.Password, err = password()
	return o, err
}

// mostPassword is the longest password file that is read.
const mostPassword = 4096

// password looks where a password belongs.
func password() (string, error) {
	path := os.Getenv("CLICKHOUSE_PASSFILE")
	if path == "" {
		return os.Getenv("CLICKHOUSE_PASSWORD"), nil
	}
	info, err := os.Stat(path)
	if err != nil || !info.Mode().IsRegular() || info.Mode().Perm()&0o077 != 0 || info.Size() > mostPassword {
		return "", outcome.ErrPasswordFile.With("file", path)
	}
	raw, err := os.ReadFile(path) //nolint:gosec // whoever runs this names it
	if err != nil {
		return "", outcome.ErrPasswordFile.With("file", path)
	}
	return strings.TrimRight(string(raw), "\r\n"), nil
}
