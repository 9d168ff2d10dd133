# SPDX-FileCopyrightText: The Baken authors
# SPDX-License-Identifier: EUPL-1.2

# Intervals of shares over the designs of the api data: name, then the share, its error,
# the degrees of freedom and the respondents, or the limits by a method. svyciprop fits
# a model until 1e-8 for "logit" and draws a spline for "likelihood", so these are taken
# of a better fit and by root finding as well: "survey likelihood" and "survey logit" are
# what it says itself.
suppressPackageStartupMessages(library(survey))
options(digits = 17, warn = -1)
data(api)
say <- function(name, ...) cat(paste(c(name, sprintf("%.17g", c(...))), collapse = ","), "\n", sep = "")
ci <- function(d, method, level) attr(svyciprop(~y, d, method = method, level = level), "ci")
wilson <- function(p, size, t) {
  prop.test(p * size, size, conf.level = 2 * pnorm(t) - 1, correct = FALSE)$conf.int
}
fitted <- function(d) svyglm(y ~ 1, d, family = quasibinomial, control = glm.control(epsilon = 1e-15, maxit = 200))
# MASSprofile_glm's deviance over its dispersion is to stay within t² lambda
likelihood <- function(m, p, n, t) {
  lambda <- c(m$cov.unscaled / m$naive.cov)
  g <- function(q) 2 * n * (p * log(p / q) + (1 - p) * log((1 - p) / (1 - q))) / c(summary(m)$dispersion) - t^2 * lambda
  c(uniroot(g, c(1e-14, p), tol = 1e-16)$root, uniroot(g, c(p, 1 - 1e-14), tol = 1e-16)$root)
}
shares <- function(name, d, model = TRUE) for (level in c(0.95, 0.8)) {
  at <- paste(name, level)
  a <- svymean(~y, d); p <- coef(a)[1]; size <- p * (1 - p) / vcov(a)[1]
  t <- qt((1 + level) / 2, degf(d))
  say(paste(at, "share"), p, SE(a), degf(d), nrow(d))
  say(paste(at, "beta"), ci(d, "beta", level))
  say(paste(at, "mean"), ci(d, "mean", level))
  say(paste(at, "logit"), ci(d, "xlogit", level))
  say(paste(at, "wilson"), wilson(p, size, t))
  if (!model || level != 0.95) next
  m <- fitted(d)
  say(paste(at, "fitted logit"), plogis(as.numeric(confint(m, level = level, ddf = degf(d)))))
  say(paste(at, "likelihood"), likelihood(m, p, nrow(d), t))
  say(paste(at, "survey logit"), ci(d, "logit", level))
  own <- tryCatch(ci(d, "likelihood", level), error = function(e) c(NA, NA))
  say(paste(at, "survey likelihood"), own)
}
designs <- list(
  srs = svydesign(id = ~1, fpc = ~fpc, data = apisrs, weights = ~pw),
  strat = svydesign(id = ~1, strata = ~stype, weights = ~pw, data = apistrat, fpc = ~fpc),
  clus1 = svydesign(id = ~dnum, weights = ~pw, data = apiclus1, fpc = ~fpc),
  clus2 = svydesign(id = ~dnum + snum, weights = ~pw, fpc = ~fpc1 + fpc2, data = apiclus2))
for (n in names(designs)) {
  d <- designs[[n]]
  shares(paste(n, "usual"), update(d, y = as.numeric(sch.wide == "Yes")))
  shares(paste(n, "rare"), update(d, y = as.numeric(api00 < 460)))
  shares(paste(n, "domain"), subset(update(d, y = as.numeric(awards == "Yes")), stype == "E"))
}
types <- data.frame(stype = c("E", "H", "M"), Freq = c(4421, 755, 1018))
shares("calibrated", update(postStratify(designs$clus1, ~stype, types), y = as.numeric(sch.wide == "Yes")), FALSE)
# plain samples of n with k ones, as prop.test has Wilson's with n−1 for n
for (n in c(3, 5, 30, 1000)) for (k in unique(c(0, 1, n %/% 2, n))) {
  d <- svydesign(id = ~1, weights = rep(1, n), data = data.frame(y = rep(c(1, 0), c(k, n - k))))
  at <- paste("plain", n, k)
  if (k %in% c(0, n)) {
    e <- binom.test(k, n)$conf.int
    w <- wilson(k / n, n, qt(0.975, n - 1))
    say(paste(at, "beta"), e)
    say(paste(at, "wilson"), w)
  } else {
    say(paste(at, "beta"), ci(d, "beta", 0.95))
    say(paste(at, "wilson"), wilson(k / n, n - 1, qt(0.975, n - 1)))
  }
}
