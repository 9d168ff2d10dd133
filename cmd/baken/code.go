// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package main

import (
	"fmt"
	"time"

	"github.com/pquerna/otp/totp"

	"baken/base/fault"
)

var errSecret = fault.New(fault.Invalid, "app.code_secret")

type codeCmd struct {
	Secret string `arg:"" help:"The TOTP secret of a demo account. A real secret doesn't belong on a command line."`
}

// Run prints the code of this moment.
func (c codeCmd) Run() error {
	code, err := totp.GenerateCode(c.Secret, time.Now())
	if err != nil {
		return errSecret
	}
	fmt.Println(code)
	return nil
}
