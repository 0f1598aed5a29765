with import <nixpkgs/lib>;
let
  x = definitions: (evalModules {
    modules = [ { options.x = mkOption { type = types.int; }; } ]
      ++ imap1 (number: value: { _file = "${toString number}.nix"; x = value; }) definitions;
  }).config.x;
in
{
  equal = x [ 5 5 5 ];
  the-later-module-is-first = x [ 1 2 ];
  only-the-first-pair = x [ 1 2 3 ];
  equal-ones-are-passed-over = x [ 1 2 2 ];
}
