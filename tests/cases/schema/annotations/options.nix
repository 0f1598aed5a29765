# How forms are told what suits them.
{ lib, ... }:
let
  inherit (lib) mkOption types;
  speeds = types.enum [
    "slow"
    "fast"
  ];
  numbers = types.enum [
    1
    3
  ];
  titled =
    type:
    mkOption { inherit type; }
    // {
      meta.ui.enumTitles = {
        fast = "As fast as can be";
        slow = "No hurry";
      };
    };
in
{
  options = {
    theme =
      mkOption {
        type = types.enum [
          "light"
          "dark"
          "auto"
          "contrast"
        ];
        default = "auto";
        description = "How pages look.";
      }
      // {
        meta.ui = {
          title = "Colours";
          group = "Looks";
          enumTitles = {
            auto = "As the visitor's system";
            contrast = "High contrast";
          };
        };
      };
    shown-to =
      mkOption {
        type = types.nullOr (
          types.listOf (
            types.enum [
              "guests"
              "members"
              0
            ]
          )
        );
        default = [ "members" ];
      }
      // {
        meta.ui.enumTitles = {
          guests = "Who comes \"by\" */";
          "0" = "Nobody";
        };
      };
    # Where the values are among others, and where several options name the same ones.
    speed = titled (types.either speeds types.ints.positive);
    speeds = titled (types.attrsOf (types.listOf speeds));
    either-speed = titled (types.either speeds (types.enum [ 0 ]));
    made-speed = titled (types.coercedTo types.bool (on: if on then "fast" else "slow") speeds);
    speed-or-pause = titled (types.oneOf [
      (types.submodule { options.pause = mkOption { type = types.int; }; })
      speeds
      types.bool
    ]);
    quota =
      mkOption {
        type = types.nullOr types.ints.positive;
        default = null;
        description = "Space for each user.";
      }
      // {
        meta.ui = {
          unit = "GiB";
          help = "Null is no limit.";
          placeholder = "20";
        };
      };
    token =
      mkOption {
        type = types.str;
        example = "0123";
        description = "What `api` is called with, see {option}`quota`.";
      }
      // {
        meta.ui.secret = true;
      };
    welcome =
      mkOption {
        type = types.lines;
        default = "";
      }
      // {
        meta.ui.group = "Looks";
      };
    limits = {
      files = mkOption {
        type = types.int;
        default = 1000;
      };
      users = mkOption {
        type = types.attrsOf (types.submodule { options.mail = mkOption { type = types.str; }; });
        default = { };
      };
    };
    name =
      mkOption {
        type = types.strMatching "[A-Z][a-z]+";
        example = "Anna";
        description = "First of all.";
      }
      // {
        meta.ui.order = -1;
      };
    # Titles are an option's own: not what is taken beside the options below it.
    free-speed = titled (types.either speeds (types.submodule { freeformType = types.attrsOf speeds; }));
    plain-speed = mkOption { type = speeds; };
    # A value that stands there twice is one choice.
    twice = titled (types.enum [
      "slow"
      "fast"
      "slow"
      1
      1.0
    ]);
    column = titled (types.passwdEntry speeds);
    # One of the values stands in both; what a column refuses is no choice.
    either-column =
      mkOption {
        type = types.either (types.passwdEntry (
          types.enum [
            "slow"
            "a:b"
          ]
        )) speeds;
      }
      // {
        meta.ui.enumTitles.slow = "No hurry";
      };
    # The enumeration has its first place among free names.
    odd-number = mkOption { type = types.submodule { freeformType = types.attrsOf numbers; }; };
    number = mkOption { type = numbers; };
  };
}
