# Every lead result in one request: what is certainly and what is possibly over a threshold.
api <- paste0(Sys.getenv("LEAFPROOF", "http://localhost:3000"), "/api/v1")
threshold <- 0.5 # mg/kg

# as text: exact decimals, and an empty bound is unbounded, not zero
results <- read.csv(paste0(api, "/results.csv?analyte=lead"), colClasses = "character", na.strings = "")
lower <- as.numeric(results$lower)
upper <- as.numeric(results$upper)
certainly <- !is.na(lower) & lower > threshold
possibly <- !certainly & (is.na(upper) | upper > threshold)

cat(sprintf('{"certainly": %d, "possibly": %d, "no": %d}\n', sum(certainly), sum(possibly), sum(!certainly & !possibly)))
