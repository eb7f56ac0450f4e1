export {
  AnalysisDataset,
  type AnalysisDatasetProps,
  type TableDeclaration,
  type TableField,
} from './analysis-dataset.ts';
