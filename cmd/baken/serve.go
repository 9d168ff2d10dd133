// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package main

import (
	"errors"
	"fmt"
	"log/slog"
	"net"
	"strings"

	"baken/internal/app"
	"baken/internal/text"
)

// settings are the flags that every command on a server has.
type settings struct {
	Config   string `help:"File with settings (YAML)." type:"path"`
	Listen   string `help:"Address to serve on (BAKEN_LISTEN)."`
	Site     string `help:"Address as people type it (BAKEN_SITE)."`
	Database string `help:"sqlite:/path/file.db; for postgres:// use BAKEN_DATABASE or the file, since an argument can be read by others."`
	Key      string `help:"File with the server's secret (BAKEN_KEY)." type:"path"`
	Theme    string `help:"Style sheet with your own tokens (BAKEN_THEME)."`
	Contact  string `help:"Where a weakness is reported (BAKEN_CONTACT)."`
}

func (c settings) configure() (app.Config, error) {
	return app.Configure(c.Config, app.Getenv, app.Config{
		Listen: c.Listen, Site: c.Site, Database: c.Database, Key: c.Key, Theme: c.Theme, Contact: c.Contact,
	})
}

func (c settings) open(s session, log *slog.Logger) (*app.App, error) {
	config, err := c.configure()
	if err != nil {
		return nil, err
	}
	return app.Open(s.ctx, config, log)
}

type serveCmd struct{ settings }

// Run serves until it is told to stop.
func (c serveCmd) Run(s session) (err error) {
	a, err := c.open(s, s.log(slog.LevelInfo))
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, a.Close()) }()
	return a.Serve(s.ctx, func(at net.Addr) {
		site := a.Site()
		if strings.HasSuffix(site, ":0") { // the system chose a port
			site = siteAt(at)
		}
		fmt.Println(text.With("app.serving", "site", text.Data(site)).In(s.say))
	})
}
