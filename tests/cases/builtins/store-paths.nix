# Nix's own store paths, computed and never written.
[
  (builtins.toFile "name.txt" "contents")
  (toString (builtins.toFile "a" ""))
  (derivation { name = "x"; system = "s"; builder = "/b"; }).outPath
  (derivation { name = "x"; system = "s"; builder = "/b"; args = [ "a" 1 true ]; FOO = [ "p" "q" ]; N = null; }).drvPath
  (derivation { name = "m"; system = "s"; builder = "/b"; outputs = [ "out" "dev" ]; }).dev.outPath
  (derivation {
    name = "f"; system = "s"; builder = "/b";
    outputHash = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
    outputHashAlgo = "sha256"; outputHashMode = "flat";
  }).outPath
  (let d = derivation { name = "dep"; system = "s"; builder = "/b"; }; in
   derivation { name = "user"; system = "s"; builder = "${d}/bin/x"; env = "${d}"; }).outPath
  (builtins.path { path = ./fixtures/data.json; name = "data"; })
  "${./fixtures/data.json}"
  (builtins.filterSource (p: t: true) ./fixtures)
  (builtins.storePath or null != null)
]
