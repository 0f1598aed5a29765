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
  /** Fraction. */
  fraction: 0.5 | 1;
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
  lists: number[];
  /**
   * Numbers or words.
   * @default null
   * @example [1]
   */
  "numbers-or-words"?: number[] | string[] | null;
  /**
   * Words.
   * @default {"one":"a"}
   * @example {"one":[2]}
   */
  words?: { [name: string]: number[] | string | null };
  /** Tables. */
  tables: string[] | { [name: string]: number } | { [name: string]: number }[] | null;
  /**
   * With hidden.
   * @default {}
   * @example {"inner":"a"}
   */
  "with-hidden"?: WithHidden;
  /** Coerced. */
  coerced: number | string;
  /** Switched. */
  switched: string | boolean;
  /** Picked. */
  picked: number | "one";
  /** Anything. */
  anything: unknown;
  /** Number. */
  number: number;
  /** Json. */
  json?: JSONValue;
  /** Toml. */
  toml: TOMLValue;
  /** Outside. */
  outside: string;
  /** Relative. */
  relative: string;
  /** Items. */
  items?: { [name: string]: number } | { [name: string]: number }[];
  /** Items by name. */
  "items-by-name"?: { [name: string]: number } | { [name: string]: number }[];
  /** Entry. */
  entry: string;
  /** Shell entry. */
  "shell-entry": unknown & string;
  /** Chosen entry. */
  "chosen-entry": "users" | "staff";
  /**
   * Shell.
   * @default null
   */
  shell?: null;
  /** Own. */
  own: unknown;
  /** Imported check. */
  "imported-check": string;
  /** Own text. */
  "own-text": unknown;
  /** Text or module. */
  "text-or-module": string | Folder;
  /** Module or text. */
  "module-or-text": Folder | string;
  /** Module or size. */
  "module-or-size": Folder | "none";
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
  /** Configuration group. */
  "configuration-group": ConfigurationGroup;
  /** Configuration group2. */
  "configuration-group2": ConfigurationGroup2;
  /** Größe. */
  "größe": Gre;
  /** 1st. */
  "1st": _1st;
  /** "". */
  ""?: Value | null;
  /** A b c d. */
  "a.b/c~d"?: number;
  /** Field. */
  field: ConfigurationField;
  /** Configuration. */
  configuration: ConfigurationConfiguration;
  /** Forced. */
  forced?: unknown;
  /** Joined. */
  joined?: { [name: string]: string | Folder };
  /**
   * Abcd.
   * Alias of `"a.b/c~d"`.
   * @deprecated
   */
  abcd?: number;
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

export interface WithHidden {
  /**
   * Inner.
   * @default ""
   */
  inner?: string;
}

export type JSONValue = boolean | number | number | string | { [name: string]: JSONValue } | JSONValue[] | null;

export type TOMLValue = boolean | number | number | string | { [name: string]: TOMLValue } | TOMLValue[];

export interface ConfigurationGroup {
  /** Is a definition. */
  "is-a-definition": number;
}

export interface ConfigurationGroup2 {
  /** Is another. */
  "is-another": number;
}

export interface Gre {
  /** 1 5. */
  "1.5": number;
}

export interface _1st {
  /** Say hi. */
  "say \"hi\" */": number;
}

export interface Value {
  /** X. */
  "${x}": number;
}

export interface ConfigurationField {
  /** Is not pydantic s. */
  "is-not-pydantic-s": number;
}

export interface ConfigurationConfiguration {
  /** Is not the whole. */
  "is-not-the-whole": number;
}
