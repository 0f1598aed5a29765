with import <nixpkgs/lib>;
let
  list.options.l = mkOption { type = types.listOf types.str; };
  inner = types.submodule list;
  outer = types.submodule { options.s = mkOption { type = inner; }; };
  x = type: definitions: (evalModules {
    modules = [ { options.x = mkOption { inherit type; }; } ] ++ map (value: { x = value; }) definitions;
  }).config.x;
  abc = make: map (name: make { l = [ name ]; }) [ "a" "b" "c" ];
in
{
  one-level = (x inner (abc id)).l;
  two-levels = (x outer (abc (s: { inherit s; }))).s.l;
  in-attrsOf = (x (types.attrsOf inner) (abc (k: { inherit k; }))).k.l;
}
