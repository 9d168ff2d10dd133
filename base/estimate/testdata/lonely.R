# SPDX-FileCopyrightText: The Baken authors
# SPDX-License-Identifier: EUPL-1.2

# Strata of which one unit was drawn, by policy: standard errors of a mean, a total,
# and the same in a domain of which one stratum has one unit
suppressPackageStartupMessages(library(survey))
data(api)
say <- function(name, ...) cat(paste(c(name, sprintf("%.17g", c(...))), collapse = ","), "\n", sep = "")
x <- apistrat[with(apistrat, c(which(stype == "E")[1:20], which(stype == "H")[1:15], which(stype == "M")[1])), ]
x$domain <- as.numeric(seq_len(nrow(x)) %in% c(1:9, 21))
for (policy in c("certainty", "remove", "adjust", "average")) for (domains in c(FALSE, TRUE)) for (finite in c(FALSE, TRUE)) {
  options(survey.lonely.psu = policy, survey.adjust.domain.lonely = domains)
  d <- if (finite) svydesign(id = ~1, strata = ~stype, weights = ~pw, data = x, fpc = ~fpc) else
    svydesign(id = ~1, strata = ~stype, weights = ~pw, data = x)
  e <- subset(d, domain == 1)
  suppressWarnings(say(paste(policy, domains, finite), SE(svymean(~api00, d)), SE(svytotal(~api00, d)), SE(svymean(~api00, e)), SE(svytotal(~api00, e))))
}
# two stages: of twenty districts one school is left
options(survey.adjust.domain.lonely = FALSE)
x <- apiclus2[with(apiclus2, !(duplicated(dnum) & dnum %in% unique(dnum)[1:20])), ]
for (policy in c("certainty", "adjust", "average")) {
  options(survey.lonely.psu = policy)
  d <- svydesign(id = ~dnum + snum, weights = ~pw, fpc = ~fpc1 + fpc2, data = x)
  say(paste("stages", policy), SE(svymean(~api00, d)), SE(svytotal(~api00, d)))
}
