export { GuardrailAlerts, type GuardrailAlertsProps } from './guardrail-alerts.ts';
export { guardrailWatches } from './guardrail-watches.ts';
