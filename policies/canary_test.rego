package canary_test

import data.canary
import data.lib.testing

test_counts_every_resource_that_arrived if {
	three := testing.estate([
		testing.named("s/a.a", testing.resource("a", {})),
		testing.named("s/a.b", testing.resource("a", {})),
		testing.named("s/b.a", testing.resource("b", {})),
	])
	canary.resources == 3 with data.estate as three
}

test_counts_nothing_where_the_estate_did_not_arrive if {
	canary.resources == 0 with data.estate as {}
	canary.resources == 0 with data.estate as {"0": 123, "1": 34}
}
