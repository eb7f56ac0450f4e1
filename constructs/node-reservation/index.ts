export { NodeReservation, type NodeReservationProps } from './node-reservation.ts';
