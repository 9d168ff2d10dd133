# SPDX-FileCopyrightText: The Baken authors
# SPDX-License-Identifier: EUPL-1.2

# FOLDER: holds pairs.csv and lonely.csv (made data), hadamard.csv and bootstrap.csv
# (what the code under test drew). Gives figures over replicates: name, value, standard
# error, degrees of freedom
suppressPackageStartupMessages(library(survey))
data(api)
folder <- commandArgs(TRUE)[1]
file <- function(name) read.csv(file.path(folder, name), colClasses = c(stype = "character", h = "character"))
numbers <- function(name) as.matrix(read.csv(file.path(folder, name), header = FALSE))
say <- function(name, ...) cat(paste(c(name, sprintf("%.17g", c(...))), collapse = ","), "\n", sep = "")
fig <- function(name, f, d) say(name, coef(f)[1], SE(f)[1], degf(d))
figures <- function(name, d) {
  answered <- subset(d, !is.na(enroll))
  e <- subset(d, stype == "E")
  fig(paste(name, "mean"), svymean(~api00, d), d)
  fig(paste(name, "total"), svytotal(~enroll, answered), answered)
  fig(paste(name, "domain"), svymean(~api00, e), e)
  fig(paste(name, "domain total"), svytotal(~api00, e), e)
  fig(paste(name, "ratio"), svyratio(~api.stu, ~enroll, answered), answered)
  b <- svyby(~api00, ~stype, d, svymean, covmat = TRUE)
  say(paste(name, "correlation"), cov2cor(vcov(b))["E", "H"])
  k <- svycontrast(b, c(E = 1, H = -1))
  say(paste(name, "contrast"), coef(k), SE(k))
}
both <- function(name, make) for (mse in c(FALSE, TRUE)) figures(paste0(name, if (mse) " mse"), make(mse))

srs <- svydesign(id = ~1, fpc = ~fpc, data = apisrs, weights = ~pw)
strat <- svydesign(id = ~1, strata = ~stype, weights = ~pw, data = apistrat, fpc = ~fpc)
stratnofpc <- svydesign(id = ~1, strata = ~stype, weights = ~pw, data = apistrat)
clus1 <- svydesign(id = ~dnum, weights = ~pw, data = apiclus1, fpc = ~fpc)
clus1nofpc <- svydesign(id = ~dnum, weights = ~pw, data = apiclus1)
clus2 <- svydesign(id = ~dnum + snum, weights = ~pw, fpc = ~fpc1 + fpc2, data = apiclus2)
jackknife <- function(d, type) function(mse) suppressWarnings(as.svrepdesign(d, type = type, mse = mse))
both("srs", jackknife(srs, "JK1"))
both("clus1", jackknife(clus1, "JK1"))
both("clus1nofpc", jackknife(clus1nofpc, "JK1"))
both("clus2", jackknife(clus2, "JK1"))
both("strat", jackknife(strat, "JKn"))
both("stratnofpc", jackknife(stratnofpc, "JKn"))

pairs <- svydesign(id = ~unit, strata = ~h, weights = ~w, data = file("pairs.csv"))
h <- numbers("hadamard.csv")
dimnames(h) <- NULL
both("brr", function(mse) as.svrepdesign(pairs, type = "BRR", hadamard.matrix = h, mse = mse))
both("fay", function(mse) as.svrepdesign(pairs, type = "Fay", fay.rho = 0.3, hadamard.matrix = h, mse = mse))

alone <- svydesign(id = ~unit, strata = ~h, weights = ~w, fpc = ~size, data = file("lonely.csv"))
for (lonely in c("certainty", "remove", "adjust")) {
  # Without their replicates R takes strata that were drawn whole as the same in each,
  # for totals; they aren't in that of a lonely unit
  options(survey.lonely.psu = lonely, survey.drop.replicates = lonely != "adjust")
  figures(lonely, as.svrepdesign(alone, type = "JKn"))
}
options(survey.lonely.psu = "fail", survey.drop.replicates = TRUE)

drawn <- numbers("bootstrap.csv")
bootstrap <- function(mse) suppressWarnings(svrepdesign(
  data = apistrat, weights = ~pw, repweights = drawn, type = "bootstrap", combined.weights = TRUE, mse = mse))
both("bootstrap", bootstrap)
both("outside", function(mse) suppressWarnings(svrepdesign(
  data = apistrat, weights = ~pw, repweights = drawn, type = "other", scale = 0.01, rscales = (seq_len(ncol(drawn)) - 1) / 50,
  combined.weights = TRUE, mse = mse)))

totals <- c(`(Intercept)` = 6194, stypeH = 755, stypeM = 1018, api99 = 3914069)
fitted <- function(name, d, ...) figures(name, calibrate(d, ~stype + api99, totals, epsilon = 1e-11, maxit = 200, compress = FALSE, ...))
jk1 <- as.svrepdesign(clus1, type = "JK1")
jkn <- as.svrepdesign(stratnofpc, type = "JKn")
fitted("clus1 linear", jk1, calfun = "linear")
fitted("clus1 raking", jk1, calfun = "raking")
fitted("strat linear", jkn, calfun = "linear")
fitted("strat bounded", jkn, calfun = "linear", bounds = c(0.93, 1.07))
fitted("strat raking", jkn, calfun = "raking")
fitted("strat logit", jkn, calfun = "logit", bounds = c(0.3, 3))
fitted("bootstrap linear", bootstrap(FALSE), calfun = "linear")
fitted("bootstrap raking", bootstrap(FALSE), calfun = "raking")
fitted("bootstrap logit", bootstrap(TRUE), calfun = "logit", bounds = c(0.3, 3))
wide <- c(`(Intercept)` = 6194, stypeH = 755, stypeM = 1018, sch.wideYes = 5122)
figures("bootstrap margins", calibrate(bootstrap(FALSE), ~stype + sch.wide, wide, epsilon = 1e-11, maxit = 200, compress = FALSE, calfun = "raking"))
