# The edges of hashes.
[
  (builtins.hashFile "md5" ./fixtures/tree/a.txt)
  (builtins.convertHash { hash = "d41d8cd98f00b204e9800998ecf8427e"; hashAlgo = "md5"; toHashFormat = "sri"; })
  (builtins.convertHash { hash = "md5:d41d8cd98f00b204e9800998ecf8427e"; toHashFormat = "nix32"; })
  (builtins.convertHash { hash = "md5:d41d8cd98f00b204e9800998ecf8427e"; toHashFormat = "base64"; })
  (builtins.convertHash { hash = "md5:d41d8cd98f00b204e9800998ecf8427e"; toHashFormat = "base16"; })
  (builtins.convertHash { hash = "md5-1B2M2Y8AsgTpgAmY7PhCfg=="; toHashFormat = "base16"; })
  (builtins.convertHash { hash = "md5-1B2M2Y8AsgTpgAmY7PhCfg"; toHashFormat = "base16"; })
  (builtins.convertHash { hash = "md5:3y8bwfr609h3lh9ch0izcqq7fl"; toHashFormat = "base16"; })
  (builtins.convertHash { hash = "md5:D41D8CD98F00B204E9800998ECF8427E"; toHashFormat = "base16"; })
  (builtins.hashString "sha512" "a")
]
