export { RestrictedApiDns, type RestrictedApiDnsProps } from './restricted-api-dns.ts';
