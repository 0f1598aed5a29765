with import <nixpkgs/lib>;
let
  list.options.x = mkOption { type = types.listOf types.str; };
  eval = modules: evalModules { modules = modules ++ [ list ]; };
  files = modules: (eval modules).options.x.files;
  keys = node: { inherit (node) key; imports = map keys node.imports; };
  graph = modules: map keys (evalModules { inherit modules; }).graph;
in
{
  inherited = files [ { _file = "a.nix"; imports = [ { imports = [ { x = [ ]; } ]; } ]; } ];
  own = files [ { _file = "a.nix"; imports = [ { _file = "b.nix"; x = [ ]; } ]; } ];
  unknown = files [ { x = [ ]; } ];
  of-a-path = map (hasSuffix "/fixtures/one.nix") (files [ ./fixtures/one.nix ]);
  anonymous-keys = graph [ { } { imports = [ { } { } ]; } ];
  own-keys = graph [ { key = "k"; imports = [ { } ]; } ];
  key-of-a-path = map (node: node.key == toString ./fixtures/one.nix) (eval [ ./fixtures/one.nix ]).graph;
  a-path-counts-once = (eval [ ./fixtures/one.nix { imports = [ ./fixtures/one.nix ]; } ]).config.x;
}
