# SPDX-FileCopyrightText: The Baken authors
# SPDX-License-Identifier: EUPL-1.2

# FOLDER: writes a panel of five waves there, in which persons overlap, and gives the
# trend of the means and the difference in differences
suppressPackageStartupMessages(library(survey))
say <- function(name, ...) cat(paste(c(name, sprintf("%.17g", c(...))), collapse = ","), "\n", sep = "")
x <- expand.grid(person = 1:120, wave = 1:5)
x <- x[(x$person + 3 * x$wave) %% 7 > 1, ]
x$stratum <- 1 + x$person %% 3
x$group <- ifelse(x$person %% 2 == 0, "a", "b")
x$pw <- 1 + (x$person * 7) %% 5 + x$wave / 10
x$year <- c(2019, 2020, 2021, 2023, 2024)[x$wave]
x$y <- 10 + sin(x$person) * 3 + x$wave * 0.3 + cos(x$person * x$wave) + (x$group == "a") * (x$wave > 3)
write.csv(x, file.path(commandArgs(TRUE)[1], "waves.csv"), row.names = FALSE)
designs <- list(
  persons = svydesign(id = ~person, weights = ~pw, data = x),
  strata = svydesign(id = ~person, strata = ~stratum, weights = ~pw, data = x))
years <- sort(unique(x$year))
for (n in names(designs)) {
  d <- designs[[n]]
  by <- svyby(~y, ~year, d, svymean, covmat = TRUE)
  v <- solve(vcov(by))
  m <- coef(by)
  X <- cbind(1, years - 2019)
  a <- solve(t(X) %*% v %*% X)
  b <- a %*% t(X) %*% v %*% m
  off <- m - X %*% b
  f <- (t(off) %*% v %*% off) / (length(m) - 2)
  say(paste(n, "trend"), b, sqrt(diag(a)), f, pf(f, length(m) - 2, degf(d), lower.tail = FALSE), degf(d))
  by <- svyby(~y, ~group + year, subset(d, year %in% c(2020, 2024)), svymean, covmat = TRUE)
  k <- svycontrast(by, c(a.2024 = 1, a.2020 = -1, b.2024 = -1, b.2020 = 1))
  say(paste(n, "difference"), coef(k), SE(k))
}
