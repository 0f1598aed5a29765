# Groups of users on the machine.
{ lib, ... }:
let
  inherit (lib) mkOption types;

  group =
    { name, ... }:
    {
      options = {
        name = mkOption {
          description = "Its name.";
          type = types.str;
          default = name;
        };
        gid = mkOption {
          description = "Its number; null for any.";
          type = types.nullOr types.int;
          default = null;
        };
        members = mkOption {
          description = "Users in it.";
          type = types.listOf types.str;
          default = [ ];
        };
      };
    };
in
{
  options.users.groups = mkOption {
    description = "Groups by name.";
    type = types.attrsOf (types.submodule group);
    default = { };
  };
}
