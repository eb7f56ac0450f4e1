export { PrivateDatabase, type PrivateDatabaseProps } from './private-database.ts';
