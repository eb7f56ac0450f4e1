/** What the benchmark's rules read: the resources of a plan by type, nulls and empty blocks dropped, references resolved to addresses. */
export function groupPlan(plan) {
  const expressions = new Map(plan.configuration.root_module.resources.map((r) => [r.address, r.expressions]));
  const types = {};
  for (const { address, type, change } of plan.resource_changes) {
    if (change.after === null) continue;
    const refs = referencesOf(expressions.get(address) ?? {});
    const unknown = {};
    for (const key in change.after_unknown) {
      if (change.after_unknown[key] === true && !(key in refs)) unknown[key] = true;
    }
    (types[type] ??= []).push({ address, actions: change.actions, values: lean(change.after), unknown, refs });
  }
  return types;
}

function referencesOf(expressions) {
  const refs = {};
  for (const [key, expression] of Object.entries(expressions)) {
    const list = Array.isArray(expression)
      ? expression.flatMap((block) => Object.values(block).flatMap((member) => member?.references ?? []))
      : (expression.references ?? []);
    // Each reference stands as attribute, then as address.
    if (list.length > 0) refs[key] = list.filter((_, index) => index % 2 === 1);
  }
  return refs;
}

function lean(value) {
  if (Array.isArray(value)) return value.map(lean);
  if (typeof value !== 'object' || value === null) return value;
  const kept = {};
  for (const [key, member] of Object.entries(value)) {
    if (member !== null && !(Array.isArray(member) && member.length === 0)) kept[key] = lean(member);
  }
  return kept;
}
