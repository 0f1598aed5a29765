# The options of NixOS that are known, as a module.
{ lib }:
# Which parts modules speak of: a function of group and name (`services`, `nginx`). A part
# that nobody speaks of has its defaults, and is not read before somebody asks for one.
isNamed:
{
  config,
  options,
  lib,
  pkgs,
  ...
}:
let
  load =
    file:
    import file {
      inherit
        config
        options
        lib
        pkgs
        ;
    };

  parts = lib.mapAttrs (
    group:
    lib.mapAttrs (
      name: file: {
        named = isNamed group name;
        loaded = load file;
      }
    )
  ) (import ./known.nix);

  named = builtins.concatMap (group: builtins.filter (part: part.named) (builtins.attrValues group)) (
    builtins.attrValues parts
  );

  unnamed =
    own:
    lib.mkOption {
      type = lib.types.raw;
      internal = true;
      default = (lib.evalModules { modules = [ { options = { inherit own; }; } ]; }).config.own;
    };

  declarations = lib.mapAttrs (
    group:
    lib.mapAttrs (
      name: part:
      let
        own = part.loaded.options.${group}.${name};
      in
      if part.named then own else unnamed own
    )
  ) parts;
in
{
  options = lib.recursiveUpdate declarations (load ./base.nix).options;
  config = lib.mkMerge (map (part: part.loaded.config or { }) named);
}
