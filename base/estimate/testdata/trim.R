# SPDX-FileCopyrightText: The Baken authors
# SPDX-License-Identifier: EUPL-1.2

# Trimmed weights of the api data, and a mean with them
suppressPackageStartupMessages(library(survey))
data(api)
say <- function(name, ...) cat(paste(c(name, sprintf("%.17g", c(...))), collapse = ","), "\n", sep = "")
d <- svydesign(id = ~1, strata = ~stype, weights = ~pw, data = apistrat)
for (b in list(c(16, 40), c(18, 42), c(0, 35))) {
  t <- trimWeights(d, upper = b[2], lower = b[1], strict = TRUE)
  m <- svymean(~api00, t)
  say(paste(b, collapse = " "), weights(t), coef(m), SE(m))
}
