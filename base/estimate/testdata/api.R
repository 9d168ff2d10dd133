# SPDX-FileCopyrightText: The Baken authors
# SPDX-License-Identifier: EUPL-1.2

# FOLDER: writes the samples of the api data there
suppressPackageStartupMessages(library(survey))
data(api)
for (sample in c("apisrs", "apistrat", "apiclus1", "apiclus2")) {
  x <- get(sample)
  for (n in names(x)) if (is.factor(x[[n]])) x[[n]] <- as.character(x[[n]])
  x$row <- seq_len(nrow(x))
  x <- x[, setdiff(names(x), c("name", "sname", "dname", "cname", "flag"))]
  write.csv(x, file.path(commandArgs(TRUE)[1], paste0(sample, ".csv")), row.names = FALSE)
}
