export { IsolatedProject, type IsolatedProjectProps } from './isolated-project.ts';
