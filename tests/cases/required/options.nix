# Who must say what: the model says a part of it itself.
{ lib, config, ... }:
let
  inherit (lib) mkOption types;
  of = type: mkOption { inherit type; };
  database = types.submodule (
    { name, ... }:
    {
      options = {
        name = of types.str;
        size = mkOption {
          type = types.int;
          default = 1;
        };
      };
    }
  );
  # Its module fills in what it can.
  user = types.submodule (
    { name, config, ... }:
    {
      options = {
        name = of types.str;
        label = of types.str;
        mail.address = of types.str;
        mail.server = of types.str;
      };
      config.label = lib.mkDefault name;
      config.mail.server = lib.mkIf (name != "root") "mail.example.org";
    }
  );
in
{
  options = {
    incomplete-default = mkOption {
      type = database;
      default = { };
    };
    whole-default = mkOption {
      type = database;
      default.name = "x";
    };
    filled = of database;
    half = of database;
    weak = of database;
    deep.inner = of (types.submodule { options.database = of database; });
    known = of (types.attrsOf database);
    weakly-known = of (types.attrsOf database);
    listed = of (types.listOf database);
    tagged = of (types.attrTag { only = of database; });
    users = of (types.attrsOf user);
    optional = of (types.nullOr database);
    choice = of (types.either types.int database);
    follows = mkOption {
      type = types.str;
      default = config.filled.name;
    };
  };
  config = {
    filled.name = lib.mkDefault "x";
    half.size = 3;
    weak = lib.mkDefault { name = "x"; };
    deep.inner.database.name = "x";
    known.ours.name = "x";
    weakly-known = lib.mkDefault { ours.name = "x"; };
    listed = [ { name = "x"; } ];
    tagged.only.name = lib.mkDefault "x";
  };
}
