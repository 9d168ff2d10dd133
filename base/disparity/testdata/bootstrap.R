# SPDX-FileCopyrightText: The Baken authors
# SPDX-License-Identifier: EUPL-1.2

# a, b, c, d, replicates, tail -> standard errors and lower and upper percentile
# of the risk difference, the log risk ratio and the log odds ratio, by
# multinomial draws within each group
x <- read.csv(commandArgs(TRUE)[1], header = FALSE, colClasses = "numeric")
set.seed(1973)
for (i in seq_len(nrow(x))) {
  v <- as.numeric(x[i, ])
  g <- rmultinom(v[5], v[1] + v[2], v[1:2]); r <- rmultinom(v[5], v[3] + v[4], v[3:4])
  p <- g[1, ] / colSums(g); q <- r[1, ] / colSums(r)
  figures <- list(p - q, log(p / q), log(p / (1 - p) / (q / (1 - q))))
  out <- unlist(lapply(figures, function(f) c(sd(f), quantile(f, c(v[6], 1 - v[6]), type = 6))))
  cat(sprintf("%.17g", out), sep = ",")
  cat("\n")
}
