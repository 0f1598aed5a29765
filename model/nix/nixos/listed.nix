# Options as nixpkgs' documentation lists them, from the JSON that fedic makes of that: of an
# option `t` is its type, `d` its default where that is plain data, `r` whether it is read-only;
# `m` are the names below it.
{ lib }:
let
  inherit (lib) mkOption types;

  any = (import ./freeform.nix { inherit lib; }).leaf;

  plain = {
    inherit any;
    inherit (types)
      bool
      str
      lines
      commas
      envVar
      nonEmptyStr
      singleLineStr
      int
      float
      number
      path
      package
      attrs
      deferredModule
      json
      toml
      ;
    inherit (types.ints) unsigned positive;
  };

  around = {
    inherit (types)
      nullOr
      listOf
      nonEmptyListOf
      attrsOf
      lazyAttrsOf
      ;
  };

  typeOf =
    node: words:
    let
      head = builtins.head words;
      second = builtins.elemAt words 1;
      third = builtins.elemAt words 2;
    in
    if words == "submodule" then
      submodule node { }
    else if builtins.isString words then
      plain.${words}
    else if around ? ${head} then
      around.${head} (typeOf node second)
    else if head == "open" then
      submodule node { freeformType = typeOf { } second; }
    else if head == "either" then
      types.either (typeOf node second) (typeOf node third)
    else if head == "enum" then
      types.enum second
    else
      types.ints.between second third;

  # What is inside is listed below, under placeholders where there are several of it.
  submodule =
    node: more:
    let
      members = inside (node.m or { });
    in
    if members == { } then any else types.submodule (more // { options = builtins.mapAttrs (_: tree) members; });

  inside =
    members:
    let
      names = builtins.attrNames members;
      only = builtins.head names;
    in
    if builtins.length names == 1 && (only == "*" || lib.hasPrefix "<" only) then
      inside (members.${only}.m or { })
    else
      members;

  tree =
    node:
    if node ? t then
      mkOption {
        type = typeOf node node.t;
        default = node.d or unknown;
        readOnly = node.r or false;
      }
    else
      builtins.mapAttrs (_: tree) node.m;

  # Most defaults are Nix code of NixOS's own: whoever reads one learns that it is not here.
  unknown = { }.${what};
  what = "a default that only NixOS knows";
in
{
  # The options of one part.
  read = text: tree (builtins.fromJSON text);

  # An option whose part nobody speaks of.
  unread = mkOption {
    type = types.raw;
    internal = true;
    default = unknown;
  };

  # The options that are listed, with what is known of them beside their types.
  both =
    let
      both =
        listed: known:
        if !(lib.isOption listed) && !(lib.isOption known) then
          builtins.mapAttrs (name: own: if known ? ${name} then both own known.${name} else own) listed
        else if !(lib.isOption listed && lib.isOption known) then
          listed
        else if listed.type.name == any.name || isDeep known && !(isDeep listed) then
          known
        else if isDeep listed then
          listed
        else
          known // { inherit (listed) type; };
      isDeep = option: option.type.getSubModules != null;
    in
    both;
}
