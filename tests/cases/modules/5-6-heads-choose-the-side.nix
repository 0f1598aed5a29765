with import <nixpkgs/lib>;
let
  x = type: definitions: (evalModules {
    modules = [ { options.x = mkOption { inherit type; }; } ]
      ++ imap1 (number: value: { _file = "${toString number}.nix"; x = value; }) definitions;
  }).config.x;
  json = types.either types.int (types.either (types.listOf json) (types.attrsOf json));
  referring = evalModules {
    modules = [
      ({ config, ... }: {
        options.x = mkOption { type = types.either types.str (types.attrsOf (types.attrsOf types.str)); };
        config.x = { a.first = "a"; b.second = config.x.a.first + "b"; };
      })
    ];
  };
  lists = types.either (types.listOf types.int) (types.listOf types.str);
in
{
  left = x (types.either types.int types.str) [ 1 1 ];
  right = x (types.either types.int types.str) [ "s" ];
  all-go-one-way = x (types.either types.int types.str) [ 1 "s" ];
  nested-mismatch-stays-left = x lists [ [ "s" ] ];
  coerced-even-if-it-fits = x (types.coercedTo types.str (s: s + "!") types.str) [ "s" ];
  coerced-each = x (types.coercedTo types.int (n: [ n ]) (types.listOf types.int)) [ 1 [ 2 ] 3 ];
  refers-to-itself = referring.config.x;
  of-itself-without-description = x json [ { a = [ 1 { b = 2; } ]; } ];
  refused-is-not-forced = attrNames (x (types.either types.str (types.lazyAttrsOf types.int)) [ { a = throw "forced"; } ]);
}
