# The options of NixOS that are known, as a module.
{
  lib,
  # The options that the project's NixOS has, as texts for `listed.nix` by group and name, or
  # by group alone; null where that is not known.
  listed ? null,
}:
let
  known = import ./known.nix;
  list = import ./listed.nix { inherit lib; };

  # Groups of parts, and parts that are no groups.
  all = if listed == null then { } else listed;
  groups = lib.filterAttrs (_: builtins.isAttrs) all;
  wholes = lib.filterAttrs (_: builtins.isString) all;
in
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
  ) known;

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

  ofKnown = lib.mapAttrs (
    group:
    lib.mapAttrs (
      name: part:
      let
        own = part.loaded.options.${group}.${name};
        text = groups.${group}.${name} or null;
        options = if text == null then own else list.both (list.read text) own;
      in
      if part.named then options else unnamed own
    )
  ) parts;

  ofListed = lib.mapAttrs (
    group: lib.mapAttrs (name: text: if isNamed group name then list.read text else list.unread)
  ) groups;

  whole = lib.mapAttrs (group: text: if isNamed group null then list.read text else list.unread) wholes;

  over = lib.recursiveUpdateUntil (_: one: other: lib.isOption one || lib.isOption other);
in
{
  options = over (over (load ./base.nix).options (over ofListed ofKnown)) whole;
  config = lib.mkMerge (map (part: part.loaded.config or { }) named);
}
