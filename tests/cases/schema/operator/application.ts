export interface Blog {
  /** Title. */
  title: string;
}
