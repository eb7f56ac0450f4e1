export { Alert, type AlertBasis, type AlertDescription, type AlertProps, type AlertText } from './alert.ts';
