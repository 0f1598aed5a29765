export interface Database {
  /**
   * Host.
   * @default "localhost"
   */
  host?: string;
}
