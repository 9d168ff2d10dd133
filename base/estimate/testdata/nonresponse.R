# SPDX-FileCopyrightText: The Baken authors
# SPDX-License-Identifier: EUPL-1.2

# Weighting classes, written as what they are: smooth functions of totals of the sample.
# Every tenth row times 7 below 6 responded; classes are whether a school met its target.
suppressPackageStartupMessages(library(survey))
data(api)
say <- function(name, ...) cat(paste(c(name, sprintf("%.17g", c(...))), collapse = ","), "\n", sep = "")
types <- table(apipop$stype)[c("E", "H", "M")]
say("stype", types)
contrast <- function(what, known) svycontrast(known, list(figure = parse(text = what)[[1]]))
for (n in c("strat", "clus1")) {
  x <- if (n == "strat") apistrat else apiclus1
  x$r <- as.integer((seq_len(nrow(x)) * 7) %% 10 < 6)
  terms <- c()
  for (k in c("No", "Yes")) {
    x[[paste0("c", k)]] <- as.integer(x$sch.wide == k)
    x[[paste0("r", k)]] <- x$r * (x$sch.wide == k)
    for (s in c("E", "H", "M")) {
      x[[paste0("n", k, s)]] <- x$r * (x$sch.wide == k & x$stype == s)
      x[[paste0("y", k, s)]] <- x[[paste0("n", k, s)]] * x$api00
    }
    terms <- c(terms, paste0(c("c", "r"), k), paste0("n", k, c("E", "H", "M")), paste0("y", k, c("E", "H", "M")))
  }
  d <- if (n == "strat") svydesign(id = ~1, strata = ~stype, weights = ~pw, data = x, fpc = ~fpc) else
    svydesign(id = ~dnum, weights = ~pw, data = x, fpc = ~fpc)
  known <- svytotal(as.formula(paste("~", paste(terms, collapse = "+"))), d)
  sum_of <- function(letter, s) paste(sprintf("cNo/rNo*%sNo%s + cYes/rYes*%sYes%s", letter, s, letter, s), collapse = " + ")
  all <- c("E", "H", "M")
  figures <- list(
    total = sum_of("y", all),
    mean = sprintf("(%s)/(%s)", sum_of("y", all), sum_of("n", all)),
    domain = sprintf("(%s)/(%s)", sum_of("y", "E"), sum_of("n", "E")),
    post = paste(sprintf("%d*(%s)/(%s)", types, sapply(all, function(s) sum_of("y", s)), sapply(all, function(s) sum_of("n", s))), collapse = " + ")
  )
  replicates <- as.svrepdesign(d, type = if (n == "strat") "JKn" else "JK1")
  for (name in names(figures)) {
    f <- contrast(figures[[name]], known)
    say(paste(n, name), coef(f), SE(f))
    j <- withReplicates(replicates, function(w, data) eval(parse(text = figures[[name]]), lapply(data[terms], function(v) sum(w * v))))
    say(paste(n, name, "jackknife"), coef(j), SE(j))
  }
}
