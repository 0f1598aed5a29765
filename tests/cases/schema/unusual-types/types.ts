export interface Configuration {
  /** T1. */
  t1?: { [name: string]: T1 };
  /** T2. */
  t2: number | E;
  /** C1. */
  c1?: P | string;
  /** C3. */
  c3?: (string | number)[];
  /** C4. */
  c4: number | unknown[];
  /**
   * N1.
   * @default "x"
   */
  n1?: "x" | "y" | null;
  /** N2. */
  n2?: number | null;
  /** U1. */
  u1?: number[];
  /**
   * U2.
   * @default 3
   */
  u2?: number;
  /** A1. */
  a1: number;
  /** A2. */
  a2?: number[];
  /** A3. */
  a3: P;
  /** L1. */
  l1?: { [name: string]: number };
  /** L2. */
  l2?: { [name: string]: P };
  /** Fr1. */
  fr1: Fr1;
  /** Fr2. */
  fr2?: Fr2;
  /** Ro. */
  ro: number;
  /** Sh. */
  sh: P;
  /** In1. */
  in1: P;
  /** Dot ted. */
  "dot.ted": number;
  /** Q uote. */
  "q\"uote": number;
  /** "". */
  "": number;
  /** Ü. */
  "ü": number;
  /** Rc. */
  rc?: Rc;
  /** E1. */
  e1: { [name: string]: number };
  /** E2. */
  e2: P;
  /** E3. */
  e3: number[] | boolean;
  /** E4. */
  e4: "a" | string;
  /** Uq. */
  uq?: { [name: string]: number };
  /** Nn. */
  nn?: number | string | null;
  /** Ne. */
  ne: [number | string, ...(number | string)[]];
  /** Sp. */
  sp: string;
  /** Bo. */
  bo: boolean;
  /** An. */
  an?: { [name: string]: unknown };
  /** Mu. */
  mu?: { [name: string]: E | null };
  /** Subw. */
  subw: Subw;
  /** Subn. */
  subn: Subn;
  /** Pe. */
  pe: string;
  /** Ty. */
  ty?: Ty;
  /** Imp. */
  imp: Imp;
}

export interface T1 {
  /** E. */
  e: E | number;
}

export type E = {
  /**
   * A.
   * @default "q"
   */
  a: string;
} | {
  /** N. */
  n: number | null;
} | {
  /** P. */
  p: P;
};

export interface P {
  /** X. */
  x: number;
  /**
   * Y.
   * @default 0
   */
  y?: number;
}

export interface Fr1 {
  /** G. */
  g: {
    /** H. */
    h: {
      /** I. */
      i: boolean;
    };
    /**
     * Z.
     * @default 2
     */
    z?: number;
  };
  [name: string]: number | string | {
    /** H. */
    h: {
      /** I. */
      i: boolean;
    };
    /**
     * Z.
     * @default 2
     */
    z?: number;
  };
}

export interface Fr2 {
  /**
   * K.
   * @default 1
   */
  k?: number;
  [name: string]: P | number | undefined;
}

export interface Rc {
  /**
   * Kids.
   * @default {}
   */
  kids?: { [name: string]: string | Rc };
  /**
   * V.
   * @default "a"
   */
  v?: "a" | "b" | null;
}

export interface Subw {
  /** Config. */
  config: number;
  /** X. */
  x: number;
}

export interface Subn {
  /** X. */
  x: number;
}

export interface Ty {
  /** A. */
  a?: number;
  /**
   * B.
   * @default 4
   */
  b?: number;
}

export interface Imp {
  /**
   * O.
   * Alias of `n`.
   * @deprecated
   */
  o?: number;
  /** N. */
  n?: number;
}
