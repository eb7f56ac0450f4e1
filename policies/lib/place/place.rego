# METADATA
# title: Places
# description: The regions of Google Cloud and AWS where data is kept, compared with the places that a zone allows.
package lib.place

import data.lib.estate

# METADATA
# description: |
#   A place as the region that holds it, in lower case: of a zone (`asia-northeast1-a`, `ap-northeast-1a`), an address
#   (`projects/p/regions/asia-northeast1`) or a Spanner configuration. Anything else stays as it is, and is allowed nowhere.
region(text) := regex.find_all_string_submatch_n(
	`^(?:[^/]*/)*(?:regional-)?([a-z]+-[a-z]+[0-9]+|[a-z]{2}(?:-[a-z]+)+-[0-9]+)(?:-?[a-z])?$`,
	lower(text), 1,
)[0][1] if {
	is_region(text)
} else := lower(text)

# METADATA
# description: Whether a text names one region or a part of it; `ASIA`, `nam4` and `global` do not.
is_region(text) if regex.match(
	`^([^/]*/)*(regional-)?([a-z]+-[a-z]+[0-9]+|[a-z]{2}(-[a-z]+)+-[0-9]+)(-?[a-z])?$`,
	lower(text),
)

# METADATA
# description: Whether a place is one that the resource's zone allows. A multi-region never is.
is_allowed(rc, text) if {
	is_region(text)
	region(text) in estate.zone(rc).allowed_places
}

# METADATA
# description: The places that the resource's zone allows, as one text.
allowed(rc) := concat(", ", estate.zone(rc).allowed_places)
