export { ControlAlerts, type ControlAlertsProps } from './control-alerts.ts';
export { type ControlWatchesProps, controlWatches } from './control-watches.ts';
