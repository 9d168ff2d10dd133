# SPDX-FileCopyrightText: The Baken authors
# SPDX-License-Identifier: EUPL-1.2

# p-values -> p.adjust by holm, BH and BY, one after the other; -1 is not tested
lines <- strsplit(readLines(commandArgs(TRUE)[1]), ",")
for (line in lines) {
  p <- as.numeric(line)
  p[p < 0] <- NA
  out <- c(p.adjust(p, "holm"), p.adjust(p, "BH"), p.adjust(p, "BY"))
  out[is.na(out)] <- -1
  cat(sprintf("%.17g", out), sep = ",")
  cat("\n")
}
