// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package main

import "fmt"

func bootstrap(respondents, plan) error {
	fmt.Println("bootstrap 0")
	return nil
}
