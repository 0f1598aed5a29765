# What builtins of files refuse: each member by itself, its headline in the file beside this one.
{
  readFile-path-does-not-exist = builtins.readFile ./fixtures/tree/nope;
  readFile-cannot-coerce-an-integer-to-a-string = builtins.readFile 1;
  readFile-string-tmp-doesn-t-represent-an-absolute = builtins.readFile "tmp";
  readDir-cannot-read-directory-not-a-directory = builtins.readDir ./fixtures/tree/a.txt;
  readDir-path-does-not-exist = builtins.readDir ./fixtures/tree/nope;
  readFileType-path-does-not-exist = builtins.readFileType ./fixtures/tree/nope;
  pathExists-string-a-doesn-t-represent-an-absolute = builtins.pathExists "a";
  pathExists-cannot-coerce-an-integer-to-a-string = builtins.pathExists 1;
  findFile-file-b-was-not-found-in-the = builtins.findFile [{prefix="a"; path=(toString ./fixtures/tree);}] "b";
  findFile-file-a-was-not-found-in-the = builtins.findFile [{prefix="a"; path=(toString ./fixtures/tree);}] "a/zz";
  findFile-attribute-path-missing = builtins.findFile [{prefix="a";}] "a";
  findFile-expected-a-set-but-found-an-integer = builtins.findFile [1] "a";
  findFile-expected-a-list-but-found-an-integer = builtins.findFile 1 "a";
  findFile-expected-a-string-but-found-an-integer = builtins.findFile [] 1;
  getEnv-expected-a-string-but-found-an-integer = builtins.getEnv 1;
  import-cannot-coerce-an-integer-to-a-string = import 1;
  import-string-a-doesn-t-represent-an-absolute = import "a";
  scopedImport-expected-a-set-but-found-an-integer = scopedImport 1 /tmp;
  scopedImport-path-does-not-exist = scopedImport {} ./fixtures/tree/nope;
}
