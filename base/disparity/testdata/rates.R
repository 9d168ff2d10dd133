# SPDX-FileCopyrightText: The Baken authors
# SPDX-License-Identifier: EUPL-1.2

# events, total, level -> Wilson and Clopper-Pearson limits
x <- read.csv(commandArgs(TRUE)[1], header = FALSE, colClasses = "numeric")
for (i in seq_len(nrow(x))) {
  wilson <- suppressWarnings(prop.test(x[i, 1], x[i, 2], conf.level = x[i, 3], correct = FALSE)$conf.int)
  if (x[i, 2] <= 1e4) {
    exact <- binom.test(x[i, 1], x[i, 2], conf.level = x[i, 3])$conf.int
  } else { # what binom.test does, without its p-value, which takes minutes
    tail <- (1 - x[i, 3]) / 2
    exact <- c(if (x[i, 1] == 0) 0 else qbeta(tail, x[i, 1], x[i, 2] - x[i, 1] + 1),
               if (x[i, 1] == x[i, 2]) 1 else qbeta(1 - tail, x[i, 1] + 1, x[i, 2] - x[i, 1]))
  }
  cat(sprintf("%.17g", c(wilson, exact)), sep = ",")
  cat("\n")
}
