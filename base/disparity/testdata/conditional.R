# SPDX-FileCopyrightText: The Baken authors
# SPDX-License-Identifier: EUPL-1.2

# level, then a, b, c, d of each stratum -> of survival::clogit(method="exact")
# the log odds ratio, its standard error, the limits of Wald and the likelihood
# ratio; of the exact analysis the two limits and p as mantelhaen.test(exact=TRUE)
# makes them, and mid-p; the limits of the likelihood. -1 where there is none.
suppressMessages(library(survival))
lines <- strsplit(readLines(commandArgs(TRUE)[1]), ",")

# The terms of every stratum as mantelhaen.test multiplies them out, but with
# limits found to full precision: its own stop at 1e-4.
exact <- function(t, level) {
  a <- t[1, ]; n1 <- a + t[2, ]; c <- t[3, ]; n2 <- c + t[4, ]; m <- a + c
  all <- 1
  for (k in seq_along(a)) {
    terms <- dhyper(max(0, m[k] - n2[k]):min(n1[k], m[k]), n1[k], n2[k], m[k])
    out <- numeric(length(all) + length(terms) - 1)
    for (j in seq_along(terms)) {
      at <- j:(j + length(all) - 1)
      out[at] <- out[at] + all * terms[j]
    }
    all <- out
  }
  lo <- sum(pmax(0, m - n2)); hi <- sum(pmin(n1, m)); x <- lo:hi; s <- sum(a)
  logs <- log(all)
  chances <- function(beta) { e <- logs + beta * (x - s); e <- exp(e - max(e)); e / sum(e) }
  find <- function(f) uniroot(f, c(-1, 1), extendInt = "yes", tol = 1e-13, maxiter = 10000)$root
  tail <- (1 - level) / 2
  low <- if (s == lo) 0 else exp(find(function(b) log(sum(chances(b)[x >= s])) - log(tail)))
  high <- if (s == hi) -1 else exp(find(function(b) log(sum(chances(b)[x <= s])) - log(tail)))
  all <- all / sum(all)
  at <- all[s - lo + 1]
  p <- sum(all[all <= at * (1 + 1e-7)])
  midp <- sum(all[all < at * (1 - 1e-7)]) + sum(all[abs(all - at) <= at * 1e-7]) / 2
  # the likelihood
  like <- function(b) log(chances(b)[s - lo + 1])
  mean <- function(b) sum(chances(b) * (x - s))
  inner <- s > lo && s < hi
  best <- if (inner) find(mean) else NA
  top <- if (inner) like(best) else 0
  drop <- qnorm((1 + level) / 2)^2 / 2
  # Outward from the best in steps until it is passed.
  side <- function(sign) {
    from <- if (inner) best else 0
    if (!inner) while (top - like(from) > drop) from <- from - sign
    to <- from + sign
    while (top - like(to) < drop) to <- to + sign
    exp(uniroot(function(b) top - like(b) - drop, sort(c(from, to)), tol = 1e-13)$root)
  }
  if (ncol(t) == 1) t <- cbind(t, c(1, 0, 1, 0)) # it takes two strata or more; this one says nothing
  own <- suppressWarnings(mantelhaen.test(array(t, c(2, 2, ncol(t))), exact = TRUE, conf.level = level))
  stopifnot(abs(p - own$p.value) <= 1e-10 * p + 1e-14)
  # Above 1 its search is for 1/x.
  near <- function(mine, its) stopifnot(abs(mine - its) <= 3e-4 || abs(1 / mine - 1 / its) <= 3e-4)
  near(low, own$conf.int[1])
  if (high > 0) near(high, own$conf.int[2])
  if (inner) near(exp(best), own$estimate)
  c(low, high, p, midp, if (s == lo) 0 else side(-1), if (s == hi) -1 else side(1))
}

for (line in lines) {
  v <- as.numeric(line)
  level <- v[1]
  t <- matrix(v[-1], nrow = 4)
  t <- t[, t[1, ] + t[2, ] > 0 & t[3, ] + t[4, ] > 0 & t[1, ] + t[3, ] > 0 & t[2, ] + t[4, ] > 0, drop = FALSE]
  fit <- rep(-1, 5)
  a <- t[1, ]; m <- t[1, ] + t[3, ]
  if (any(a > pmax(0, m - t[3, ] - t[4, ])) && any(a < pmin(a + t[2, ], m))) {
    rows <- data.frame(y = rep(c(1, 0, 1, 0), ncol(t)), g = rep(c(1, 1, 0, 0), ncol(t)),
                       s = rep(seq_len(ncol(t)), each = 4))[rep(seq_along(t), t), ]
    f <- clogit(y ~ g + strata(s), rows, method = "exact",
                control = coxph.control(eps = 1e-14, toler.chol = 1e-15, iter.max = 100))
    b <- coef(f)[[1]]; se <- sqrt(vcov(f)[1, 1]); z <- qnorm((1 + level) / 2)
    fit <- c(b, se, exp(b + c(-z, z) * se), 2 * diff(f$loglik))
  }
  cat(sprintf("%.17g", c(fit, exact(t, level))), sep = ",")
  cat("\n")
}
