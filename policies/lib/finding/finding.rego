# METADATA
# title: Findings
# description: Builds what a control reports. Texts are the control's METADATA; Rego carries a key and arguments only.
package lib.finding

# METADATA
# description: A finding on an attribute of a resource.
of(rc, key, attribute, args) := {"resource": rc.id, "key": key, "attribute": attribute, "args": args}

# METADATA
# description: A finding on one member of an attribute, such as an IAM member or a CIDR.
element(rc, key, attribute, element, args) := {
	"resource": rc.id,
	"key": key,
	"attribute": attribute,
	"element": element,
	"args": args,
}

# METADATA
# description: A value that the configuration proves by reference.
discharge(rc, attribute) := {"resource": rc.id, "attribute": attribute}
