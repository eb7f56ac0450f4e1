export { GoogleBetaProvider, type GoogleBetaProviderProps } from './google-beta-provider.ts';
export { GoogleBetaResource, type GoogleBetaResourceProps } from './google-beta-resource.ts';
