export { CommandKey, type CommandKeyProps } from './command-key.ts';
