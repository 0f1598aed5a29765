export interface Configuration {
  /**
   * Colours.
   * How pages look.
   * @default "auto"
   */
  theme?: "light" | "dark" | "auto" | "contrast";
  /**
   * Quota.
   * Space for each user.
   * @default null
   */
  quota?: number | null;
  /**
   * Token.
   * What `api` is called with, see `quota`.
   */
  token: string;
  /**
   * Welcome.
   * @default ""
   */
  welcome?: string;
  /**
   * Name.
   * First of all.
   */
  name: string;
}
