# SPDX-FileCopyrightText: The Baken authors
# SPDX-License-Identifier: EUPL-1.2

# level, then events and others of each group -> for empirical logit and arcsine,
# DerSimonian-Laird and REML: the variance between, the mean and its limits, and
# of every group rate, limits and how far it was pulled
lines <- strsplit(readLines(commandArgs(TRUE)[1]), ",")
for (line in lines) {
  x <- as.numeric(line)
  z <- qnorm((1 + x[1]) / 2)
  g <- matrix(x[-1], nrow = 2)
  a <- g[1, ]; n <- a + g[2, ]
  result <- c()
  for (scale in c("logit", "arcsine")) for (by in c("DL", "REML")) {
    if (scale == "logit") {
      y <- qlogis((a + 0.5) / (n + 1)); v <- 1 / (a + 0.5) + 1 / (n - a + 0.5)
      back <- plogis
    } else {
      y <- asin(sqrt(a / n)); v <- 1 / (4 * n)
      back <- function(t) sin(pmin(pmax(t, 0), pi / 2))^2
    }
    w <- 1 / v
    mu <- sum(w * y) / sum(w)
    tau2 <- max(0, (sum(w * (y - mu)^2) - (length(y) - 1)) / (sum(w) - sum(w^2) / sum(w)))
    if (by == "REML") {
      loglik <- function(t) { w <- 1 / (v + t); mu <- sum(w * y) / sum(w)
        -sum(log(v + t)) / 2 - log(sum(w)) / 2 - sum(w * (y - mu)^2) / 2 }
      slope <- function(t) { w <- 1 / (v + t); mu <- sum(w * y) / sum(w)
        (sum(w^2 * (y - mu)^2) - sum(w) + sum(w^2) / sum(w)) / 2 }
      tau2 <- 0
      if (slope(0) > 0) {
        high <- var(y)
        while (slope(high) > 0) high <- 2 * high
        tau2 <- uniroot(slope, c(0, high), tol = 1e-17 * high, maxiter = 10000)$root
        stopifnot(loglik(tau2) >= max(loglik(tau2 * 0.9), loglik(tau2 * 1.1)))
      }
    }
    w <- 1 / (v + tau2)
    mu <- sum(w * y) / sum(w)
    var <- 1 / sum(w)
    b <- tau2 / (tau2 + v)
    at <- b * y + (1 - b) * mu
    se <- sqrt(b * v + (1 - b)^2 * var)
    result <- c(result, tau2, back(mu), back(mu - z * sqrt(var)), back(mu + z * sqrt(var)),
                rbind(back(at), back(at - z * se), back(at + z * se), 1 - b))
  }
  cat(sprintf("%.17g", result), sep = ",")
  cat("\n")
}
