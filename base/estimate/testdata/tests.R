# SPDX-FileCopyrightText: The Baken authors
# SPDX-License-Identifier: EUPL-1.2

# FILE: its rows are families of p-values. Gives p.adjust of each by BH and by BY; and of
# figures over the designs of the api data t, degrees and p against a value.
suppressPackageStartupMessages(library(survey))
data(api)
say <- function(name, ...) cat(paste(c(name, sprintf("%.17g", c(...))), collapse = ","), "\n", sep = "")
rows <- strsplit(readLines(commandArgs(TRUE)[1]), ",")
for (i in seq_along(rows)) {
  x <- as.numeric(rows[[i]])
  say(paste(i, "BH"), p.adjust(x, "BH"))
  say(paste(i, "BY"), p.adjust(x, "BY"))
}
test <- function(name, value, se, df) say(name, value / se, df, 2 * pt(-abs(value / se), df))
designs <- list(
  srs = svydesign(id = ~1, fpc = ~fpc, data = apisrs, weights = ~pw),
  strat = svydesign(id = ~1, strata = ~stype, weights = ~pw, data = apistrat, fpc = ~fpc),
  clus1 = svydesign(id = ~dnum, weights = ~pw, data = apiclus1, fpc = ~fpc),
  clus2 = svydesign(id = ~dnum + snum, weights = ~pw, fpc = ~fpc1 + fpc2, data = apiclus2))
for (n in names(designs)) {
  d <- designs[[n]]
  m <- svymean(~api00, d)
  test(paste(n, "mean"), coef(m) - 640, SE(m)[1], degf(d))
  k <- svycontrast(svyby(~api00, ~stype, d, svymean, covmat = TRUE), c(E = 1, H = -1))
  test(paste(n, "contrast"), coef(k), SE(k)[1], degf(subset(d, stype != "M")))
}
