export { GuardedFolder, type GuardedFolderProps } from './guarded-folder.ts';
