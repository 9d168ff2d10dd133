# SPDX-FileCopyrightText: The Baken authors
# SPDX-License-Identifier: EUPL-1.2

# a, b, c, d, level, margin of the difference, margin of the ratio -> for both:
# effect (1 disparity, 2 none larger than the margin, 0 underpowered) and power
x <- read.csv(commandArgs(TRUE)[1], header = FALSE, colClasses = "numeric")
wilson <- function(events, total, level) {
  suppressWarnings(prop.test(events, total, conf.level = level, correct = FALSE)$conf.int)
}
power <- function(n1, n2, p2, d, z) {
  p1 <- p2 + d
  if (p1 < 0 || p1 > 1) return(NA)
  s <- sqrt(p1 * (1 - p1) / n1 + p2 * (1 - p2) / n2)
  pnorm(abs(d) / s - z)
}
effect <- function(ci, low, none, high) {
  if (any(!is.finite(ci))) return(0)
  # one test on each side, then the test of no difference
  if (ci[1] >= low && ci[2] <= high) return(2)
  if (ci[1] > none || ci[2] < none) return(1)
  0
}
for (i in seq_len(nrow(x))) {
  a <- x[i, 1]; b <- x[i, 2]; c <- x[i, 3]; d <- x[i, 4]; level <- x[i, 5]
  n1 <- a + b; n2 <- c + d; p1 <- a / n1; p2 <- c / n2; z <- qnorm((1 + level) / 2)
  w1 <- wilson(a, n1, level); w2 <- wilson(c, n2, level)
  newcombe <- c(p1 - p2 - sqrt((p1 - w1[1])^2 + (w2[2] - p2)^2),
                p1 - p2 + sqrt((w1[2] - p1)^2 + (p2 - w2[1])^2))
  katz <- p1 / p2 * exp(c(-1, 1) * z * sqrt(1 / a - 1 / n1 + 1 / c - 1 / n2))
  m <- x[i, 6]; r <- x[i, 7]
  cat(sprintf("%.17g", c(
    effect(newcombe, -m, 0, m),
    min(power(n1, n2, p2, m, z), power(n1, n2, p2, -m, z), na.rm = TRUE),
    effect(katz, 1 / r, 1, r),
    min(power(n1, n2, p2, p2 * (r - 1), z), power(n1, n2, p2, p2 * (1 / r - 1), z), na.rm = TRUE))), sep = ",")
  cat("\n")
}
