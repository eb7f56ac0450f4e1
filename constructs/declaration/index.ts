export {
  DeclarationError,
  isKnown,
  type Refusal,
  refuse,
  requireDistinct,
  requireMatch,
  requireSome,
} from './declaration-error.ts';
export {
  containsNetwork,
  type Ipv4Network,
  isPrivate,
  overlaps,
  parseIpv4Network,
  requireDisjoint,
  requireIpv4Network,
} from './ipv4-network.ts';
