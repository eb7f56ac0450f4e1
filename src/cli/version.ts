export { toolVersion } from '../tool-version.ts';
