with import <nixpkgs/lib>;
let
  config = options: modules: (evalModules { modules = [ { inherit options; } ] ++ modules; }).config;
  declare = names: genAttrs names (_: mkOption { default = 0; });
  few = declare [ "alpha" "alphas" "beta" "alp" ];
  many = declare (map (number: "name${toString number}") (range 1 120));
  a = module: { _file = "a.nix"; } // module;
in
{
  the-first-by-name = config few [ (a { zz = 1; gg = 2; }) ];
  of-the-later-module = config few [ (a { zz = 1; }) { _file = "b.nix"; zz = 2; } ];
  three-nearest-names = config few [ (a { alpa = 1; }) ];
  any-distance-among-few = config (declare [ "alpha" ]) [ (a { zzzzzzzzzz = 1; }) ];
  far-among-many = config many [ (a { zzzzzzzzzz = 1; }) ];
  near-among-many = config many [ (a { naem77 = 1; }) ];
  below-a-group = config { group = few; } [ (a { group.alpa.deep = 1; }) ];
  if-false-does-not-excuse = config few [ (a { zz = mkIf false 1; }) ];
  an-empty-set-below-a-group = config { group = declare [ "n" ]; } [ (a { group = { }; }) ];
  without-check = config (declare [ "n" ]) [ (a { zz = 1; _module.check = false; }) ];
}
