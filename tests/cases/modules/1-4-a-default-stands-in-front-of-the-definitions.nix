with import <nixpkgs/lib>;
let
  list = { _file = "list.nix"; options.x = mkOption { type = types.listOf types.int; default = [ 0 ]; }; };
  again = { _file = "again.nix"; options.x = mkOption { }; };
  eval = modules: evalModules { modules = [ list ] ++ modules; };
in
{
  in-front = (eval [ { x = mkOptionDefault [ 1 ]; } { x = mkOptionDefault [ 2 ]; } ]).config.x;
  loses-to-plain = (eval [ { x = [ 1 ]; } ]).config.x;
  loses-to-mkDefault = (eval [ { x = mkDefault [ 1 ]; } ]).config.x;
  has-the-priority-of-mkOptionDefault = (eval [ ]).options.x.highestPrio;
  has-the-file-of-the-last-declaration = (eval [ again ]).options.x.definitionsWithLocations;
  even-where-that-has-no-default = (eval [ again ]).options.x.files;
}
