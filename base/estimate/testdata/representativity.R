# SPDX-FileCopyrightText: The Baken authors
# SPDX-License-Identifier: EUPL-1.2

# R-indicators over the designs of the api data, with schools that had an award as those
# that answered. The formulas are those of Shlomo, Skinner and Schouten (2012) in
# matrices, with the weighted logistic model of glm, its covariance by the response
# given the sample (J⁻¹ Σ w² ρ(1−ρ) x xᵀ J⁻¹), and the variances of totals by svytotal.
# Name; rate, R, adjusted R, standard error; and the partial indicators of stype as
# total, adjusted, and by category E, H, M.
suppressPackageStartupMessages(library(survey))
options(digits = 17, warn = -1)
data(api)
say <- function(name, ...) cat(paste(c(name, sprintf("%.17g", c(...))), collapse = ","), "\n", sep = "")
trace <- function(m) sum(diag(m))
indicator <- function(name, d, cells) {
  data <- model.frame(d)
  w <- weights(d); N <- sum(w)
  r <- as.numeric(data$awards == "Yes")
  cell <- factor(cells(data))
  x <- model.matrix(~cell)
  fit <- glm(r ~ cell, binomial(), weights = w, control = glm.control(epsilon = 1e-15, maxit = 100))
  rho <- fitted(fit); mean <- sum(w * rho) / N
  z <- rho * (1 - rho) * x
  J <- solve(t(x) %*% (w * z))
  sigma <- J %*% (t(x) %*% (w^2 * z)) %*% J
  total <- function(y) SE(svytotal(~y, update(d, y = y)))[1]^2
  S2 <- sum(w * (rho - mean)^2) / (N - 1)
  bias <- trace(sigma %*% (t(z) %*% (w * z))) / N - total(rho) / N^2
  kept <- max(1 - bias / S2, 0)
  zc <- sweep(z, 2, colSums(w * z) / N)
  A <- t(zc) %*% (w * (rho - mean)) / N
  B <- t(zc) %*% (w * zc) / N
  v <- 4 * t(A) %*% sigma %*% A + 2 * trace(B %*% sigma %*% B %*% sigma) + total((rho - mean)^2) / N^2
  say(name, mean, 1 - 2 * sqrt(S2), 1 - 2 * sqrt(S2 * kept), sqrt(v / (S2 * (N - 1) / N)))
  p <- sapply(c("E", "H", "M"), function(k) {
    i <- data$stype == k
    sqrt(sum(w[i]) / N) * (sum(w[i] * rho[i]) / sum(w[i]) - mean)
  })
  say(paste(name, "partial"), sqrt(sum(p^2)), sqrt(sum(p^2) * kept), p)
}
designs <- list(
  srs = svydesign(id = ~1, fpc = ~fpc, data = apisrs, weights = ~pw),
  strat = svydesign(id = ~1, strata = ~stype, weights = ~pw, data = apistrat, fpc = ~fpc),
  clus1 = svydesign(id = ~dnum, weights = ~pw, data = apiclus1, fpc = ~fpc),
  clus2 = svydesign(id = ~dnum + snum, weights = ~pw, fpc = ~fpc1 + fpc2, data = apiclus2))
for (n in names(designs)) {
  indicator(paste(n, "stype"), designs[[n]], function(x) x$stype)
  indicator(paste(n, "stype and ell"), designs[[n]], function(x) paste(x$stype, x$ell > 15))
  indicator(paste(n, "half"), designs[[n]], function(x) x$api00 > 650)
}
