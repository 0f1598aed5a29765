{ lib, pkgs, ... }:
let
  inherit (lib) mkOption types;
  secret = option: mkOption option // { meta.ui.secret = true; };
  account = types.submodule {
    options.name = mkOption { type = types.str; };
    options.password = secret {
      type = types.nullOr types.str;
      default = null;
    };
  };
  open = types.submodule {
    options.label = mkOption { type = types.str; };
    freeformType = types.attrsOf account;
  };
  named = types.coercedTo types.str (name: { inherit name; password = "made of ${name}"; }) account;
in
{
  applications.vault = {
    description = "Keeps secrets";
    module.options = {
      # What is null shows that there is none.
      none = mkOption { type = account; };
      alternative = mkOption { type = types.either types.str account; };
      package = mkOption {
        type = types.either types.package account;
        default = pkgs.hello;
      };
      coerced = mkOption { type = named; };
      free = mkOption { type = open; };
      single = mkOption { type = types.uniq account; };
      items = mkOption { type = types.attrListOf account; };
      grouped = mkOption {
        type = types.attrListWith {
          elemType = account;
          asAttrs = true;
        };
      };
    };
    implementation = settings: { resources.note.note.text = settings.free.label; };
  };
  resources.note = {
    description = "A note";
    request.options.text = mkOption { type = types.str; };
    policy = {
      resource-type = types.raw;
      apply = requests: lib.mapAttrs (_: request: { inherit (request.note) text; }) requests.resources;
    };
  };
  environments.desk =
    { config, ... }:
    {
      resources.board.note = { };
      implementation = requests: { tf = config.resources.board.note.apply (config.by-kind requests).note; };
    };
}
