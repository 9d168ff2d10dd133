# SPDX-FileCopyrightText: The Baken authors
# SPDX-License-Identifier: EUPL-1.2

# FILE PART: R survey over the same file. Prints the processors' time of reading, of the
# linearised means, of the bootstrap with 2 replicates and with so many, and the figures.
args <- commandArgs(TRUE)
suppressPackageStartupMessages(library(survey))
spent <- function(expr) { t <- system.time(expr); sum(t[c("user.self", "sys.self", "user.child", "sys.child")], na.rm = TRUE) }
reading <- spent(x <- read.csv(args[1], colClasses = "integer"))
shares <- list(sex = c(0.47, 0.53), age = c(0.11, 0.23, 0.27, 0.25, 0.14), scale = c(0.08, 0.21, 0.3, 0.24, 0.13, 0.04))
items <- as.formula(paste("~", paste(grep("^q", names(x), value = TRUE), collapse = "+")))
totals <- function(people) {
  all <- c("(Intercept)" = people)
  for (n in names(shares)) {
    t <- shares[[n]][-1] * people
    names(t) <- paste0("factor(", n, ")", seq_along(t) + 1)
    all <- c(all, t)
  }
  all
}
margins <- ~factor(sex) + factor(age) + factor(scale)
linear <- spent({
  d <- svydesign(id = ~1, strata = ~stratum, fpc = ~population, data = x)
  people <- sum(weights(d))
  raked <- calibrate(d, margins, totals(people), calfun = "raking", epsilon = 1e-12, maxit = 200)
  b <- svyby(items, ~domain, raked, svymean)
})
cat("reading", reading, "\n")
cat("linear", linear, "\n")
q <- grep("^q", names(x), value = TRUE)
for (j in seq_along(q)) for (k in seq_len(nrow(b))) cat("figure", j, b$domain[k], sprintf("%.17g %.17g", b[k, q[j]], b[k, paste0("se.", q[j])]), "\n")
set.seed(1)
for (part in c(2, as.integer(args[2]))) {
  boot <- spent({
    r <- as.svrepdesign(d, type = "subbootstrap", replicates = part)
    r <- calibrate(r, margins, totals(people), calfun = "raking", epsilon = 1e-7, maxit = 50)
    v <- svyby(items, ~domain, r, svymean)
  })
  cat(if (part == 2) "two" else "bootstrap", boot, "\n")
}
