// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

//go:build !race

package job_test

// many is how many jobs the tests of quantity do.
const many = 2000
