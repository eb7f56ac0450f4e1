export { SecurityRoom, type SecurityRoomProps } from './security-room.ts';
