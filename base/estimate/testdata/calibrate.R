# SPDX-FileCopyrightText: The Baken authors
# SPDX-License-Identifier: EUPL-1.2

# Calibration of the api data to their population: totals, weights and figures
suppressPackageStartupMessages(library(survey))
data(api)
say <- function(name, ...) cat(paste(c(name, sprintf("%.17g", c(...))), collapse = ","), "\n", sep = "")
types <- table(apipop$stype)[c("E", "H", "M")]
wide <- table(apipop$sch.wide)[c("No", "Yes")]
say("stype", types)
say("sch.wide", wide)
say("api99", sum(apipop$api99))
figures <- function(name, d) {
  say(paste(name, "weights"), weights(d))
  m <- svymean(~api00, d)
  say(paste(name, "mean"), coef(m), SE(m), degf(d))
  m <- svytotal(~enroll, subset(d, !is.na(enroll)))
  say(paste(name, "total"), coef(m), SE(m))
  e <- subset(d, stype == "E" & sch.wide == "Yes")
  m <- svymean(~api00, e)
  say(paste(name, "domain"), coef(m), SE(m), degf(e))
  m <- svymean(~stype, d)
  say(paste(name, "margin"), coef(m)[1], SE(m)[1])
}
all <- c("(Intercept)" = nrow(apipop), stypeH = types[["H"]], stypeM = types[["M"]])
both <- c(all, sch.wideYes = wide[["Yes"]])
for (n in c("strat", "clus1")) {
  d <- if (n == "strat") svydesign(id = ~1, strata = ~stype, weights = ~pw, data = apistrat, fpc = ~fpc) else
    svydesign(id = ~dnum, weights = ~pw, data = apiclus1, fpc = ~fpc)
  figures(paste(n, "post"), postStratify(d, ~stype, data.frame(stype = names(types), Freq = as.vector(types))))
  figures(paste(n, "linear"), calibrate(d, ~stype + api99, c(all, api99 = sum(apipop$api99))))
  figures(paste(n, "raking"), calibrate(d, ~stype + sch.wide, both, calfun = "raking", epsilon = 1e-13, maxit = 200))
  figures(paste(n, "logit"), calibrate(d, ~stype + sch.wide, both, calfun = "logit", bounds = c(0.4, 2.5), epsilon = 1e-13, maxit = 200))
  figures(paste(n, "bounded"), calibrate(d, ~stype + sch.wide, both, calfun = "linear", bounds = c(0.5, 2.1), epsilon = 1e-13, maxit = 200))
  r <- rake(d, list(~stype, ~sch.wide), list(data.frame(stype = names(types), Freq = as.vector(types)), data.frame(sch.wide = names(wide), Freq = as.vector(wide))),
    control = list(maxit = 500, epsilon = 1e-10))
  say(paste(n, "rake weights"), weights(r))
}
