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
  # Who responds is chance: what the population doesn't make smaller of it, the sum over
  # respondents of their chance to be drawn, times 1 - response rate, times the square of
  # weight times influence less its mean in the class.
  w <- weights(d)
  rate <- ave(w * x$r, x$sch.wide, FUN = sum) / ave(w, x$sch.wide, FUN = sum)
  chance <- if (n == "strat") ave(x$r, x$stype, FUN = length) / x$fpc else length(unique(x$dnum)) / x$fpc
  after <- ifelse(x$r == 1, w / rate, 0)
  type <- as.character(x$stype)
  influences <- function(a) {
    size <- tapply(a, type, sum)
    list(
      total = x$api00,
      mean = (x$api00 - sum(a * x$api00) / sum(a)) / sum(a),
      domain = (type == "E") * (x$api00 - sum((a * x$api00)[type == "E"]) / size[["E"]]) / size[["E"]],
      post = (types / size[names(types)])[type] * (x$api00 - (tapply(a * x$api00, type, sum) / size)[type])
    )
  }
  added <- sapply(influences(after), function(u) {
    e <- after * (u - ave(w * x$r * u, x$sch.wide, FUN = sum) / ave(w * x$r, x$sch.wide, FUN = sum))
    sum((chance * (1 - rate) * e^2)[x$r == 1])
  })
  replicates <- as.svrepdesign(d, type = if (n == "strat") "JKn" else "JK1")
  for (name in names(figures)) {
    f <- contrast(figures[[name]], known)
    say(paste(n, name), coef(f), sqrt(SE(f)^2 + added[[name]]))
    j <- withReplicates(replicates, function(w, data) eval(parse(text = figures[[name]]), lapply(data[terms], function(v) sum(w * v))))
    say(paste(n, name, "jackknife"), coef(j), SE(j))
  }
}
