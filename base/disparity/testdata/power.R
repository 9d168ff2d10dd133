# SPDX-FileCopyrightText: The Baken authors
# SPDX-License-Identifier: EUPL-1.2

# n1, n2, reference's rate, difference, level, wanted power -> power pooled and
# unpooled; detectable above and below, pooled and unpooled; -9 where there is none
x <- read.csv(commandArgs(TRUE)[1], header = FALSE, colClasses = "numeric")
power <- function(n1, n2, p2, d, level, pooled) {
  p1 <- p2 + d
  s1 <- sqrt(p1 * (1 - p1) / n1 + p2 * (1 - p2) / n2)
  p <- (n1 * p1 + n2 * p2) / (n1 + n2)
  s0 <- if (pooled) sqrt(p * (1 - p) * (1 / n1 + 1 / n2)) else s1
  pnorm((abs(d) - qnorm((1 + level) / 2) * s0) / s1)
}
for (i in seq_len(nrow(x))) {
  n1 <- x[i, 1]; n2 <- x[i, 2]; p2 <- x[i, 3]; d <- x[i, 4]; level <- x[i, 5]; want <- x[i, 6]
  out <- c(power(n1, n2, p2, d, level, TRUE), power(n1, n2, p2, d, level, FALSE))
  if (n1 == n2) { # R's own
    own <- power.prop.test(n1, p2, p2 + d, sig.level = 1 - level)$power
    stopifnot(abs(out[1] - own) <= 1e-10)
  }
  for (pooled in c(TRUE, FALSE)) for (end in c(1 - p2, -p2)) {
    f <- function(d) power(n1, n2, p2, d, level, pooled) - want
    out <- c(out, if (f(end * (1 - 1e-12)) < 0) -9 else
      uniroot(f, sort(c(end * 1e-9, end * (1 - 1e-12))), tol = 1e-16, maxiter = 10000)$root)
  }
  cat(sprintf("%.17g", out), sep = ",")
  cat("\n")
}
