/** How a node, group or edge shall look; the words in it say the same, since a picture may be printed without colours. */
export type GraphTone = 'plain' | 'good' | 'bad' | 'warning' | 'outside' | 'quiet';

export interface PictureNode {
  readonly id: string;
  /** The first line is set in bold. */
  readonly lines: readonly string[];
  readonly tone: GraphTone;
  /** The group that the node lies in. */
  readonly group?: string;
}

export interface PictureGroup {
  readonly id: string;
  readonly label: string;
  readonly tone: GraphTone;
  /** The group around this one. */
  readonly parent?: string;
}

export interface PictureEdge {
  readonly from: string;
  readonly to: string;
  readonly label?: string;
  readonly tone: GraphTone;
  readonly dashed?: boolean;
  /** How many layers it spans at least; one when it is left out. */
  readonly length?: number;
}

/** A picture of things, what holds them, and what flows between them. Ids are unique over nodes and groups. */
export interface Picture {
  /** What the picture is called, for those who hear it. */
  readonly title: string;
  /** What it shows, in a sentence or more. */
  readonly description: string;
  /** Edges run from left to right, or from top to bottom. */
  readonly direction: 'LR' | 'TB';
  readonly groups: readonly PictureGroup[];
  readonly nodes: readonly PictureNode[];
  readonly edges: readonly PictureEdge[];
}
