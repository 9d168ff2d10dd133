// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package main

import (
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

// TestAccountScripts begins with an empty server. Beside the commands of
// testscript this stands:
//
//	into V    puts what was printed into $V
func TestAccountScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir: "testdata/account", RequireExplicitExec: true, RequireUniqueNames: true,
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"into": into,
		},
	})
}
