export interface Configuration {
  /**
   * One.
   * The first.
   * @default {}
   */
  one?: One;
  /**
   * Two.
   * The second.
   * @default {}
   */
  two?: Two;
  /**
   * Three.
   * The third.
   * @default {}
   */
  three?: Three;
  /**
   * Four.
   * The fourth.
   * @default {}
   */
  four?: Four;
  /**
   * Again.
   * The first once more.
   * @default {}
   */
  again?: One;
}

export interface One {
  /**
   * Of first.
   * What the first has.
   */
  ofFirst?: string;
}

export interface Two {
  /**
   * Of second.
   * What the second has.
   * @default 2
   */
  ofSecond?: number;
}

export interface Three {
  /**
   * Of third.
   * What ofThird has.
   * @default "ofThird"
   */
  ofThird?: string;
}

export interface Four {
  /**
   * Of fourth.
   * What ofFourth has.
   * @default "ofFourth"
   */
  ofFourth?: string;
}
