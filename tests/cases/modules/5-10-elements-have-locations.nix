with import <nixpkgs/lib>;
let
  x = type: definitions: (evalModules {
    modules = [ { options.x = mkOption { inherit type; }; } ]
      ++ imap1 (number: value: { _file = "${toString number}.nix"; x = value; }) definitions;
  }).config.x;
  named = types.submodule ({ name, ... }: { options.n = mkOption { default = name; }; });
  names = map (element: element.n);
in
{
  in-a-list = names (x (types.listOf named) [ [ { } { } ] [ { } ] ]);
  in-a-set = (x (types.attrsOf named) [ { "a b" = { }; } ])."a b".n;
  of-the-option-itself = (x named [ { } ]).n;
  without-definition = (named.getSubOptions [ ]).n.default;
  printed-quoted = x (types.listOf types.int) [ [ "s" ] ];
  of-a-function = (x (types.functionTo named) [ (_: { }) ] null).n;
  of-an-attribute = x (types.attrsOf types.int) [ { "a b" = "s"; } ];
}
