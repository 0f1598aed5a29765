export interface Configuration {
  /**
   * Title.
   * The name of the blog.
   */
  title: string;
}
