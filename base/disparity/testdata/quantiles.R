# SPDX-FileCopyrightText: The Baken authors
# SPDX-License-Identifier: EUPL-1.2

# n, p, tail -> the binomial quantile, and it moved by Spiegelhalter's α
x <- read.csv(commandArgs(TRUE)[1], header = FALSE, colClasses = "numeric")
for (i in seq_len(nrow(x))) {
  n <- x[i, 1]; p <- x[i, 2]; tail <- x[i, 3]
  r <- qbinom(tail, n, p)
  alpha <- (pbinom(r, n, p) - tail) / dbinom(r, n, p)
  cat(sprintf("%.17g", c(r, min(max((r - alpha) / n, 0), 1))), sep = ",")
  cat("\n")
}
