export interface Configuration {
  /** Flag. */
  flag: boolean;
  /** Count. */
  count: number;
  /** Port. */
  port: number;
  /** Level. */
  level: number;
  /** Ratio. */
  ratio: number;
  /** Share. */
  share: number;
  /** Name. */
  name?: string;
  /** Title. */
  title: string;
  /** Line. */
  line: string;
  /** Text. */
  text: string;
  /** Code. */
  code: string;
  /** Any text. */
  "any-text": string;
  /** Path. */
  path: string;
  /** Stored. */
  stored: string;
  /** Package. */
  package: string;
  /** Size. */
  size: "small" | "large";
  /** Mixed. */
  mixed: "auto" | 0 | null;
  /** Maybe. */
  maybe?: number | null;
  /** List. */
  list?: string[];
  /** Some. */
  some: [number, ...number[]];
  /** Table. */
  table?: { [name: string]: boolean };
  /** Users. */
  users?: { [name: string]: string };
  /** Set. */
  set?: { [name: string]: unknown };
  /** Storage. */
  storage: Storage;
  /** Folder. */
  folder?: Folder;
  /** Free. */
  free: Free;
  /** Number or text. */
  "number-or-text": number | string;
  /** Lists. */
  lists: number[] | string[];
  /** Coerced. */
  coerced: number | string;
  /** Anything. */
  anything: unknown;
  /**
   * Shown.
   * @default "a"
   */
  shown?: string;
  /**
   * Hidden.
   * @default ""
   */
  hidden?: string;
  /** Group. */
  group: {
    /** Inner. */
    inner: string;
  };
  /**
   * Called.
   * Alias of `name`.
   * @deprecated
   */
  called?: string;
}

export type Storage = {
  /**
   * Bucket.
   * A bucket somewhere else.
   */
  bucket: Bucket;
} | {
  /**
   * Local.
   * A folder of the machine.
   */
  local: string;
};

export interface Bucket {
  /** Name. */
  name: string;
}

export interface Folder {
  /**
   * Quota.
   * @default 10
   */
  quota?: number;
  /**
   * Folders.
   * @default {}
   */
  folders?: { [name: string]: Folder };
}

export interface Free {
  /** Known. */
  known: string;
  [name: string]: number | string;
}
