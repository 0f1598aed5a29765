with import <nixpkgs/lib>;
let
  list.options.x = mkOption { type = types.listOf types.int; };
  x = modules: (evalModules { modules = [ list ] ++ modules; }).config.x;
in
{
  of-config = x [ { config = mkMerge [ { x = [ 1 ]; } { x = [ 2 ]; } ]; } ];
  of-a-value = x [ { x = mkMerge [ [ 1 ] [ 2 ] ]; } ];
  nested = x [ { x = mkMerge [ (mkMerge [ [ 1 ] [ 2 ] ]) [ 3 ] ]; } ];
  among-modules = x [ { x = [ 0 ]; } { config = mkMerge [ { x = [ 1 ]; } { x = [ 2 ]; } ]; } { x = [ 3 ]; } ];
}
