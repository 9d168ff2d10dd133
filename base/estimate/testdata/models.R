# SPDX-FileCopyrightText: The Baken authors
# SPDX-License-Identifier: EUPL-1.2

# Quantiles, tables and regressions over the designs of the api data
suppressPackageStartupMessages(library(survey))
data(api)
say <- function(name, ...) cat(paste(c(name, sprintf("%.17g", c(...))), collapse = ","), "\n", sep = "")
clus1 <- svydesign(id = ~dnum, weights = ~pw, data = apiclus1, fpc = ~fpc)
designs <- list(
  srs = svydesign(id = ~1, fpc = ~fpc, data = apisrs, weights = ~pw),
  strat = svydesign(id = ~1, strata = ~stype, weights = ~pw, data = apistrat, fpc = ~fpc),
  clus1 = clus1,
  clus2 = svydesign(id = ~dnum + snum, weights = ~pw, fpc = ~fpc1 + fpc2, data = apiclus2),
  calibrated = calibrate(clus1, ~stype + sch.wide, calfun = "raking", epsilon = 1e-12, maxit = 200,
    population = c(`(Intercept)` = 6194, stypeH = 755, stypeM = 1018, sch.wideYes = 5122)))

# The rule with equal answers by their weights, and with weights that add up exactly
# where all are the same; for shahvaish of mean 1
rule <- function(name) function(x, w, p) {
  o <- order(x, w)
  o <- o[w[o] > 0]
  w <- if (name == "shahvaish") w / mean(w[o]) else w / min(w[o])
  # Between equal answers R may come out just below them, and so leave them out
  round(get(paste0("qrule_", name), asNamespace("survey"))(x[o], w[o], p), 9)
}
rules <- c("hf1", "hf2", "hf4", "hf5", "hf6", "hf7", "hf8", "hf9", "shahvaish")
quantiles <- function(name, d) {
  p <- c(0.1, 0.25, 0.5, 0.75, 0.9)
  for (q in rules) say(paste(name, q), t(svyquantile(~api00, d, p, qrule = rule(q))[[1]]))
  p <- c(0.1, 0.3, 0.5, 0.7, 0.9) + 0.00123 # no share is exactly one of these
  say(paste(name, "math"), t(svyquantile(~api00, d, p, qrule = "math")[[1]]))
  say(paste(name, "school"), t(svyquantile(~api00, d, p, qrule = "school", alpha = 0.1)[[1]]))
}
factors <- list(c("sch.wide", "awards"), c("stype", "awards"), c("stype", "sch.wide"))
tables <- function(name, d, all) for (f in all) {
  of <- paste(name, f[1], f[2])
  cells <- svymean(as.formula(paste0("~interaction(", f[1], ",", f[2], ")")), d)
  say(paste(of, "cells"), coef(cells), vcov(cells))
  full <- as.formula(paste0("~", f[1], "+", f[2]))
  a <- svychisq(full, d, statistic = "F")
  say(paste(of, "second"), a$statistic, a$parameter, a$p.value)
  b <- svychisq(full, d, statistic = "Chisq")
  say(paste(of, "first"), b$statistic, b$parameter, b$p.value)
}
models <- function(name, d) {
  fit <- function(what, formula, family) {
    # The covariance takes the weights of the last step but one, so steps go on from
    # where they ended
    make <- function(start) svyglm(formula, d, family = family, start = start, control = list(epsilon = 1e-12, maxit = 100))
    m <- suppressWarnings(make(coef(make(NULL))))
    say(paste(name, what), coef(m), vcov(m), m$df.residual, summary(m)$coefficients[, 3:4])
  }
  fit("linear", api00 ~ ell + meals + mobility, gaussian())
  fit("factor", api00 ~ ell + I(stype == "H"), gaussian())
  fit("logistic", I(sch.wide == "Yes") ~ ell + meals + mobility, quasibinomial())
  fit("shares", I(meals / 100) ~ ell + I(stype == "H"), quasibinomial())
}
for (n in names(designs)) {
  d <- designs[[n]]
  quantiles(n, d)
  tables(n, d, factors)
  models(n, d)
  e <- subset(d, stype != "M")
  quantiles(paste(n, "domain"), e)
  # Of a calibrated design R keeps the rows outside the domain, with their levels
  e$variables$stype <- factor(e$variables$stype)
  tables(paste(n, "domain"), e, if (n == "calibrated") factors[1] else factors)
  models(paste(n, "domain"), e)
}
