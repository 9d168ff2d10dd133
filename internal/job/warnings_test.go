// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package job

import (
	"bytes"
	"log/slog"
	"strings"
	"testing"
)

func TestWhatRiverSaysIsAWarningAtMost(t *testing.T) {
	var said bytes.Buffer
	log := slog.New(warnings{slog.NewTextHandler(&said, nil)}).With("queue", "default")
	log.Info("working")
	log.Warn("slow")
	log.Error("not in time")
	got := said.String()
	if strings.Contains(got, "working") || strings.Count(got, "level=WARN") != 2 || strings.Contains(got, "level=ERROR") {
		t.Errorf("got %s", got)
	}
}
