# SPDX-FileCopyrightText: The Baken authors
# SPDX-License-Identifier: EUPL-1.2

# x, degrees of freedom -> upper tail of chi-square
x <- read.csv(commandArgs(TRUE)[1], header = FALSE, colClasses = "numeric")
writeLines(sprintf("%.17g", pchisq(x[, 1], x[, 2], lower.tail = FALSE)))
