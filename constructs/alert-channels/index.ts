export { AlertChannels, type AlertChannelsProps, type AlertRecipient } from './alert-channels.ts';
