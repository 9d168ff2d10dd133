# SPDX-FileCopyrightText: The Baken authors
# SPDX-License-Identifier: EUPL-1.2

# columns, then events, others and a value for each column of every row -> 1 if
# separated, deviance, residual degrees of freedom, and of every term, intercept
# first, coefficient, standard error and sandwich (HC0, a row a person); -9999
# for the terms that glm gives NA
lines <- strsplit(readLines(commandArgs(TRUE)[1]), ",")
for (line in lines) {
  v <- as.numeric(line)
  k <- v[1]
  t <- matrix(v[-1], nrow = k + 2)
  y <- t[1, ]; n <- y + t[2, ]; x <- t(t[-(1:2), , drop = FALSE])
  # glm's tolerance for columns that follow from others shrinks with epsilon, to
  # none: they are found first.
  keep <- !is.na(coef(suppressWarnings(glm(cbind(y, n - y) ~ x, family = binomial))))
  x <- cbind(1, x)[, keep, drop = FALSE]
  f <- suppressWarnings(glm(cbind(y, n - y) ~ x - 1, family = binomial, epsilon = 1e-14, maxit = 200))
  long <- x[rep(seq_along(n), n), , drop = FALSE]
  event <- unlist(lapply(seq_along(n), function(i) rep(c(1, 0), c(y[i], n[i] - y[i]))))
  mu <- fitted(f)[rep(seq_along(n), n)]
  # glm's own covariance is at the weights before its last step
  w <- n * fitted(f) * (1 - fitted(f))
  half <- backsolve(qr.R(qr(sqrt(w) * x, tol = 0)), diag(ncol(x)))
  bread <- half %*% t(half)
  influence <- long * (event - mu)
  influence <- influence %*% half %*% t(half)
  out <- matrix(-9999, 3, k + 1)
  out[, keep] <- rbind(coef(f), sqrt(diag(bread)), sqrt(colSums(influence^2)))
  # Separated, each step takes the deviance down by e at most, without end; and
  # rates that are only small do settle.
  flag <- f$iter > 25 && any(pmin(fitted(f), 1 - fitted(f))[n > 0] < 1e-7)
  cat(sprintf("%.17g", c(flag, deviance(f), f$df.residual, out)), sep = ",")
  cat("\n")
}
