# What builtins of hashes refuse: each member by itself, its headline in the file beside this one.
{
  hashFile-path-does-not-exist = builtins.hashFile "md5" ./fixtures/tree/nope;
  hashFile-unknown-hash-algorithm-foo-expect-blake3-md5 = builtins.hashFile "foo" ./fixtures/tree/nope;
  hashFile-expected-a-string-but-found-an-integer = builtins.hashFile 1 ./fixtures/tree/nope;
  hashString-expected-a-string-but-found-an-integer = builtins.hashString "md5" 1;
  hashString-expected-a-string-but-found-an-integer-2 = builtins.hashString 1 1;
  convertHash-hash-d41d8cd98f00b204e9800998ecf8427e-does-not-include-a-type = builtins.convertHash { hash = "d41d8cd98f00b204e9800998ecf8427e"; toHashFormat = "sri"; };
  convertHash-unknown-hash-format-foo-expect-base16-base32 = builtins.convertHash { hash = "md5:d41d8cd98f00b204e9800998ecf8427e"; toHashFormat = "foo"; };
  convertHash-hash-md5-d41d8cd98f00b204e9800998ecf8427e-should-have-type-sha1 = builtins.convertHash { hash = "md5:d41d8cd98f00b204e9800998ecf8427e"; hashAlgo="sha1"; toHashFormat = "base16"; };
  convertHash-hash-d41d8cd98f00b204e9800998ecf842-has-wrong-length-for-hash = builtins.convertHash { hash = "md5:d41d8cd98f00b204e9800998ecf842"; toHashFormat = "base16"; };
  convertHash-unknown-hash-algorithm-foo-expect-blake3-md5 = builtins.convertHash { hash = "foo:d41d8cd98f00b204e9800998ecf842"; toHashFormat = "base16"; };
  convertHash-invalid-sri-hash-1b2m2y8asgtpgamy7phcfg-length-16-expected = builtins.convertHash { hash = "sha256-1B2M2Y8AsgTpgAmY7PhCfg=="; toHashFormat = "base16"; };
  convertHash-invalid-sri-hash-2m2y8asgtpgamy7phcfg-length-0-expected = builtins.convertHash { hash = "md5-!!2M2Y8AsgTpgAmY7PhCfg=="; toHashFormat = "base16"; };
  convertHash-invalid-nix32-hash-zzzzzzzzzzzzzzzzzzzzzzzzzz-length-17-expected = builtins.convertHash { hash = "md5:zzzzzzzzzzzzzzzzzzzzzzzzzz"; toHashFormat = "base16"; };
  convertHash-invalid-nix32-hash-3y8bwfr609h3lh9ch0izcqq7fe-length-0-expected = builtins.convertHash { hash = "md5:3y8bwfr609h3lh9ch0izcqq7fe"; toHashFormat = "base16"; };
  convertHash-invalid-base16-hash-d41d8cd98f00b204e9800998ecf8427z-length-0-expected = builtins.convertHash { hash = "md5:d41d8cd98f00b204e9800998ecf8427Z"; toHashFormat = "base16"; };
  convertHash-hash-has-wrong-length-for-hash-algorithm = builtins.convertHash { hash = ""; hashAlgo="sha256"; toHashFormat = "base16"; };
  convertHash-invalid-sri-hash-length-0-expected-length = builtins.convertHash { hash = "sha256-"; hashAlgo="sha256"; toHashFormat = "base16"; };
  convertHash-experimental-nix-feature-blake3-hashes-is-disabled = builtins.convertHash { hash = "blake3-"; hashAlgo="sha256"; toHashFormat = "base16"; };
  convertHash-attribute-hash-missing = builtins.convertHash { hashAlgo="sha256"; toHashFormat = "base16"; };
  convertHash-attribute-tohashformat-missing = builtins.convertHash { hash="";hashAlgo="sha256"; };
  convertHash-expected-a-string-but-found-an-integer = builtins.convertHash { hash=1;hashAlgo="sha256"; };
  hashString-experimental-nix-feature-blake3-hashes-is-disabled = builtins.hashString "blake3" "a";
  hashString-unknown-hash-algorithm-foo-expect-blake3-md5 = builtins.hashString "foo" "a";
}
