# What builtins of store paths refuse: each member by itself, its headline in the file beside this one.
{
  toPath-string-a-doesn-t-represent-an-absolute = builtins.toPath "a";
  toPath-cannot-coerce-an-integer-to-a-string = builtins.toPath 1;
  storePath-path-is-not-in-the-nix-store = builtins.storePath "/a";
  path-path-does-not-exist = builtins.path { path = ./fixtures/tree/dang; };
  path-store-path-mismatch-in-possibly-filtered-path = builtins.path { path = ./fixtures/tree/d; sha256 = "0000000000000000000000000000000000000000000000000000"; };
  path-hash-x-has-wrong-length-for-hash = builtins.path { path = ./fixtures/tree/d; sha256 = "x"; };
  path-path-does-not-exist-2 = builtins.path { path = ./fixtures/tree/nope; };
  path-string-tmp-doesn-t-represent-an-absolute = builtins.path { path = "tmp"; };
  path-cannot-coerce-an-integer-to-a-string = builtins.path { path = 1; };
  path-missing-required-path-attribute-in-the-first = builtins.path { };
  path-unsupported-argument-foo-to-builtins-path = builtins.path { path = /tmp; foo = 1; };
  path-expected-a-set-but-found-an-integer = builtins.path 1;
  path-path-qqpim2x8hkyanpxvcwqxchz18i45g057-a-b-is-not-a = builtins.path { path = ./fixtures/tree/d; name = "a b"; };
  path-expected-a-boolean-but-found-an-integer = builtins.path { path = ./fixtures/tree/d; filter = p: t: 1; };
  path-expected-a-function-but-found-an-integer = builtins.path { path = ./fixtures/tree/d; filter = 1; };
  path-expected-a-boolean-but-found-an-integer-2 = builtins.path { path = ./fixtures/tree/d; recursive = 1; };
  filterSource-expected-a-function-but-found-an-integer = builtins.filterSource 1 ./fixtures/tree;
  filterSource-cannot-coerce-an-integer-to-a-string = builtins.filterSource 1 1;
  toFile-expected-a-string-but-found-an-integer = builtins.toFile "x" 1;
  toFile-files-created-by-builtins-tofile-may-not = builtins.toFile "x" (derivation {name="x";system="y";builder="z";}).outPath;
  toFile-files-created-by-builtins-tofile-may-not-2 = builtins.toFile "x" (derivation {name="x";system="y";builder="z";}).drvPath;
  toFile-path-dm85kbl5cy82j2dzvy1874s14y3salv3-a-b-is-not-a = builtins.toFile "a b" "x";
  toFile-path-9r1mh2rc3s3i33vpdw86kqqyvy9i1y4w-is-not-a-valid-store = builtins.toFile "" "x";
  toFile-path-1ka9gw6ddkrf0b8k65q7p46xbgb9wdr8-is-not-a-valid-store = builtins.toFile "." "x";
  toFile-path-g7wasvn73490h0wf91fi01lavjcr2ira-a-is-not-a-valid = builtins.toFile ".-a" "x";
  toFile-path-rwf19106d4i8i8ip3adrwm5wwcs8gvbj-a-is-not-a-valid = builtins.toFile "..-a" "x";
  toFile-path-fcwpaxmwcvmm1sss1scshna3sn7asxa4-is-not-a-valid-store = builtins.toFile "é" "x";
  placeholder-expected-a-string-but-found-an-integer = builtins.placeholder 1;
  storePath-cannot-coerce-an-integer-to-a-string = builtins.storePath 1;
}
