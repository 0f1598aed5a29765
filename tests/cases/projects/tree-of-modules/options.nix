{ lib, club, ... }:
let
  inherit (lib) mkOption types;
in
{
  options = {
    site = {
      title = mkOption {
        type = types.str;
        description = "What the site is called.";
      };
      domain = mkOption {
        type = types.str;
        default = club;
        description = "Where it is found.";
      };
      contact = mkOption {
        type = types.str;
        description = "Whom to write to.";
      };
    };
    summary = mkOption {
      type = types.str;
      description = "One line on the site.";
    };
    members = mkOption {
      description = "Who belongs to the club.";
      default = { };
      type = types.attrsOf (
        types.submodule (
          { name, ... }:
          {
            options = {
              name = mkOption {
                type = types.str;
                default = name;
              };
              email = mkOption { type = types.str; };
              password = mkOption { type = types.str; default = "";} // { meta.ui.secret = true; };
            };
          }
        )
      );
    };
  };
}
