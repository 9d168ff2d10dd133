// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package e2e

import (
	"context"
	"log/slog"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"baken/ground/org"
	"baken/internal/app"
)

// TestFirstAccountOfAFreshServer founds a government, invites its
// administrator and lets him build on: without a demo.
func TestFirstAccountOfAFreshServer(t *testing.T) {
	t.Parallel()
	a, base := freshServer(t)
	top, err := a.Found(t.Context(), org.Founding{Kind: org.Government, Name: org.Name{NL: "Rijk", EN: "State"}})
	if err != nil {
		t.Fatal(err)
	}
	link, _, err := a.Invite(t.Context(), org.Newcomer{Name: "Robin de Vries", Email: "Robin@example.nl", Org: top, Role: org.Administrator})
	if err != nil {
		t.Fatal(err)
	}
	_, token, _ := strings.Cut(link, "/invitation/")
	v := arrival{t: t, lang: "nl", say: orgDutch(), name: "Robin de Vries", email: "robin@example.nl", base: base}
	w := v.accept("/invitation/"+token, "a long passphrase")
	w.Go("/")
	w.Follow("header a[href='/desk/organisations']")
	says(t, w, "Rijk")
	w.Shot("org-fresh")
	judge(t, w, "nl", w.Text("main"))
	w.Go("/desk/organisations/" + string(top) + "/found")
	w.Fill("#name_nl", "Ministerie")
	w.Fill("#name_en", "Ministry")
	w.Click("input[name=kind][value=ministry]")
	status(t, "a ministry", w.Follow("main form button"), http.StatusOK)
	says(t, w, "De organisatie is toegevoegd", "Niemand heeft hier vandaag een rol")
	w.Shot("org-fresh-ministry")
	judge(t, w, "nl", w.Text("main"))
}

// freshServer serves an empty database on a free port.
func freshServer(t *testing.T) (a *app.App, base string) {
	t.Helper()
	dir := t.TempDir()
	key := filepath.Join(dir, "key")
	if err := os.WriteFile(key, []byte(strings.Repeat("0a", 32)), 0o600); err != nil {
		t.Fatal(err)
	}
	config := app.Config{
		Listen: "127.0.0.1:0", Site: "http://127.0.0.1:0", Key: key, Database: "sqlite:" + filepath.Join(dir, "baken.db"),
	}
	ctx, stop := context.WithTimeout(context.Background(), 10*time.Minute)
	failed := &faults{}
	a, err := app.Open(ctx, config, slog.New(slog.NewTextHandler(failed, &slog.HandlerOptions{Level: slog.LevelError})))
	if err != nil {
		stop()
		t.Fatal(err)
	}
	at, served := make(chan net.Addr, 1), make(chan error, 1)
	go func() { served <- a.Serve(ctx, func(addr net.Addr) { at <- addr }) }()
	t.Cleanup(func() {
		stop()
		for _, err := range []error{<-served, a.Close(), failed.err()} {
			if err != nil {
				t.Error(err)
			}
		}
	})
	select {
	case addr := <-at:
		return a, "http://" + addr.String()
	case err := <-served:
		served <- err
		t.Fatal("the server didn't start")
		return nil, ""
	}
}
