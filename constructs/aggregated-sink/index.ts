export { AggregatedSink, type AggregatedSinkProps, type LogParent, logWriter } from './aggregated-sink.ts';
