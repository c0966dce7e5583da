#!/bin/sh
# Lists as JSON and CSV, and a copy that is sent again only when it changed.
set -eu
api="${LEAFPROOF:-http://localhost:3000}/api/v1"
copy="$(mktemp)"
trap 'rm -f "$copy"' EXIT

curl -fsS "$api/vendors?limit=3"
echo

curl -fsS "$api/results.csv?analyte=lead&limit=5"

# how many requests are left, and the tag of the copy
curl -fsS -D - -o "$copy" "$api/analytes/lead" | tr -d '\r' | grep -i -E '^(etag|ratelimit):' | sort
tag="$(curl -fsS -o /dev/null -D - "$api/analytes/lead" | tr -d '\r' | sed -n 's/^[Ee][Tt]ag: //p')"
curl -fsS -o /dev/null -w 'asked again: %{http_code}\n' -H "If-None-Match: $tag" "$api/analytes/lead"
