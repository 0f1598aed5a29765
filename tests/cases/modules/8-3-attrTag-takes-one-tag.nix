with import <nixpkgs/lib>;
let
  tagged = types.attrTag {
    int = mkOption { type = types.int; default = 7; };
    list = mkOption { type = types.listOf types.int; };
    length = mkOption { type = types.str; apply = stringLength; };
    once = mkOption { type = types.int; readOnly = true; };
    untyped = mkOption { };
  };
  x = definitions: (evalModules {
    modules = [ { options.x = mkOption { type = tagged; }; } ]
      ++ imap1 (number: value: { _file = "${toString number}.nix"; x = value; }) definitions;
  }).config.x;
in
{
  one-known-name = map tagged.check [ { int = 1; } { } { int = 1; list = [ ]; } { other = 1; } 1 ];
  same-names-merge = x [ { list = [ 1 ]; } { list = [ 2 ]; } ];
  different-names = x [ { int = 1; } { list = [ ]; } ];
  priority-of-the-whole = x [ { int = 1; } (mkForce { list = [ ]; }) ];
  priority-inside = x [ { int = 1; } { list = mkForce [ ]; } ];
  default-of-a-tag = x [ { int = mkIf false 1; } ];
  apply-of-a-tag = x [ { length = "abc"; } ];
  readOnly-tag = x [ { once = 1; } { once = 1; } ];
  without-type = x [ { untyped = 1; } ];
}
