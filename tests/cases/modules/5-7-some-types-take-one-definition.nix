with import <nixpkgs/lib>;
let
  x = type: first: second: (evalModules {
    modules = [
      { options.x = mkOption { inherit type; }; }
      { _file = "a.nix"; x = first; }
      { _file = "b.nix"; x = second; }
    ];
  }).config.x;
  package = { type = "derivation"; name = "a"; outPath = "/a"; };
in
{
  null-and-another = x (types.nullOr types.int) 1 null;
  null-of-lower-priority = x (types.nullOr types.int) 1 (mkDefault null);
  two-nulls = x (types.nullOr types.int) null null;
  unique = x (types.unique { message = "Once."; } types.int) 1 1;
  uniq = x (types.uniq types.int) 1 1;
  raw = x types.raw 1 1;
  package = (x types.package package package).name;
  priorities-decide = x types.raw 1 (mkDefault 1);
}
