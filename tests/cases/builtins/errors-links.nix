# Messages about paths through symlinks name what these lead to: each member fails by itself.
{
  import-through-a-link = import ./fixtures/tree/dang;
  read-through-a-link = builtins.readFile ./fixtures/tree/dang;
  read-in-a-linked-folder = builtins.readFile ./fixtures/tree/dl/absent;
  list-through-a-link = builtins.readDir ./fixtures/tree/dang;
  hash-through-a-link = builtins.hashFile "md5" ./fixtures/tree/dang;
  import-of-a-linked-folder = import ./fixtures/tree/dl;
  store-path-through-a-link = builtins.storePath ./fixtures/tree/l;
}
