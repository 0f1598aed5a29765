with import <nixpkgs/lib>;
let
  declaration = { _file = "declaration.nix"; options.x = mkOption { type = types.listOf types.int; }; };
  eval = modules: evalModules { modules = [ declaration ] ++ modules; };
  given = eval [
    { _file = "a.nix"; x = [ 1 ]; }
    { _file = "b.nix"; x = [ 2 ]; }
    { _file = "c.nix"; x = [ 3 ]; }
  ];
  twice = evalModules {
    modules = [
      { _file = "a.nix"; options.x = mkOption { type = types.int; }; }
      { _file = "b.nix"; options.x = mkOption { description = "x"; }; }
    ];
  };
  wrong = eval [ { _file = "a.nix"; x = 1; } { _file = "b.nix"; x = 2; } ];
in
{
  definitions = given.config.x;
  files = given.options.x.files;
  declarations = twice.options.x.declarations;
  imports-stand-before = (eval [ { imports = [ { x = [ 10 ]; } { x = [ 20 ]; } ]; x = [ 1 ]; } ]).config.x;
  deepest-level-stands-first =
    (eval [ { imports = [ { imports = [ { x = [ 100 ]; } ]; x = [ 10 ]; } { x = [ 20 ]; } ]; x = [ 1 ]; } ]).config.x;
  messages = wrong.config.x;
}
