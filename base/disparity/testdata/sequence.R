# SPDX-FileCopyrightText: The Baken authors
# SPDX-License-Identifier: EUPL-1.2

# level, a, b, c, d -> limits of the confidence sequence of a/(a+b), and of the
# difference with c/(c+d)
x <- read.csv(commandArgs(TRUE)[1], header = FALSE, colClasses = "numeric")
ratio <- function(p, a, n) -log(n + 1) - dbinom(a, n, p, log = TRUE)
root <- function(f, from, to) {
  if (f(to) < 0) return(to)
  uniroot(f, c(from, to), tol = 1e-13)$root
}
for (i in seq_len(nrow(x))) {
  v <- as.numeric(x[i, ]); bar <- -log(1 - v[1])
  n <- v[2] + v[3]; m <- v[4] + v[5]; p <- v[2] / n; q <- v[4] / m
  f <- function(at) ratio(at, v[2], n) - bar
  least <- function(d) {
    g <- function(at) ratio(min(max(at + d, 0), 1), v[2], n) + ratio(at, v[4], m)
    ends <- c(max(0, -d), min(1, 1 - d))
    if (ends[2] <= ends[1]) return(g(ends[1]) - bar)
    best <- optimize(g, ends, tol = 1e-12)$objective
    min(1e300, min(best, g(ends[1]), g(ends[2]))) - bar
  }
  out <- c(if (v[2] == 0) 0 else root(function(t) min(1e300, f(t)), p, 0),
           if (v[3] == 0) 1 else root(function(t) min(1e300, f(t)), p, 1),
           root(least, p - q, -1), root(least, p - q, 1))
  cat(sprintf("%.17g", out), sep = ",")
  cat("\n")
}
