# Messages about paths through symlinks name what these lead to: each member fails by itself.
{
  import-through-a-link = import ./fixtures/tree/dang;
  read-through-a-link = builtins.readFile ./fixtures/tree/dang;
  read-in-a-linked-folder = builtins.readFile ./fixtures/tree/dl/absent;
  list-through-a-link = builtins.readDir ./fixtures/tree/dang;
  hash-through-a-link = builtins.hashFile "md5" ./fixtures/tree/dang;
  import-of-a-linked-folder = import ./fixtures/tree/dl;
  store-path-through-a-link = builtins.storePath ./fixtures/tree/l;
  list-a-link-to-a-file = builtins.readDir ./fixtures/tree/l;
  kind-below-a-linked-folder = builtins.readFileType ./fixtures/tree/dl/e;
  kind-below-a-link-to-a-file = builtins.readFileType ./fixtures/tree/l/absent;
  read-in-a-circle = builtins.readFile ./fixtures/links/round;
  list-in-a-circle = builtins.readDir ./fixtures/links/round;
  kind-below-a-circle = builtins.readFileType ./fixtures/links/round/x;
  exists-below-a-circle = builtins.pathExists ./fixtures/links/round/x;
  import-of-a-circle = import ./fixtures/links/round;
}
