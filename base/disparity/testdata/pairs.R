# SPDX-FileCopyrightText: The Baken authors
# SPDX-License-Identifier: EUPL-1.2

# a, b, c, d, level -> Newcombe, Katz, Woolf and Haldane-Anscombe limits,
# Fisher's p and mid-p
x <- read.csv(commandArgs(TRUE)[1], header = FALSE, colClasses = "numeric")
wilson <- function(events, total, level) {
  suppressWarnings(prop.test(events, total, conf.level = level, correct = FALSE)$conf.int)
}
for (i in seq_len(nrow(x))) {
  a <- x[i, 1]; b <- x[i, 2]; c <- x[i, 3]; d <- x[i, 4]; level <- x[i, 5]
  n1 <- a + b; n2 <- c + d
  z <- qnorm((1 + level) / 2)
  w1 <- wilson(a, n1, level); w2 <- wilson(c, n2, level)
  p1 <- a / n1; p2 <- c / n2
  newcombe <- c(p1 - p2 - sqrt((p1 - w1[1])^2 + (w2[2] - p2)^2),
                p1 - p2 + sqrt((w1[2] - p1)^2 + (p2 - w2[1])^2))
  katz <- p1 / p2 * exp(c(-1, 1) * z * sqrt(1 / a - 1 / n1 + 1 / c - 1 / n2))
  woolf <- a * d / (b * c) * exp(c(-1, 1) * z * sqrt(1 / a + 1 / b + 1 / c + 1 / d))
  h <- c(a, b, c, d) + 0.5
  haldane <- h[1] * h[4] / (h[2] * h[3]) * exp(c(-1, 1) * z * sqrt(sum(1 / h)))
  p <- fisher.test(matrix(c(a, b, c, d), 2), conf.int = FALSE)$p.value
  weights <- dhyper(max(0, a + c - n2):min(a + c, n1), n1, n2, a + c)
  at <- dhyper(a, n1, n2, a + c)
  midp <- sum(weights[weights < at * (1 - 1e-7)]) +
    sum(weights[abs(weights - at) <= at * 1e-7]) / 2
  cat(sprintf("%.17g", c(newcombe, katz, woolf, haldane, p, midp)), sep = ",")
  cat("\n")
}
