with import <nixpkgs/lib>;
let
  x = type: (evalModules { modules = [ { options.x = mkOption { inherit type; }; } { x = 1; } ]; }).config.x;
in
{
  attributes = attrNames (mkOptionType { name = "own"; });
  kind = types.int._type;
  functor = attrNames (types.enum [ 1 ]).functor;
  only-the-name-is-required = x (mkOptionType { name = "own"; });
  the-name-is-required = x (mkOptionType { });
}
