export interface Database {
  /**
   * Name.
   * What it is called.
   */
  name: string;
}
