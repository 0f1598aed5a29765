with import <nixpkgs/lib>;
let
  list.options.x = mkOption { type = types.listOf types.str; };
  x = modules: (evalModules { modules = [ list ] ++ modules; }).config.x;
  says = name: imports: { inherit imports; x = [ name ]; };
  keyed = { key = "k"; x = [ "k" ]; };
in
{
  # Collected: a b, then a1 a2 b1, then a11. The list stands reversed.
  level-by-level = x [
    (says "a" [ (says "a1" [ (says "a11" [ ]) ]) (says "a2" [ ]) ])
    (says "b" [ (says "b1" [ ]) ])
  ];
  first-place-of-a-key-stays = x [ keyed (says "a" [ keyed ]) keyed (says "b" [ ]) ];
  top-level-is-before-imports = x [ (says "a" [ keyed ]) (says "b" [ ]) keyed ];
  internal-module-is-before-imports = x [ (says "a" [ (keyed // { key = "lib/modules.nix"; }) ]) ];
  internal-module = (evalModules { modules = [ ]; }).options._module.args.declarations;
}
