# A file below /etc.
{
  config,
  lib,
  name,
  ...
}:
let
  inherit (lib) mkOption types;
in
{
  options = {
    enable = mkOption {
      description = "Whether the file is made.";
      type = types.bool;
      default = true;
    };
    target = mkOption {
      description = "Its path below /etc.";
      type = types.str;
      default = name;
    };
    text = mkOption {
      description = "Its text.";
      type = types.nullOr types.lines;
      default = null;
    };
    source = mkOption {
      description = "The file that it is a copy of, or a link to.";
      type = types.path;
    };
    mode = mkOption {
      description = "Its mode; `symlink` for a link to the source.";
      type = types.str;
      default = "symlink";
    };
    uid = mkOption {
      description = "Its owner by number.";
      type = types.int;
      default = 0;
    };
    gid = mkOption {
      description = "Its group by number.";
      type = types.int;
      default = 0;
    };
    user = mkOption {
      description = "Its owner.";
      type = types.str;
      default = "+${toString config.uid}";
    };
    group = mkOption {
      description = "Its group.";
      type = types.str;
      default = "+${toString config.gid}";
    };
  };
}
