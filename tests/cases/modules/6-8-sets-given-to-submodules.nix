with import <nixpkgs/lib>;
let
  x = type: value: (evalModules {
    modules = [ { options.x = mkOption { inherit type; }; } { _file = "a.nix"; x = value; } ];
  }).config.x;
  names = [ "config" "imports" "_class" "options" ];
  taking = types.submodule { options = genAttrs names (_: mkOption { default = null; }); };
  sub = types.submodule { options.n = mkOption { default = 0; }; };
  full = types.submoduleWith { modules = [ { options.n = mkOption { default = 0; }; } ]; };
  module = { config.n = 1; options.m = mkOption { default = 2; }; };
in
{
  a-set-is-config = x taking { config = 1; imports = 2; _class = 3; options = 4; };
  so-its-config-is-an-option = x sub { config.n = 1; };
  a-function-is-a-module = x sub ({ ... }: module);
  a-path-is-a-module = x (types.submodule { options.x = mkOption { }; }) ./fixtures/one.nix;
  submoduleWith-takes-modules = x full module;
}
