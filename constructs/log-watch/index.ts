export { LogWatch, type LogWatchDeclaration, type LogWatchProps } from './log-watch.ts';
