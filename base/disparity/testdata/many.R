# SPDX-FileCopyrightText: The Baken authors
# SPDX-License-Identifier: EUPL-1.2

# groups, then events and others of each group, reference first, in each stratum
# -> of survival::clogit(method="exact") 1 if it has no end, the likelihood ratio
# and its degrees of freedom, and of every other group the log odds ratio and its
# standard error; -9999 for one that is NA
suppressMessages(library(survival))
lines <- strsplit(readLines(commandArgs(TRUE)[1]), ",")
for (line in lines) {
  v <- as.numeric(line)
  k <- v[1]
  t <- matrix(v[-1], nrow = 2)
  cells <- data.frame(a = t[1, ], b = t[2, ], g = factor(rep(seq_len(k), ncol(t) / k)),
                      s = rep(seq_len(ncol(t) / k), each = k))
  rows <- rbind(cells[rep(seq_len(nrow(cells)), cells$a), c("g", "s")], cells[rep(seq_len(nrow(cells)), cells$b), c("g", "s")])
  rows$y <- rep(c(1, 0), c(sum(cells$a), sum(cells$b)))
  fit <- function(eps, tol) suppressWarnings(clogit(y ~ g + strata(s), rows, method = "exact",
    control = coxph.control(eps = eps, toler.chol = tol, iter.max = 100)))
  # To a tight tolerance a coefficient without end becomes NA, as if it followed
  # from others: a loose fit stops it on its way.
  flag <- any(abs(coef(fit(1e-5, 1e-8))) > 7, na.rm = TRUE)
  f <- fit(1e-14, 1e-13)
  b <- coef(f); se <- sqrt(diag(vcov(f)))
  out <- rbind(b, se)
  out[, is.na(b)] <- -9999
  cat(sprintf("%.17g", c(flag, 2 * diff(f$loglik), sum(!is.na(b)), out)), sep = ",")
  cat("\n")
}
