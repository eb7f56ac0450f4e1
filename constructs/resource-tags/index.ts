export { ResourceTags, type ResourceTagsProps } from './resource-tags.ts';
export { TagDictionary, type TagDictionaryProps } from './tag-dictionary.ts';
