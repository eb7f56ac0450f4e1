export { ImagePolicy, type ImagePolicyProps } from './image-policy.ts';
