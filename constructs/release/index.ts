export { type CertifiedRecipient, Release, type ReleaseDeclaration, type ReleaseProps } from './release.ts';
