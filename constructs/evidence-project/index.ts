export { EvidenceProject, type EvidenceProjectProps } from './evidence-project.ts';
