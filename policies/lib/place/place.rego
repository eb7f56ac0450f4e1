# METADATA
# title: Places
# description: The regions of Google Cloud and AWS where data is kept, compared with the places that a zone allows.
package lib.place

import data.lib.estate

# METADATA
# description: Whether a place is one that the resource's zone allows. A multi-region never is, even if the zone lists it.
is_allowed(rc, text) if region(text) in _allowed_regions[rc.zone]

# METADATA
# description: Whether a text names one region or a part of it; `ASIA`, `nam4` and `global` do not.
is_region(text) if region(text)

# METADATA
# description: |
#   The region that holds a place, in lower case: of a region itself, a zone (`asia-northeast1-a`, `ap-northeast-1a`), an
#   address (`projects/p/regions/asia-northeast1`) or a Spanner configuration (`regional-asia-northeast1`). Undefined for
#   what is not one region. Without regular expressions, whose first use costs more than all of this.
region(text) := name if {
	name := _last(text)
	_is_region(name)
} else := name if {
	name := trim_suffix(_last(text), concat("", ["-", _letter(text)]))
	_is_google_region(split(name, "-"))
} else := name if {
	name := trim_suffix(_last(text), _letter(text))
	_is_aws_region(split(name, "-"))
}

# METADATA
# description: The location in a resource's path such as `projects/p/locations/LOCATION/keyRings/r`; undefined without one.
in_path(text) := location if {
	parts := split(text, "/")
	count(parts) > 2
	locations := [parts[n + 1] | some n, part in parts; part == "locations"]
	location := locations[0]
}

_last(text) := trim_prefix(last, "regional-") if {
	parts := split(lower(text), "/")
	last := parts[count(parts) - 1]
}

_letter(text) := letter if {
	letter := substring(lower(text), count(text) - 1, 1)
	_is_word(letter)
}

_is_region(name) if _is_google_region(split(name, "-"))

_is_region(name) if _is_aws_region(split(name, "-"))

# `asia-northeast1`
_is_google_region(parts) if {
	count(parts) == 2
	_is_word(parts[0])
	word := trim_right(parts[1], "0123456789")
	_is_word(word)
	count(word) < count(parts[1])
}

# `ap-northeast-1`, `us-gov-west-1`
_is_aws_region(parts) if {
	count(parts) in {3, 4}
	count(parts[0]) == 2
	number := parts[count(parts) - 1]
	number != ""
	trim(number, "0123456789") == ""
	every part in array.slice(parts, 0, count(parts) - 1) {
		_is_word(part)
	}
}

_is_word(text) if {
	text != ""
	trim(text, "abcdefghijklmnopqrstuvwxyz") == ""
}

_allowed_regions[name] := {lower(place) | some place in zone.allowed_places; is_region(place)} if {
	some name, zone in data.estate.zones
}

# METADATA
# description: The places that the resource's zone allows, as one text.
allowed(rc) := concat(", ", estate.zone(rc).allowed_places)
