export { PeerAllowList, type PeerAllowListProps } from './peer-allow-list.ts';
