with import <nixpkgs/lib>;
let
  list = options: optionAttrSetToDocList (evalModules { modules = [ { _file = "a.nix"; inherit options; } ]; }).options;
  of = options: filter (option: head option.loc != "_module" && !(elem "_module" option.loc)) (list options);
  names = options: map (option: option.name) (of options);
  one = arguments: head (of { x = mkOption arguments; });
  sub = types.submodule { options.n = mkOption { type = types.int; default = throw "not read"; defaultText = "n"; }; };
  inside = visible:
    map (option: { inherit (option) name visible; }) (of { x = mkOption { type = sub; inherit visible; }; });
in
{
  least = one { type = types.int; };
  most = removeAttrs (one {
    type = types.int;
    default = 1;
    example = 2;
    description = "number";
    internal = true;
    visible = true;
    readOnly = true;
    relatedPackages = [ "p" ];
  }) [ "relatedPackages" ];
  defaultText-wins = (one { type = types.int; default = 1; defaultText = "text"; }).default;
  an-empty-value = (one { type = types.listOf types.int; }).default;
  not-of-types-with-submodules = one { type = types.attrsOf sub; } ? default;
  sub-options-follow = names { x = mkOption { type = types.attrsOf sub; }; y = mkOption { }; };
  sub-options-are-not-checked = names {
    x = mkOption { type = types.submodule { options.n = mkOption { }; config.unknown = 1; }; };
  };
  invisible = inside false;
  shallow = inside "shallow";
  transparent = inside "transparent";
  module-arguments =
    map (option: { inherit (option) name internal; }) (filter (option: last option.loc == "args") (list { x = mkOption { type = sub; }; }));
  without-file = (head (filter (option: option.name == "x") (optionAttrSetToDocList
    (evalModules { modules = [ { options.x = mkOption { }; } ]; }).options))).declarations;
}
