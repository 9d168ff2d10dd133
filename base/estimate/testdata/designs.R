# SPDX-FileCopyrightText: The Baken authors
# SPDX-License-Identifier: EUPL-1.2

# Figures over the designs of the api data: name, value, standard error, degrees of
# freedom, design effects without and with replacement
suppressPackageStartupMessages(library(survey))
options(digits = 17)
data(api)
say <- function(name, ...) cat(paste(c(name, sprintf("%.17g", c(...))), collapse = ","), "\n", sep = "")
fig <- function(name, d, make) {
  a <- make(d, TRUE); b <- make(d, "replace")
  say(name, coef(a)[1], SE(a)[1], degf(d), deff(a)[1], deff(b)[1])
}
designs <- list(
  srs = svydesign(id = ~1, fpc = ~fpc, data = apisrs, weights = ~pw),
  strat = svydesign(id = ~1, strata = ~stype, weights = ~pw, data = apistrat, fpc = ~fpc),
  stratnofpc = svydesign(id = ~1, strata = ~stype, weights = ~pw, data = apistrat),
  clus1 = svydesign(id = ~dnum, weights = ~pw, data = apiclus1, fpc = ~fpc),
  clus2 = svydesign(id = ~dnum + snum, weights = ~pw, fpc = ~fpc1 + fpc2, data = apiclus2),
  clus2nofpc = svydesign(id = ~dnum + snum, weights = ~pw, data = apiclus2))
for (n in names(designs)) {
  d <- designs[[n]]
  fig(paste0(n, " mean"), d, function(d, e) svymean(~api00, d, deff = e))
  answered <- subset(d, !is.na(enroll))
  fig(paste0(n, " total"), answered, function(d, e) svytotal(~enroll, d, deff = e))
  e <- subset(d, stype == "E")
  fig(paste0(n, " domain"), e, function(d, e) svymean(~api00, d, deff = e))
  fig(paste0(n, " domain total"), e, function(d, e) svytotal(~api00, d, deff = e))
  q <- svyratio(~api.stu, ~enroll, answered)
  say(paste0(n, " ratio"), coef(q), SE(q), degf(answered), NA, NA)
  b <- svyby(~api00, ~stype, d, svymean, covmat = TRUE)
  k <- svycontrast(b, c(E = 1, H = -1))
  say(paste0(n, " contrast"), coef(k), SE(k))
}
