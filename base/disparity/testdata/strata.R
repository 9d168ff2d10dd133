# SPDX-FileCopyrightText: The Baken authors
# SPDX-License-Identifier: EUPL-1.2

# level, then a, b, c, d of each stratum -> mantelhaen.test with its interval,
# statistic without and with continuity correction and p; Mantel-Haenszel risk
# ratio and difference with their limits; Breslow-Day-Tarone statistic and p
lines <- strsplit(readLines(commandArgs(TRUE)[1]), ",")
for (line in lines) {
  v <- as.numeric(line)
  level <- v[1]
  t <- matrix(v[-1], nrow = 4)
  plain <- mantelhaen.test(array(t, c(2, 2, ncol(t))), correct = FALSE, conf.level = level)
  corrected <- mantelhaen.test(array(t, c(2, 2, ncol(t))), correct = TRUE)

  a <- t[1, ]; b <- t[2, ]; c <- t[3, ]; d <- t[4, ]
  n1 <- a + b; n2 <- c + d; n <- n1 + n2; m <- a + c
  z <- qnorm((1 + level) / 2)
  # Rothman, Greenland and Lash, Modern epidemiology, chapter 15
  up <- sum(a * n2 / n); down <- sum(c * n1 / n)
  se <- sqrt(sum((m * n1 * n2 - a * c * n) / n^2) / (up * down))
  rr <- up / down * exp(c(0, -z, z) * se)
  w <- sum(n1 * n2 / n)
  rd <- (up - down) / w
  P <- (n1^2 * c - n2^2 * a + n1 * n2 * (n2 - n1) / 2) / n^2
  Q <- (a * (n2 - c) + c * (n1 - a)) / (2 * n)
  rd <- rd + c(0, -z, z) * sqrt((rd * sum(P) + sum(Q)) / w^2)

  keep <- n1 > 0 & n2 > 0 & m > 0 & m < n
  psi <- unname(plain$estimate)
  fit <- function(i) {
    # the log odds ratio at x rises from -Inf to Inf between the margins
    f <- function(x) log(x) + log(n2[i] - m[i] + x) - log(n1[i] - x) - log(m[i] - x) - log(psi)
    low <- max(0, m[i] - n2[i]); high <- min(n1[i], m[i]); eps <- (high - low) * 1e-13
    uniroot(f, c(low + eps, high - eps), tol = 1e-14, maxiter = 10000)$root
  }
  E <- sapply(which(keep), fit)
  V <- 1 / (1 / E + 1 / (n1[keep] - E) + 1 / (m[keep] - E) + 1 / (n2[keep] - m[keep] + E))
  bd <- sum((a[keep] - E)^2 / V) - sum(a[keep] - E)^2 / sum(V)
  cat(sprintf("%.17g", c(psi, plain$conf.int, plain$statistic, plain$p.value,
    corrected$statistic, corrected$p.value, rr, rd,
    bd, pchisq(bd, sum(keep) - 1, lower.tail = FALSE))), sep = ",")
  cat("\n")
}
