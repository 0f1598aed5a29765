export interface Configuration {
  /**
   * Colours.
   * How pages look.
   * - `auto`: As the visitor's system
   * - `contrast`: High contrast
   * - `light`: Bright
   * @default "auto"
   */
  theme?: "light" | "dark" | "auto" | "contrast";
  /**
   * Shown to.
   * - `0`: Nobody
   * - `guests`: Who comes "by" *​/
   * @default ["members"]
   */
  "shown-to"?: ("guests" | "members" | 0)[] | null;
  /**
   * Speed.
   * - `fast`: As fast as can be
   * - `slow`: No hurry
   */
  speed: Speed | number;
  /**
   * Speeds.
   * - `fast`: As fast as can be
   * - `slow`: No hurry
   */
  speeds?: { [name: string]: Speed[] };
  /**
   * Either speed.
   * - `fast`: As fast as can be
   * - `slow`: No hurry
   */
  "either-speed": Speed | 0;
  /**
   * Made speed.
   * - `fast`: As fast as can be
   * - `slow`: No hurry
   */
  "made-speed": Speed | boolean;
  /**
   * Speed or pause.
   * - `fast`: As fast as can be
   * - `slow`: No hurry
   */
  "speed-or-pause": SpeedOrPause | Speed | boolean;
  /**
   * Room.
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
   * What is enough.
   * Beyond these, nothing is taken.
   */
  limits?: {
    /**
     * Files.
     * @default 1000
     */
    files?: number;
    /**
     * Users.
     * @default {}
     */
    users?: { [name: string]: User };
  };
  /**
   * Name.
   * First of all.
   * @example "Anna"
   */
  name: string;
  /**
   * Free speed.
   * - `fast`: As fast as can be
   * - `slow`: No hurry
   */
  "free-speed": Speed | FreeSpeed;
  /** Plain speed. */
  "plain-speed": Speed;
  /**
   * Twice.
   * - `fast`: As fast as can be
   * - `slow`: No hurry
   */
  twice: "slow" | "fast" | 1;
  /**
   * Column.
   * - `fast`: As fast as can be
   * - `slow`: No hurry
   */
  column: "slow" | "fast";
  /**
   * Either column.
   * - `slow`: No hurry
   */
  "either-column": "slow" | Speed;
  /** Odd number. */
  "odd-number"?: OddNumber;
  /** Number. */
  number: OddNumberValue;
}

export type Speed = "slow" | "fast";

export interface SpeedOrPause {
  /** Pause. */
  pause: number;
}

export interface User {
  /** Address. */
  mail: string;
}

export interface FreeSpeed {
  [name: string]: Speed;
}

export interface OddNumber {
  [name: string]: OddNumberValue;
}

export type OddNumberValue = 1 | 3;
