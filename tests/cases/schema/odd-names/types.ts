export interface Configuration {
  /** With dot. */
  "with.dot": number;
  /** With quotes. */
  "with \"quotes\"": string;
  /** With space. */
  "with space": boolean;
  /** Ünï cödé 中文. */
  "ünï-cödé 中文 🎉": string;
  /** Ref. */
  $ref: string;
  /** A b c. */
  "a'b`c": string;
  /** Proto. */
  __proto__: number;
  /** Constructor. */
  constructor: number;
  /** Class. */
  class: string;
  /** Def. */
  def: number;
  /** None. */
  None: number;
  /** Import. */
  import: string;
  /** Lambda. */
  lambda: 1 | 2 | 3;
  /** Function. */
  function: 1.5 | 2;
  /** Interface. */
  interface: -1 | 0 | true | false | null | "x";
  /** New. */
  new?: number | null;
  /** Enum. */
  enum: "class" | "with \"quote\"" | "*/" | "";
  /** Model dump. */
  model_dump: string;
  /** Model config. */
  model_config: string;
  /** Private. */
  _private: number;
  /** Dunder. */
  __dunder__: number;
  /** Json. */
  json: string;
  /** List. */
  list?: string[];
  /** Int. */
  int: number;
  /** Bool. */
  bool: boolean;
  /** Str. */
  str: string;
  /** Any. */
  Any: ConfigurationAny;
  /** Field. */
  Field: ConfigurationAny;
  /** Base model. */
  "base model": ConfigurationBaseModel;
  /** Base model. */
  BaseModel: ConfigurationBaseModel2;
  /** String. */
  string: String;
  /** Record. */
  Record: ConfigurationRecord;
  /** Array. */
  Array: Array;
  /** Object. */
  Object: Object;
  /** Promise. */
  Promise: Promise;
  /** Literal. */
  literal: ConfigurationLiteral;
  /** Dict. */
  dict: Dict;
  /** Type. */
  type: Type;
  /** Node. */
  node?: Node;
  /** Either shape. */
  "either-shape": ConfigurationAny;
  /** Shapes. */
  shapes?: (number | ConfigurationAny)[];
  /** Maybe shape. */
  "maybe-shape"?: MaybeShape | null;
  /** One of. */
  "one-of": boolean | number | string[] | ConfigurationAny;
  /** Tagged. */
  tagged: Tagged;
  /** Free. */
  free: Free;
  /** Free any. */
  "free-any"?: FreeAny;
  /** Free deep. */
  "free-deep": FreeDeep;
  /** Empty description. */
  "empty-description": string;
  /**
   * Html.
   * <script>alert(1)</script> & **bold** `a.b` """ ''' *​/ \n \u0041 `'''`
   * @default "</script><!--"
   * @example "\"\"\" \\ ${x} *​/"
   */
  html?: string;
  /**
   * Code example.
   * @default []
   */
  "code-example"?: number[];
  /** Asked when used. */
  "asked-when-used"?: string;
  /**
   * Big.
   * @default 9223372036854775807
   */
  big?: number;
  /**
   * Float default.
   * @default 1e+300
   */
  "float-default"?: number;
  /**
   * Float int.
   * @default 3.0
   */
  "float-int"?: number;
  /** Nested. */
  nested: {
    /** Deeply. */
    deeply: {
      /** Within. */
      within: {
        /** Group. */
        group: number;
      };
    };
    /**
     * Other.
     * @default "x"
     */
    other?: string;
  };
  /** Nested other. */
  "nested.other": number;
  /** Matrix. */
  matrix?: number[][];
  /** Ne. */
  ne: [[string, ...string[]], ...[string, ...string[]][]];
  /** Map of maps. */
  "map-of-maps"?: { [name: string]: { [name: string]: boolean | null } };
  /**
   * Renamed target.
   * @default 1
   */
  "renamed-target"?: number;
  /** Pat. */
  pat: string;
  /** Secret. */
  secret: string;
  /**
   * Ports.
   * @default [80]
   */
  ports?: number[];
  /** 0. */
  "0": number;
  /** 00. */
  "00": number;
  /** A b. */
  "a-b": number;
  /** A b. */
  a_b: number;
  /** A b. */
  aB: number;
  /** "". */
  "": number;
  /** " ". */
  " ": number;
  /** A b. */
  "a\nb": number;
  /** Slash. */
  "~/slash": number;
  /** Empty sub. */
  "empty-sub"?: EmptySub;
  /** List of empty. */
  "list-of-empty"?: ListOfEmpty[];
  /** One tag. */
  "one-tag": OneTag;
  /** Tags of code. */
  "tags-of-code": TagsOfCode;
  /** Old group. */
  "old group"?: {
    /**
     * X.
     * Alias of `nested.other`.
     * @deprecated
     */
    x?: string;
  };
  /**
   * Old name.
   * Alias of `renamed-target`.
   * @deprecated
   */
  "old.name"?: number;
}

export interface ConfigurationAny {
  /** X. */
  x: number;
  /**
   * Y.
   * @default 0
   */
  y?: number;
}

export interface ConfigurationBaseModel {
  /** Radius. */
  radius: number;
}

export interface ConfigurationBaseModel2 {
  /** Z. */
  z: number;
}

export interface String {
  /** Z. */
  z: number;
}

export interface ConfigurationRecord {
  /** Z. */
  z: number;
}

export interface Array {
  /** Z. */
  z: number;
}

export interface Object {
  /** Q. */
  q: number;
}

export interface Promise {
  /** Q. */
  q: number;
}

export interface ConfigurationLiteral {
  /** Q. */
  q: number;
}

export interface Dict {
  /** Q. */
  q: number;
}

export interface Type {
  /** Type. */
  type: string;
}

export interface Node {
  /**
   * Children.
   * @default {}
   */
  children?: { [name: string]: Node };
  /**
   * Next.
   * @default null
   */
  next?: Node | null;
  /**
   * Siblings.
   * @default []
   */
  siblings?: Node[];
  /** Own name. */
  "own name"?: string;
}

export interface MaybeShape {
  /** W. */
  w: number;
  /** A b. */
  "a.b": string;
}

export type Tagged = {
  /** 2nd. */
  "2nd": ConfigurationAny;
} | {
  /** A b. */
  "a b": number;
} | {
  /** Self. */
  self: number | null;
} | {
  /** Unit. */
  unit: Unit;
};

export interface Unit {
}

export interface Free {
  /** Known. */
  known: number;
  /** Group. */
  group: {
    /** Inner. */
    inner: number;
  };
  [name: string]: number | {
    /** Inner. */
    inner: number;
  };
}

export interface FreeAny {
  /**
   * K.
   * @default "x"
   */
  k?: string;
  [name: string]: unknown;
}

export interface FreeDeep {
  /** G. */
  g: {
    /** H. */
    h: number;
    [name: string]: string | number;
  };
  [name: string]: { [name: string]: string } | {
    /** H. */
    h: number;
    [name: string]: string | number;
  };
}

export interface EmptySub {
}

export interface ListOfEmpty {
}

export interface OneTag {
  /**
   * A tag.
   * @example "a \"word\""
   */
  "a tag": string;
}

export type TagsOfCode = {
  /** Count. */
  count: number;
} | {
  /**
   * Text.
   * @example "x"
   */
  text: string;
};
